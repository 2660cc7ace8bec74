namespace LearnDL.Layers;

/// <summary>
/// How many time steps are put around a series, or cut off. One number stands for both ends, a pair for (before,
/// behind): <c>new ZeroPadding1D((2, 0))</c>.
/// </summary>
/// <param name="Before">Time steps before.</param>
/// <param name="Behind">Time steps behind.</param>
public readonly record struct Padding1D(int Before, int Behind)
{
    /// <summary>The same at both ends.</summary>
    public static implicit operator Padding1D(int size) => new(size, size);

    /// <summary>(before, behind)</summary>
    public static implicit operator Padding1D((int Before, int Behind) size) => new(size.Before, size.Behind);

    /// <summary>The same of an image of one row.</summary>
    internal Padding2D AsImages => new(0, 0, Before, Behind);

    /// <summary>"(1, 2)"</summary>
    public override string ToString() => $"({Before}, {Behind})";
}
