using LearnDL.Activations;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// The base of the layers that change images at random: while the network learns, every image of every batch is read
/// through a map of its own, so that the network hardly sees the same picture twice. When the network is used, nothing
/// happens. A layer only says which map an image gets. Images (N, H, W, C), or (N, C, H, W) where dataFormat says so;
/// the shape stays. As the image augmentation layers of Keras 3 (keras.io), whose backends differ in details: here the
/// fill mode chooses pixels, as with NumPy, PyTorch and JAX, and "nearest" rounds halves away from 0, as with
/// TensorFlow and JAX. Keras also takes a single image (H, W, C), these layers do not.
/// </summary>
public abstract class RandomAffine : Layer<RandomAffine.Saved>
{
    readonly Resampling how;
    readonly int? seed;
    readonly DataFormat format;

    /// <summary>
    /// What Backward needs: the maps (N, 6), see <see cref="AffineMap"/>; no tensor when nothing was changed.
    /// </summary>
    public readonly record struct Saved(Tensor Maps);

    private protected RandomAffine(FillMode? fillMode, Interpolation? interpolation, int? seed, double fillValue,
        DataFormat? dataFormat, string? name)
    {
        Name = name;
        how = new Resampling(fillMode ?? FillMode.Reflect, Hyperparameter.Finite(fillValue, Setting("fillValue")),
            interpolation ?? Interpolation.Bilinear);
        (this.seed, format) = (seed, dataFormat ?? Settings.ImageDataFormat);
    }

    /// <summary>An image's map, from two random numbers in [0, 1).</summary>
    private protected abstract AffineMap Map(double u, double v, int height, int width);

    /// <summary>A setting's name for an error: "RandomZoom 'zoom': heightFactor".</summary>
    private protected string Setting(string name) => $"{Called(GetType().Name, Name)}: {name}";

    /// <inheritdoc/>
    public sealed override OutputRange? RangeFor(OutputRange? input) => input;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape)
    {
        _ = ImageShape.Last(this, format, inputShape);
        return inputShape;
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, bool training, out Saved saved) =>
        Forward(x, default, new ForwardPass(training), out saved);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Tensor mask, in ForwardPass pass, out Saved saved)
    {
        saved = pass.Training ? new Saved(NewMaps(format.ToLast(x.Shape), DrawsOf(pass, seed))) : default;
        return pass.Training ? format.FromLast(format.ToLast(x).Resample(saved.Maps, how)) : x;
    }

    /// <inheritdoc/>
    public override Tensor Backward(Tensor dy, in Saved saved) =>
        saved.Maps.HasValue ? format.FromLast(format.ToLast(dy).ResampleBack(saved.Maps, how)) : dy;

    Tensor NewMaps(Shape shape, Draws draws)
    {
        var numbers = draws.Uniform([shape[0], 2], dtype: DType.Float64).AsSpan<double>();
        var maps = Tensor.New([shape[0], AffineMap.Count], DType.Float64);
        var rows = maps.AsSpan<double>();
        for (var n = 0; n < shape[0]; n++)
            Map(numbers[2 * n], numbers[2 * n + 1], shape[1], shape[2])
                .CopyTo(rows.Slice(n * AffineMap.Count, AffineMap.Count));
        return maps;
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "fill_mode", how.FillMode.Name }, { "interpolation", how.Interpolation.Name },
        { "fill_value", how.FillValue }, { "seed", seed }, { "data_format", format.Name },
    };
}
