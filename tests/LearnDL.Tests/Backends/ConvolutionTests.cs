using LearnDL.Backends;
using LearnDL.Backends.Cpu;
using LearnDL.Backends.Reference;
using LearnDL.Tensors;

namespace LearnDL.Tests.Backends;

/// <summary>
/// The tiled convolution against the loops of the definition, on sizes with whole
/// tiles, edges, several panels and blocks.
/// </summary>
public sealed class ConvolutionTests
{
    static readonly ReferenceBackend reference = new();

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void Random_sizes(DType dtype)
    {
        var make = new TensorMaker(dtype, seed: 1);
        for (var trial = 0; trial < 150; trial++)
        {
            var groups = 1 + make.Integer(3);
            var (channels, filters) = (groups * (1 + make.Integer(trial % 10 == 0 ? 40 : 5)),
                groups * (1 + make.Integer(trial % 7 == 0 ? 70 : 5)));
            WindowAxis Axis() => WindowAxis.Of(1 + make.Integer(10), 1 + make.Integer(4), 1 + make.Integer(3),
                1 + make.Integer(3), (Padding)(make.Integer(3) switch
                {
                    0 => "valid",
                    1 => "same",
                    _ => "causal"
                }));
            var window = new Window(Axis(), Axis());
            if (window.Vertical.Places > 0 && window.Horizontal.Places > 0)
                Compare(make, new ConvolutionSize(1 + make.Integer(3), window, channels, filters, groups),
                    threads: 1 + trial % 3, $"trial {trial}");
        }
    }

    [Fact]
    public void Sizes_of_a_network()
    {
        var make = new TensorMaker(DType.Float32, seed: 2);
        Compare(make, new ConvolutionSize(3, Square(28, 3, "valid"), 1, 32, 1), threads: 2, "grey images");
        Compare(make, new ConvolutionSize(2, Square(26, 3, "valid"), 32, 64, 1), threads: 2, "between layers");
        Compare(make, new ConvolutionSize(40, Square(7, 3, "same"), 40, 33, 1), threads: 3, "many small images");
        Compare(make, new ConvolutionSize(2, Square(12, 3, "same"), 24, 24, 24), threads: 2, "depthwise");
        Compare(make, new ConvolutionSize(3, Square(9, 3, "valid"), 37, 37, 37), threads: 3,
            "depthwise, an odd number of channels");
        Compare(make, new ConvolutionSize(2, Square(9, 3, "same"), 5, 15, 5), threads: 2, "three filters a channel");
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        var make = new TensorMaker(DType.Float32, seed: 3);
        foreach (var size in (ConvolutionSize[])[new(9, Square(14, 3, "same"), 24, 40, 2),
            new(5, Square(26, 5, "valid"), 3, 70, 1), new(7, Square(15, 3, "same"), 37, 37, 37)])
        {
            var (x, W, b, dz) = Operands(make, size);
            var one = Passes(new CpuBackend { Threads = 1 }, x, W, b, dz, size);
            foreach (var threads in (int[])[2, 3, 7])
                foreach (var (expected, got) in one.Zip(Passes(new CpuBackend { Threads = threads }, x, W,
                    b, dz, size)))
                    Naive.SameBits(expected, got);
        }
    }

    /// <summary>
    /// Whether tiles or only the gradients that are not 0 are used is decided by the first image. So a first image full
    /// of gradients, which is then forgotten, shows what tiles give.
    /// </summary>
    [Theory]
    [InlineData(DType.Float32, "valid", 1, 3)]
    [InlineData(DType.Float32, "same", 1, 3)]
    [InlineData(DType.Float32, "same", 2, 4)]
    [InlineData(DType.Float64, "same", 1, 3)]
    public void A_gradient_of_mostly_zeros_gives_the_bits_of_tiles(DType dtype, string padding, int stride, int threads)
    {
        var make = new TensorMaker(dtype, seed: 5);
        foreach (var (channels, filters) in ((int, int)[])[(32, 20), (13, 7), (50, 67)])
        {
            var window = new Window(WindowAxis.Of(9, 3, stride, 1, padding), WindowAxis.Of(8, 3, stride, 1, padding));
            var size = new ConvolutionSize(6, window, channels, filters, 1);
            var (x, W, _, dz) = Operands(make, size);
            Zero(dz, share: 0.8, new Random(1));
            x[0].Fill(0); // the first image adds nothing to dW
            Tensor dense = dz.Keep(), first = make.Random(dz[..1].Shape);
            dense[..1].CopyFrom(first);

            Tensor dxSparse = x.Keep(), dxDense = x.Keep(), dWSparse = make.Random(W.Shape), dWDense = dWSparse.Keep();
            var backend = new CpuBackend { Threads = threads };
            backend.ConvolveTransposed(dz, W, size, dxSparse);
            backend.ConvolveTransposed(dense, W, size, dxDense);
            backend.TransposedConvolve(x, dz, size, dWSparse);
            backend.TransposedConvolve(x, dense, size, dWDense);

            Naive.SameBits(dxDense[1..], dxSparse[1..]);
            Naive.SameBits(dWDense, dWSparse);
            Compare(size, x, W, Tensor.Zeros([filters], dtype), dz, threads, "mostly zeros");
        }
    }

    static void Zero(Tensor x, double share, Random random)
    {
        for (var i = 0; i < x.Size; i++)
            if (random.NextDouble() < share)
                x.Reshape(-1)[i..(i + 1)].Fill(0);
    }

    [Fact]
    public void The_gradient_of_the_kernel_is_added_and_the_input_is_left()
    {
        var make = new TensorMaker(DType.Float64, seed: 4);
        foreach (var size in (ConvolutionSize[])[new(2, Square(5, 3, "same"), 2, 3, 1),
            new(2, Square(5, 3, "same"), 3, 3, 3)])
        {
            var (x, W, b, dz) = Operands(make, size);
            var before = x.ToArray<double>();
            foreach (var backend in (IBackend[])[reference, new CpuBackend()])
            {
                var dW = Tensor.Ones(W.Shape, DType.Float64);
                backend.TransposedConvolve(x, dz, size, dW);
                Near.Equal([.. Passes(reference, x, W, b, dz, size)[2].ToArray<double>().Select(v => v + 1)],
                    dW, ulps: 64);
            }
            Assert.Equal(before, x.ToArray<double>());
        }
    }

    [Fact]
    public void Ops_say_what_does_not_fit()
    {
        var (x, W) = (Tensor.Ones([2, 5, 5, 4]), Tensor.Ones([3, 3, 4, 6]));
        var window = Square(5, 3, "valid");
        Assert.Contains("(2, 4, 4, 4)",
            Assert.Throws<ShapeException>(() => Tensor.Ones([2, 4, 4, 4]).Convolve(W, window)).Got);
        Assert.Contains("(3, 3, 4, 6)", Assert.Throws<ShapeException>(() => x.Convolve(W, window, groups: 2)).Got);
        Assert.Throws<ShapeException>(() => x.Convolve(W, window, bias: Tensor.Ones([5])));
        Assert.Throws<ShapeException>(() => x.TransposedConvolve(Tensor.Ones([2, 4, 3, 6]), window));
        Assert.Throws<ShapeException>(() => Tensor.Ones([2, 4, 3, 6]).ConvolveTransposed(W, window));
        Assert.Throws<DTypeException>(() => x.Convolve(W.Cast(DType.Float64), window));
        Assert.Throws<DTypeException>(() => x.Cast(DType.UInt8).Convolve(W.Cast(DType.UInt8), window));
        Assert.Throws<DTypeException>(() => x.TransposedConvolve(Tensor.Ones([2, 3, 3, 6], DType.Float64), window));
        Assert.Throws<DTypeException>(() => Tensor.Ones([2, 3, 3, 6], DType.Float64).ConvolveTransposed(W, window));
        Assert.Throws<ShapeException>(() => x.Convolve(Tensor.Ones([7, 7, 4, 6]), Square(5, 7, "valid")));
        foreach (var (height, width) in ((int, int)[])[(7, 1), (1, 7)])
            Assert.Throws<ShapeException>(() => x.Convolve(Tensor.Ones([height, width, 4, 6]),
                new Window(WindowAxis.Of(5, height, 1, 1, "valid"), WindowAxis.Of(5, width, 1, 1, "valid"))));
    }

    /// <summary>
    /// Gradients of the kernel go through a few images at a time; what a whole batch gives is what its images give one
    /// after the other, to the bit.
    /// </summary>
    [Theory]
    [InlineData("valid", 0)]
    [InlineData("same", 0)]
    [InlineData("same", 0.8)]
    public void A_large_batch_gives_the_gradient_of_its_images_one_after_the_other(string padding, double zeros)
    {
        var make = new TensorMaker(DType.Float32, seed: 6);
        // 73,728 numbers an image: three are near at a time
        var size = new ConvolutionSize(7,
            new Window(WindowAxis.Of(32, 1, 1, 1, padding), WindowAxis.Of(32, 2, 1, 1, padding)), 16, 56, 1);
        var (x, W, _, dz) = Operands(make, size);
        if (zeros > 0)
            Zero(dz, zeros, new Random(1));
        Tensor together = make.Random(W.Shape), oneByOne = together.Keep();
        var backend = new CpuBackend { Threads = 2 };
        backend.TransposedConvolve(x, dz, size, together);
        for (var n = 0; n < size.Images; n++)
            backend.TransposedConvolve(x[n..(n + 1)], dz[n..(n + 1)], size with { Images = 1 }, oneByOne);
        Naive.SameBits(oneByOne, together);
    }

    /// <summary>With groups, or gaps in the rows of the window, its numbers do not lie side by side.</summary>
    [Theory]
    [InlineData(2, 1)]
    [InlineData(1, 2)]
    public void A_gradient_of_mostly_zeros_with_groups_or_dilation(int groups, int dilation)
    {
        var make = new TensorMaker(DType.Float64, seed: 7);
        var size = new ConvolutionSize(2, new Window(WindowAxis.Of(9, 3, 1, dilation, "same"),
            WindowAxis.Of(8, 3, 1, dilation, "same")), 24, 20, groups);
        var (x, W, b, dz) = Operands(make, size);
        Zero(dz, share: 0.8, new Random(1));
        Compare(size, x, W, b, dz, threads: 2, "mostly zeros");
    }

    [Fact]
    public void Without_a_tensor_to_add_to_the_gradient_of_the_kernel_begins_at_zero()
    {
        var (x, dz, window) = (Tensor.Ones([1, 3, 3, 1]), Tensor.Ones([1, 2, 2, 1]), Square(3, 2, "valid"));
        var arena = new Arena();
        using (arena.BeginScope())
            Tensor.Ones([2, 2, 1, 1]); // the memory that the next step hands out
        using (arena.BeginScope())
            Assert.Equal([4, 4, 4, 4], x.TransposedConvolve(dz, window).ToArray<float>());
    }

    [Fact]
    public void Of_no_images_come_no_outputs_and_no_gradients()
    {
        var (W, window) = (Tensor.Ones([3, 3, 32, 4]), Square(5, 3, "same"));
        Assert.Equal<Shape>([0, 5, 5, 4], Tensor.Zeros([0, 5, 5, 32]).Convolve(W, window).Shape);
        Assert.Equal<Shape>([0, 5, 5, 32], Tensor.Zeros([0, 5, 5, 4]).ConvolveTransposed(W, window).Shape);
    }

    static Window Square(int size, int kernel, Padding padding) =>
        new(WindowAxis.Of(size, kernel, 1, 1, padding), WindowAxis.Of(size, kernel, 1, 1, padding));

    static (Tensor X, Tensor W, Tensor B, Tensor Dz) Operands(TensorMaker make, ConvolutionSize size)
    {
        var (down, across) = size.Window;
        return (make.Random([size.Images, down.Size, across.Size, size.Channels]),
            make.Random([down.Kernel, across.Kernel, size.ChannelsPerGroup, size.Filters], -1, 1),
            make.Random([size.Filters]), make.Random([size.Images, down.Places, across.Places, size.Filters]));
    }

    static Tensor[] Passes(IBackend backend, Tensor x, Tensor W, Tensor b, Tensor dz, ConvolutionSize size)
    {
        // what was in a result must not matter
        Tensor z = dz.Keep(), dx = x.Keep(), dW = Tensor.Zeros(W.Shape, W.DType), withoutBias = dz.Keep();
        backend.Convolve(x, W, b, size, z);
        backend.ConvolveTransposed(dz, W, size, dx);
        backend.TransposedConvolve(x, dz, size, dW);
        backend.Convolve(x, W, default, size, withoutBias);
        return [z, dx, dW, withoutBias];
    }

    static void Compare(TensorMaker make, ConvolutionSize size, int threads, string what)
    {
        var (x, W, b, dz) = Operands(make, size);
        Compare(size, x, W, b, dz, threads, what);
    }

    static void Compare(ConvolutionSize size, Tensor x, Tensor W, Tensor b, Tensor dz, int threads, string what)
    {
        var tolerance = x.DType == DType.Float32 ? 1e-5 : 1e-13; // sums of a few hundred terms, in another order
        foreach (var (expected, got) in Passes(reference, x, W, b, dz, size)
            .Zip(Passes(new CpuBackend { Threads = threads }, x, W, b, dz, size)))
        {
            var error = expected.Size == 0 ? 0
                : expected.Subtract(got).Abs().Max().Item() / Math.Max(1, expected.Abs().Max().Item());
            Assert.True(error <= tolerance, $"{what}, {size}: error {error:E1}");
        }
    }
}
