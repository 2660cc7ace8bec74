using LearnDL.Backends.Cpu;
using LearnDL.Backends.Reference;
using LearnDL.Tensors;

namespace LearnDL.Tests.Backends;

/// <summary>The fast resampling against the plain loops, and its promises.</summary>
public sealed class ResampleTests
{
    static readonly string[] fillModes = ["reflect", "constant", "nearest", "wrap"];

    static Tensor Maps(TensorMaker make, int images, double reach = 3) =>
        make.Random([images, AffineMap.Count], -reach, reach);

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void Is_that_of_the_reference_backend(DType dtype)
    {
        TensorMaker make = new(dtype, seed: 1), wide = new(DType.Float64, seed: 2);
        for (var trial = 0; trial < 160; trial++)
        {
            Shape shape =
            [
                make.Integer(4), 1 + make.Integer(6), 1 + make.Integer(6), 1 + make.Integer(trial % 4 == 0 ? 40 : 4)
            ];
            var how = new Resampling(fillModes[trial % 4], trial % 3, trial % 5 == 0 ? "nearest" : "bilinear");
            Tensor x = make.Random(shape), maps = Maps(wide, shape[0]);
            Tensor expected = make.Random(shape), got = make.Random(shape);
            new ReferenceBackend().Resample(x, maps, how, expected);
            new CpuBackend().Resample(x, maps, how, got);
            Near.Equal(Naive.Values(expected), got, ulps: 4, scale: 4);
            new ReferenceBackend().ResampleBack(x, maps, how, expected);
            new CpuBackend().ResampleBack(x, maps, how, got);
            Near.Equal(Naive.Values(expected), got, ulps: 4 * 36, scale: 4); // sums of up to 36 pixels, each four times
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(16)]
    public void Any_number_of_threads_gives_the_same_bits(int channels)
    {
        TensorMaker make = new(DType.Float32, seed: 3), wide = new(DType.Float64, seed: 4);
        Tensor x = make.Random([40, 20, 13, channels]), maps = Maps(wide, 40, reach: 1.2);
        var how = new Resampling("reflect", 0, "bilinear");
        Tensor one = Tensor.Zeros(x.Shape), oneBack = Tensor.Zeros(x.Shape);
        new CpuBackend { Threads = 1 }.Resample(x, maps, how, one);
        new CpuBackend { Threads = 1 }.ResampleBack(x, maps, how, oneBack);
        foreach (var threads in (int[])[2, 5])
        {
            Tensor many = Tensor.Ones(x.Shape), manyBack = Tensor.Ones(x.Shape);
            new CpuBackend { Threads = threads }.Resample(x, maps, how, many);
            new CpuBackend { Threads = threads }.ResampleBack(x, maps, how, manyBack);
            Naive.SameBits(one, many);
            Naive.SameBits(oneBack, manyBack);
        }
    }

    /// <summary>
    /// The vectors go along the channels: a channel has the same bits wherever it stands among the many.
    /// </summary>
    [Fact]
    public void A_channel_has_the_same_bits_wherever_it_stands()
    {
        TensorMaker make = new(DType.Float32, seed: 5), wide = new(DType.Float64, seed: 6);
        Tensor plane = make.Random([2, 5, 4, 1]), maps = Maps(wide, 2, reach: 1.2);
        var how = new Resampling("constant", 0.3, "bilinear");
        var x = Tensor.Zeros([2, 5, 4, 37]);
        for (var i = 0; i < x.Size; i++)
            x.AsSpan<float>()[i] = plane.AsSpan<float>()[i / 37];
        Tensor y = Tensor.Zeros(x.Shape), dx = Tensor.Zeros(x.Shape);
        new CpuBackend().Resample(x, maps, how, y);
        new CpuBackend().ResampleBack(x, maps, how, dx);
        Assert.All(y.ToArray<float>().Chunk(37).Concat(dx.ToArray<float>().Chunk(37)),
            pixel => Assert.Single(pixel.Distinct()));
    }

    [Fact]
    public void Maps_that_do_not_fit_are_told()
    {
        var how = new Resampling("reflect", 0, "bilinear");
        var x = Tensor.Ones([3, 2, 2, 1]);
        Assert.Contains("(3, 6)",
            Assert.Throws<ShapeException>(() => x.Resample(Tensor.Zeros([2, 6], DType.Float64), how)).Expected,
            StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => x.Reshape(3, 4).Resample(Tensor.Zeros([3, 6], DType.Float64), how));
        Assert.Throws<DTypeException>(() => x.Resample(Tensor.Zeros([3, 6]), how));
        Assert.Throws<DTypeException>(() => x.Cast(DType.UInt8).ResampleBack(Tensor.Zeros([3, 6], DType.Float64), how));
    }
}
