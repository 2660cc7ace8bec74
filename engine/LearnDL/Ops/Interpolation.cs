using System.Runtime.CompilerServices;

namespace LearnDL.Tensors;

/// <summary>What is read between the pixels of an image. Chosen by name: <c>interpolation: "nearest"</c>.</summary>
public sealed class Interpolation
{
    Interpolation(string name) => Name = name;

    /// <summary>
    /// "bilinear": the mean of the four pixels around the place, each with more weight the nearer it is.
    /// </summary>
    public static Interpolation Bilinear { get; } = new("bilinear");

    /// <summary>
    /// "nearest": the nearest pixel; in the middle between two, the one further from 0, as in TensorFlow and JAX.
    /// </summary>
    public static Interpolation Nearest { get; } = new("nearest");

    /// <summary>The name it is chosen by.</summary>
    public string Name { get; }

    /// <summary>The interpolation of this name.</summary>
    /// <exception cref="UnknownNameException">There is none.</exception>
    public static implicit operator Interpolation(string name) => name switch
    {
        "bilinear" => Bilinear,
        "nearest" => Nearest,
        _ => throw NameList.Unknown("interpolation", name, ["bilinear", "nearest"]),
    };

    /// <summary>
    /// A place on an axis lies on a pixel, or a share of the way on to the next: 2.25 is pixel 2 and a quarter. The
    /// nearest pixel is a whole one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // asked for every pixel
    internal (int Pixel, double Share) Split(double place)
    {
        if (this == Nearest)
            return ((int)Math.Round(place, MidpointRounding.AwayFromZero), 0);
        var pixel = Math.Floor(place);
        return (double.ConvertToIntegerNative<int>(pixel), place - pixel);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
