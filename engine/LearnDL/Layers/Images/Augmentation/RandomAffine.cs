using LearnDL.Activations;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// The base of the layers that change images at random: while the network learns, every image of every batch is read through a map of its own,
/// so that the network hardly sees the same picture twice. When the network is used, nothing happens. A layer only says which map an image gets.
/// Images (N, H, W, C), or (N, C, H, W) where dataFormat says so; the shape stays.
/// As the image augmentation layers of Keras 3 (keras.io), whose backends differ in details: here the fill mode chooses pixels, as with NumPy, PyTorch and JAX,
/// and "nearest" rounds halves away from 0, as with TensorFlow and JAX. Keras also takes a single image (H, W, C), these layers do not.
/// </summary>
public abstract class RandomAffine : Layer<RandomAffine.Saved>
{
    readonly Resampling how;
    readonly int? seed;
    readonly DataFormat format;
    RandomSource? random;

    /// <summary>What Backward needs: the maps (N, 6), see <see cref="AffineMap"/>; no tensor when nothing was changed.</summary>
    public readonly record struct Saved(Tensor Maps);

    private protected RandomAffine(FillMode? fillMode, Interpolation? interpolation, int? seed, double fillValue, DataFormat? dataFormat, string? name)
    {
        Name = name;
        how = new Resampling(fillMode ?? FillMode.Reflect, Hyperparameter.Finite(fillValue, Setting("fillValue")), interpolation ?? Interpolation.Bilinear);
        (this.seed, format) = (seed, dataFormat ?? Settings.ImageDataFormat);
    }

    /// <summary>Draws the map of the next image.</summary>
    private protected abstract AffineMap NextMap(RandomSource random, int height, int width);

    /// <summary>A setting's name for an error: "RandomZoom 'zoom': heightFactor".</summary>
    private protected string Setting(string name) => $"{Called(GetType().Name, Name)}: {name}";

    /// <inheritdoc/>
    public sealed override OutputRange? RangeFor(OutputRange? input) => input;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape inputShape)
    {
        _ = ImageShape.Last(this, format, inputShape);
        return inputShape;
    }

    /// <inheritdoc/>
    protected override void CreateParameters(Shape inputShape, DType dtype, RandomSource random) =>
        this.random = seed is { } own ? new RandomSource(own) : random.Split();

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, bool training, out Saved saved)
    {
        saved = training ? new Saved(NewMaps(format.ToLast(x.Shape))) : default;
        return training ? format.FromLast(format.ToLast(x).Resample(saved.Maps, how)) : x;
    }

    /// <inheritdoc/>
    public override Tensor Backward(Tensor dy, in Saved saved) =>
        saved.Maps.HasValue ? format.FromLast(format.ToLast(dy).ResampleBack(saved.Maps, how)) : dy;

    internal override void Restart(int seed) => random = new RandomSource(seed);

    Tensor NewMaps(Shape shape)
    {
        var source = Built(random);
        var maps = Tensor.New([shape[0], AffineMap.Count], DType.Float64);
        var rows = maps.AsSpan<double>();
        for (var n = 0; n < shape[0]; n++)
            NextMap(source, shape[1], shape[2]).CopyTo(rows.Slice(n * AffineMap.Count, AffineMap.Count));
        return maps;
    }
}
