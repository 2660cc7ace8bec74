namespace LearnDL.Layers;

/// <summary>
/// How far a random layer may go. One number f stands for both directions, from −f to f:
/// <c>new RandomRotation(0.1)</c>; two ends go in brackets: <c>new RandomRotation((0, 0.25))</c>.
/// </summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public readonly record struct Factor(double Low, double High)
{
    /// <summary>From −f to f.</summary>
    public static implicit operator Factor(double f) => new(-Math.Abs(f), Math.Abs(f));

    /// <summary>From one end to the other; the order does not matter.</summary>
    public static implicit operator Factor((double Low, double High) ends) =>
        new(Math.Min(ends.Low, ends.High), Math.Max(ends.Low, ends.High));

    /// <summary>A number from Low to High, each equally likely for a random u in [0, 1).</summary>
    internal double At(double u) => Low + (High - Low) * u;

    /// <summary>The factor itself, where both ends are of use.</summary>
    internal Factor Checked(string name) => Low >= -1 && High <= 1 && Low <= High ? this :
        throw new HyperparameterException($"{name} is out of range.", "one number, or two ends, in [-1, 1]", $"{this}",
            "0.1 means up to a tenth in either direction, (0, 0.1) in one.");

    /// <summary>"(-0.1, 0.1)"</summary>
    public override string ToString() => $"({Low}, {High})";
}
