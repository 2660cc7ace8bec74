namespace LearnDL.Data;

/// <summary>
/// Lowest and highest value, mean and deviation of the columns of (N, D), for numbers of any size:
/// a column of 1e6 and 1e6 + 1e-7 has the mean between them, squares of 1e200 do not overflow, those of 1e-200 do not
/// vanish. A NaN stands for a gap and is passed over.
/// </summary>
sealed class ColumnMoments
{
    readonly double[] scale; // a power of two near half the range, so that dividing by it rounds nothing

    public ColumnMoments(ReadOnlySpan<double> values, int D)
    {
        (Minimum, Maximum, Mean, Rest) = (new double[D], new double[D], new double[D], new double[D]);
        (scale, Counts) = (new double[D], new int[D]);
        Array.Fill(Minimum, double.PositiveInfinity);
        Array.Fill(Maximum, double.NegativeInfinity);
        for (var (i, d) = (0, 0); i < values.Length; i++, d = d + 1 == D ? 0 : d + 1)
            if (!double.IsNaN(values[i]))
            {
                Minimum[d] = Math.Min(Minimum[d], values[i]);
                Maximum[d] = Math.Max(Maximum[d], values[i]);
                Counts[d]++;
            }
        MeasureMeans(values, D);
    }

    public double[] Minimum { get; }

    public double[] Maximum { get; }

    /// <summary>The mean, rounded to Float64.</summary>
    public double[] Mean { get; }

    /// <summary>What <see cref="Mean"/> rounds away: the mean is Mean + Rest.</summary>
    public double[] Rest { get; }

    /// <summary>How many values each column has.</summary>
    public int[] Counts { get; }

    /// <summary>√(Σ(x − mean)²/N) of each column; exactly 0 where a column never changes.</summary>
    public double[] Deviations(ReadOnlySpan<double> values)
    {
        var D = Mean.Length;
        var squares = new CompensatedSum[D];
        for (var (i, d) = (0, 0); i < values.Length; i++, d = d + 1 == D ? 0 : d + 1)
            if (!double.IsNaN(values[i]))
            {
                var apart = values[i] / scale[d] - Mean[d] / scale[d] - Rest[d] / scale[d];
                squares[d].Add(apart * apart);
            }
        var deviations = new double[D];
        for (var d = 0; d < D; d++)
            if (Maximum[d] > Minimum[d])
                deviations[d] = Math.Max(double.Epsilon, Math.Sqrt(squares[d].Value / Counts[d]) * scale[d]);
        return deviations;
    }

    // The mean about the middle of the range: what is added up is then as small as the column's changes are.
    void MeasureMeans(ReadOnlySpan<double> values, int D)
    {
        var middle = new double[D];
        for (var d = 0; d < D; d++)
            (middle[d], scale[d]) = (Minimum[d] / 2 + Maximum[d] / 2, PowerOfTwo(Maximum[d] / 2 - Minimum[d] / 2));
        var sums = new CompensatedSum[D];
        for (var (i, d) = (0, 0); i < values.Length; i++, d = d + 1 == D ? 0 : d + 1)
            if (!double.IsNaN(values[i]))
                sums[d].Add(values[i] / scale[d] - middle[d] / scale[d]);
        for (var d = 0; d < D; d++)
        {
            var constant = Minimum[d] == Maximum[d];
            var shift = sums[d].Value / Counts[d] * scale[d];
            Mean[d] = constant ? Minimum[d] : middle[d] + shift;
            var part = Mean[d] - middle[d];
            // middle + shift − Mean, exactly (Knuth)
            Rest[d] = constant ? 0 : middle[d] - (Mean[d] - part) + (shift - part);
        }
    }

    /// <summary>
    /// The largest power of two that is not above this size: dividing by it changes the exponent only.
    /// </summary>
    public static double PowerOfTwo(double size) =>
        size > 0 && double.IsFinite(size) ? Math.ScaleB(1, Math.ILogB(size)) : size == 0 ? double.Epsilon : 1;
}
