namespace LearnDL.Interop;

/// <summary>How often numbers are as large as they are, as TensorFlow's summary.histogram counts them.</summary>
static class HistogramBuckets
{
    /// <summary>How many buckets there are.</summary>
    public const int Count = 30;

    /// <summary>
    /// (Count, 3), row by row: left edge, right edge, how many numbers lie between them. The edges lie evenly from the
    /// smallest number to the largest. Where all are equal, all are in the last bucket; where there are none, all is 0.
    /// Numbers that are not finite are left out. (TensorFlow's edges are NaN then.)
    /// </summary>
    public static double[] Of(ReadOnlySpan<double> values)
    {
        var (low, high, finite) = (double.PositiveInfinity, double.NegativeInfinity, 0);
        foreach (var value in values)
            if (double.IsFinite(value))
                (low, high, finite) = (Math.Min(low, value), Math.Max(high, value), finite + 1);
        var rows = new double[3 * Count];
        if (finite == 0)
            return rows;
        var width = (high / 2 - low / 2) / Count; // halves: the whole of two huge ends is infinite
        for (var i = 0; i < Count; i++)
        {
            rows[3 * i] = 2 * (low / 2 + i * width);
            rows[3 * i + 1] = i == Count - 1 ? high : 2 * (low / 2 + (i + 1) * width);
        }
        foreach (var value in values)
            if (double.IsFinite(value))
                rows[3 * Bucket(value / 2 - low / 2, width) + 2]++;
        return rows;
    }

    static int Bucket(double offset, double width) =>
        width == 0 ? Count - 1 : Math.Min(Count - 1, (int)(offset / width));
}
