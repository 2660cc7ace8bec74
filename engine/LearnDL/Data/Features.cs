using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>
/// What the scalers share: features read with a check, and a function of every value and its feature.
/// </summary>
static class Features
{
    /// <summary>
    /// The values of x (N, …, D), row after row. No rows, a NaN or an infinity raise a <see cref="DataException"/>.
    /// </summary>
    public static ReadOnlySpan<double> Read(Tensor x, string scaler)
    {
        if (x.Rank < 2)
            throw new ShapeException($"A {scaler} needs rows and features.",
                "(N, D)", $"{x.Shape}", "A single feature is a column: x.ExpandDims().");
        var D = x.Shape[-1];
        if (x.Size == 0)
            throw new DataException($"A {scaler} cannot be fitted without data.", "at least one row and one feature",
                $"{x.Shape}",
                "Check what was loaded or filtered.");
        var values = x.Cast(DType.Float64).AsSpan<double>();
        for (var i = 0; i < values.Length; i++)
            if (!double.IsFinite(values[i]))
                throw new DataException($"x has {values[i]} at row {i / D:N0}, column {i % D}.",
                    "finite numbers", $"{values[i]}",
                    "Read the file with MissingValues.Mean or MissingValues.Drop, or mend the value.");
        return values;
    }

    /// <summary>
    /// Whether Float32 would change values of such a feature by more than a ten-thousandth of the range they lie in.
    /// </summary>
    public static bool NeedFloat64(double minimum, double maximum)
    {
        const double HalfStep = 1.0 / (1 << 24); // of Float32, at a number of 1
        var largest = Math.Max(Math.Abs(minimum), Math.Abs(maximum));
        return maximum > minimum
            && (largest * HalfStep > (maximum / 2 - minimum / 2) * 2e-4 || largest > float.MaxValue);
    }

    public static bool NeedFloat64(double[] minimum, double[] maximum)
    {
        for (var d = 0; d < minimum.Length; d++)
            if (NeedFloat64(minimum[d], maximum[d]))
                return true;
        return false;
    }

    /// <summary>
    /// function(value, feature) of every value of x (…, D); Float64 stays Float64, everything else becomes Float32
    /// unless exact.
    /// </summary>
    public static Tensor Map(Tensor x, int D, string scaler, Func<double, int, double> function, bool exact = false)
    {
        if (x.Rank < 2 || x.Shape[-1] != D)
            throw new ShapeException($"The {scaler} was fitted to other features.", $"(…, {D})", $"{x.Shape}",
                x.Rank == 1 && D == 1 ? "A single feature is a column: x.ExpandDims()."
                : "Give it the columns it was fitted to. "
                + "Numbers of one of them, in any shape: Apply(x, column: 0), Invert(z, column: 0).");
        return Map(x, 0..D, function, exact);
    }

    /// <summary>The same where the last axis counts features from..to, or where all values are of one.</summary>
    public static Tensor Map(Tensor x, Range features, Func<double, int, double> function, bool exact = false)
    {
        var values = x.Cast(DType.Float64).ToArray<double>();
        var (from, D) = (features.Start.Value, features.End.Value - features.Start.Value);
        for (var i = 0; i < values.Length; i++)
            values[i] = function(values[i], from + i % D);
        return Tensor.From(values, x.Shape).Cast(exact || x.DType == DType.Float64 ? DType.Float64 : DType.Float32);
    }

    /// <summary>A feature's number as a range, once it is known to be one of D.</summary>
    public static Range Column(int column, int D, string scaler) => (uint)column < (uint)D ? column..(column + 1) :
        throw new ShapeException($"The {scaler} was fitted to no such feature.", $"0..{D - 1}", $"{column}",
        "Features count from 0.");

    public static double[] Pick(double[] all, ReadOnlySpan<int> columns, string scaler)
    {
        if (columns.Length == 0)
            throw new ShapeException($"A {scaler} needs a feature.", $"numbers 0..{all.Length - 1}", "none",
                "Name at least one feature.");
        var picked = new double[columns.Length];
        for (var i = 0; i < picked.Length; i++)
            picked[i] = all[Column(columns[i], all.Length, scaler).Start.Value];
        return picked;
    }
}
