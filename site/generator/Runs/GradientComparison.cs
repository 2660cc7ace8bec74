namespace LearnDL.Site.Runs;

/// <summary>A gradient by the backward pass, and the same numbers by differences of the loss.</summary>
public sealed record GradientComparison(NumberTable Gradient, IReadOnlyList<double> Differences)
{
    /// <summary>
    /// The largest distance of two numbers, relative to the larger one; numbers below
    /// a thousandth count as a thousandth.
    /// </summary>
    public double WorstError => Gradient.Values.Zip(Differences, Error).Max();

    static double Error(double a, double b) =>
        Math.Abs(a - b) / Math.Max(1e-3, Math.Max(Math.Abs(a), Math.Abs(b))) is var error && double.IsNaN(error)
            ? double.PositiveInfinity : error;
}
