using System.Runtime.CompilerServices;

namespace LearnDL.Layers;

/// <summary>
/// A size in two directions. One number stands for both: <c>new Conv2D(32, 3)</c>; two go in brackets of either kind:
/// <c>new Conv2D(32, (3, 5))</c>, <c>new Conv2D(32, [3, 5])</c>.
/// </summary>
/// <param name="Height">Rows of pixels.</param>
/// <param name="Width">Columns of pixels.</param>
[CollectionBuilder(typeof(Size2D), nameof(Of))]
public readonly record struct Size2D(int Height, int Width)
{
    /// <summary>The same in both directions.</summary>
    public static implicit operator Size2D(int size) => new(size, size);

    /// <summary>(height, width)</summary>
    public static implicit operator Size2D((int Height, int Width) size) => new(size.Height, size.Width);

    /// <summary>[height, width]</summary>
    /// <exception cref="HyperparameterException">There are not two numbers.</exception>
    public static Size2D Of(ReadOnlySpan<int> size) => size.Length == 2 ? new(size[0], size[1]) :
        throw new HyperparameterException("A size in two directions has another count of numbers.", "[height, width]",
            $"[{string.Join(", ", size.ToArray().Select(length => $"{length}"))}]",
            "Give two numbers, or one without brackets for both directions.");

    /// <summary>Height, then width.</summary>
    public IEnumerator<int> GetEnumerator()
    {
        yield return Height;
        yield return Width;
    }

    /// <summary>The sizes along this many axes: of a series the width alone.</summary>
    internal int[] Along(int axes) => axes == 2 ? [Height, Width] : [Width];

    /// <summary>The size itself, if both directions are at least so large.</summary>
    internal Size2D AtLeast(int least, string name)
    {
        Hyperparameter.AtLeast(least, Math.Min(Height, Width), name);
        return this;
    }

    /// <summary>"3x5"</summary>
    public override string ToString() => $"{Height}x{Width}";
}
