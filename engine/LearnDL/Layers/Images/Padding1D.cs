namespace LearnDL.Layers;

/// <summary>
/// How many time steps are put around a series, or cut off. One number stands for both ends, a pair for (before,
/// after): <c>new ZeroPadding1D((2, 0))</c>.
/// </summary>
/// <param name="Before">Time steps before.</param>
/// <param name="After">Time steps after.</param>
public readonly record struct Padding1D(int Before, int After)
{
    /// <summary>This many time steps at both ends.</summary>
    public static implicit operator Padding1D(int size) => new(size, size);

    /// <summary>(before, after)</summary>
    public static implicit operator Padding1D((int Before, int After) size) => new(size.Before, size.After);

    /// <summary>As the padding of an image of one row.</summary>
    internal Padding2D AsImages => new(0, 0, Before, After);

    /// <summary>"(1, 2)"</summary>
    public override string ToString() => $"({Before}, {After})";
}
