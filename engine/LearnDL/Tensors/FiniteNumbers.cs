namespace LearnDL.Tensors;

/// <summary>Whether numbers are finite, also in the type that a model computes with.</summary>
static class FiniteNumbers
{
    /// <summary>
    /// Data that are finite, also as the type that the model computes with: 1e39 is a number in Float64, but infinite
    /// in Float32. Gives their range.
    /// </summary>
    /// <param name="x">The numbers.</param>
    /// <param name="computed">The model's type.</param>
    /// <param name="name">What an error calls them.</param>
    /// <param name="fix">The way out, where it is not that of data.</param>
    public static ValueRange Check(Tensor x, DType computed, string name, string? fix = null)
    {
        var range = ValueRange.Of(x);
        if (range.Bad > 0)
            throw Bad(x, name, range.FirstBad, "finite numbers",
                $"{range.Bad:N0} of {x.Size:N0} numbers are not, in {name} {x.Shape}",
                fix ?? "Fill or drop the missing values before training.");
        var overflows = float.IsInfinity((float)range.Max) || float.IsInfinity((float)range.Min);
        if (computed == DType.Float32 && x.DType == DType.Float64 && overflows)
            throw Bad(x, name, FirstBeyondFloat32(x), $"numbers that {computed} holds: up to {float.MaxValue:0.#e+0}",
                $"{name} {x.Shape} of type {x.DType}, from {range.Min:0.###e+0} to {range.Max:0.###e+0}",
                fix ?? $"Bring {name} to a smaller scale (Standardizer, MinMaxScaler, or its logarithm), or compute in "
                    + "Float64: new Sequential(dtype: DType.Float64).");
        return range;
    }

    static DataException Bad(Tensor x, string name, int at, string expected, string got, string fix)
    {
        var width = Math.Max(1, x.Size / x.Shape[0]);
        return new DataException($"{name} has {x.ValueAt(at)} at row {at / width:N0}, column {at % width:N0}.",
            expected, got, fix);
    }

    static int FirstBeyondFloat32(Tensor x)
    {
        var at = 0;
        while (float.IsFinite((float)x.ValueAt(at)))
            at++;
        return at;
    }
}
