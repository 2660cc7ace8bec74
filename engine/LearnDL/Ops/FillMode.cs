using System.Runtime.CompilerServices;

namespace LearnDL.Tensors;

/// <summary>
/// What stands beyond the edge of an image, as Keras 3 and SciPy name it. Chosen by name: <c>fillMode: "constant"</c>.
/// </summary>
public sealed class FillMode
{
    FillMode(string name) => Name = name;

    /// <summary>
    /// "reflect": the image in a mirror at its edge, d c b a | a b c d | d c b a; the pixel at the edge comes twice.
    /// </summary>
    public static FillMode Reflect { get; } = new("reflect");

    /// <summary>"constant": one value everywhere, k k k k | a b c d | k k k k.</summary>
    public static FillMode Constant { get; } = new("constant");

    /// <summary>"nearest": the pixel at the edge again and again, a a a a | a b c d | d d d d.</summary>
    public static FillMode Nearest { get; } = new("nearest");

    /// <summary>"wrap": the image from its other end, a b c d | a b c d | a b c d.</summary>
    public static FillMode Wrap { get; } = new("wrap");

    /// <summary>The name it is chosen by.</summary>
    public string Name { get; }

    /// <summary>The way of this name.</summary>
    /// <exception cref="UnknownNameException">There is none.</exception>
    public static implicit operator FillMode(string name) => name switch
    {
        "reflect" => Reflect,
        "constant" => Constant,
        "nearest" => Nearest,
        "wrap" => Wrap,
        _ => throw NameList.Unknown("fill mode", name, ["reflect", "constant", "nearest", "wrap"]),
    };

    /// <summary>Which of an axis's pixels 0..size-1 is seen at position i; -1 where it is the constant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // asked for every pixel
    internal int Pixel(int i, int size) => (uint)i < (uint)size ? i : Beyond(i, size);

    int Beyond(int i, int size)
    {
        if (this == Constant)
            return -1;
        if (this == Nearest)
            return i < 0 ? 0 : size - 1;
        if (this == Wrap)
            return Modulo(i, size);
        var turn = Modulo(i, 2 * size); // there and back
        return turn < size ? turn : 2 * size - 1 - turn;
    }

    static int Modulo(int i, int size) => (i % size + size) % size;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
