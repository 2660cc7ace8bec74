namespace LearnDL.Activations;

/// <summary>
/// The numbers that can come out of a layer when the network is used, whatever its weights are:
/// from Min to Max, both included. The check of a loss against a model asks for it, so that it need not know any layer.
/// </summary>
/// <param name="Min">No output is smaller; −∞ where nothing bounds it.</param>
/// <param name="Max">No output is larger; ∞ where nothing bounds it.</param>
/// <param name="IsPositive">
/// Whether the equation never gives 0 itself, as of sigmoid, softmax, softplus and exponential. (Rounding may.)
/// </param>
/// <param name="IsShares">Whether the outputs along the last axis sum to 1.</param>
public readonly record struct OutputRange(double Min, double Max, bool IsPositive = false, bool IsShares = false)
{
    /// <summary>Any number at all.</summary>
    public static OutputRange Any { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>What a softmax gives: above 0, and 1 in sum along the last axis.</summary>
    public static OutputRange Shares { get; } = new(0, 1, IsPositive: true, IsShares: true);

    /// <summary>Whether every number could be a probability.</summary>
    public bool IsProbability => Min >= 0 && Max <= 1;

    /// <summary>Whether a number can come out.</summary>
    public bool Contains(double value) => value >= Min && value <= Max;

    /// <summary>The same numbers in another order, of which no row is known to sum to 1.</summary>
    public OutputRange Rearranged => this with { IsShares = false };

    /// <summary>These numbers, or 0 in place of some of them.</summary>
    public OutputRange WithZero => new(Math.Min(0, Min), Math.Max(0, Max));

    /// <summary>y = x·scale + offset.</summary>
    public OutputRange Affine(double scale, double offset)
    {
        double a = Product(Min, scale) + offset, b = Product(Max, scale) + offset;
        return new OutputRange(Math.Min(a, b), Math.Max(a, b), IsPositive && scale > 0 && offset >= 0);
    }

    /// <summary>Numbers of either kind, side by side.</summary>
    public OutputRange Or(OutputRange other) =>
        new(Math.Min(Min, other.Min), Math.Max(Max, other.Max), IsPositive && other.IsPositive);

    /// <summary>A number of the one and a number of the other, added.</summary>
    public OutputRange Plus(OutputRange other) => new(Min + other.Min, Max + other.Max, IsPositive && other.IsPositive);

    /// <summary>A number of the one times a number of the other.</summary>
    public OutputRange Times(OutputRange other)
    {
        double a = Product(Min, other.Min), b = Product(Min, other.Max);
        double c = Product(Max, other.Min), d = Product(Max, other.Max);
        return new OutputRange(Math.Min(Math.Min(a, b), Math.Min(c, d)), Math.Max(Math.Max(a, b), Math.Max(c, d)),
            IsPositive && other.IsPositive);
    }

    /// <summary>"any number", "numbers from 0 up", "numbers from -1 to 1".</summary>
    public override string ToString() => (double.IsFinite(Min), double.IsFinite(Max)) switch
    {
        (true, true) => $"numbers from {Min:0.####} to {Max:0.####}",
        (true, false) => $"numbers from {Min:0.####} up",
        (false, true) => $"numbers of at most {Max:0.####}",
        _ => "any number",
    };

    /// <summary>A bound of 0 stays 0, also times ∞.</summary>
    static double Product(double x, double y) => x == 0 || y == 0 ? 0 : x * y;
}
