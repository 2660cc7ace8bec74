using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>What the scalers share: features read with a check, and a function of every value and its feature.</summary>
static class Features
{
    /// <summary>The values of x (N, …, D), row after row. No rows, a NaN or an infinity raise a <see cref="DataException"/>.</summary>
    public static ReadOnlySpan<double> Read(Tensor x, string scaler)
    {
        if (x.Rank < 2)
            throw new ShapeException($"A {scaler} needs rows and features.", "(N, D)", $"{x.Shape}", "A single feature is a column: x.ExpandDims().");
        var D = x.Shape[-1];
        if (x.Size == 0)
            throw new DataException($"A {scaler} cannot be fitted without data.", "at least one row and one feature", $"{x.Shape}", "Check what was loaded or filtered.");
        var values = x.Cast(DType.Float64).AsSpan<double>();
        for (var i = 0; i < values.Length; i++)
            if (!double.IsFinite(values[i]))
                throw new DataException($"x has {values[i]} at row {i / D:N0}, column {i % D}.", "finite numbers", $"{values[i]}",
                    "Read the file with MissingValues.Mean or MissingValues.Drop, or mend the value.");
        return values;
    }

    /// <summary>function(value, feature) of every value of x (…, D); Float64 stays Float64, everything else becomes Float32.</summary>
    public static Tensor Map(Tensor x, int D, string scaler, Func<double, int, double> function)
    {
        if (x.Rank < 2 || x.Shape[-1] != D)
            throw new ShapeException($"The {scaler} was fitted to other features.", $"(…, {D})", $"{x.Shape}", x.Rank == 1 && D == 1 ? "A single feature is a column: x.ExpandDims()." : "Give it the columns it was fitted to.");
        var values = x.Cast(DType.Float64).ToArray<double>();
        for (var i = 0; i < values.Length; i++)
            values[i] = function(values[i], i % D);
        return Tensor.From(values, x.Shape).Cast(x.DType == DType.Float64 ? DType.Float64 : DType.Float32);
    }
}
