using LearnDL.Backends;
using LearnDL.Backends.Cpu;
using LearnDL.Backends.Reference;
using LearnDL.Tensors;

namespace LearnDL.Tests.Backends;

/// <summary>
/// Every kernel on tensors that several threads share: to the bit as on one thread, and that
/// as the reference backend computes it.
/// </summary>
public sealed class LargeTensorTests
{
    /// <summary>
    /// What a kernel does in parts, and the kernel whose large tensors come there. A new kind of work needs a case.
    /// </summary>
    static readonly Dictionary<string, string> works = new()
    {
        ["UniformWork"] = nameof(IBackend.Uniform),
        ["ElementwiseWork"] = nameof(IBackend.Elementwise),
        ["Product"] = nameof(IBackend.Dot),
        ["AlongRows"] = nameof(IBackend.Dot),
        ["ColumnWork"] = nameof(IBackend.SumProducts),
        ["ConvolutionForward"] = nameof(IBackend.Convolve),
        ["DepthwiseForward"] = nameof(IBackend.Convolve),
        ["ConvolutionBackwardInput"] = nameof(IBackend.ConvolveTransposed),
        ["SparseBackwardInput"] = nameof(IBackend.ConvolveTransposed),
        ["DepthwiseBackwardInput"] = nameof(IBackend.ConvolveTransposed),
        ["ConvolutionBackwardKernel"] = nameof(IBackend.TransposedConvolve),
        ["SparseBackwardKernel"] = nameof(IBackend.TransposedConvolve),
        ["DepthwiseBackwardKernel"] = nameof(IBackend.TransposedConvolve),
        ["MaxPoolWork"] = nameof(IBackend.MaxPool),
        ["AveragePoolWork"] = nameof(IBackend.AveragePool),
        ["PoolBackWork"] = nameof(IBackend.MaxPoolBack),
        ["ResampleWork"] = nameof(IBackend.Resample),
        ["ForwardThroughTime"] = nameof(IBackend.RunParts), // RecurrentGroupsTests
        ["BackwardThroughTime"] = nameof(IBackend.RunParts),
    };

    public static TheoryData<string, DType> Cases
    {
        get
        {
            var data = new TheoryData<string, DType>();
            foreach (var kernel in typeof(IBackend).GetMethods().Where(method => !method.IsSpecialName)
                .Select(method => method.Name).Except([nameof(IBackend.RunParts)]))
                foreach (var dtype in (DType[])[DType.Float32, DType.Float64])
                    data.Add(kernel, dtype);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_the_same_on_any_number_of_threads_and_right(string kernel, DType dtype)
    {
        Assert.True(LargeTensors.Kernels.TryGetValue(kernel, out var uses),
            $"IBackend has a kernel {kernel}: give it large tensors.");
        var seed = 0;
        foreach (var use in uses)
        {
            var begin = new Given(dtype, ++seed);
            Dictionary<string, Tensor> After(IBackend backend)
            {
                var tensors = new Dictionary<string, Tensor>();
                use(backend, (name, shape) =>
                    tensors.TryGetValue(name, out var there) ? there : tensors[name] = begin.Get(name, shape).Keep());
                return tensors;
            }

            var one = After(new CpuBackend { Threads = 1 });
            foreach (var (name, expected) in After(new ReferenceBackend()))
                Near.Equal(Naive.Values(expected), one[name], ulps: 32, scale: 16);
            foreach (var threads in (int[])[2, 3, 5])
                foreach (var (name, got) in After(new CpuBackend { Threads = threads }))
                    Same(one[name], got, $"{kernel} {string.Join(' ', one.Select(tensor => tensor.Value.Shape))}, "
                        + $"{threads} threads: {name}");
        }
    }

    [Fact]
    public void Every_kind_of_work_is_tried() => Assert.Equal(works.Keys.Order(),
        typeof(IBackend).Assembly.GetTypes().Where(type => type.IsValueType && type.IsAssignableTo(typeof(IWork)))
            .Select(type => type.Name.Split('`')[0]).Order());

    /// <summary>The same bits; quicker than <see cref="Naive.SameBits"/>.</summary>
    static void Same(Tensor expected, Tensor got, string what)
    {
        Assert.Equal(expected.Shape, got.Shape);
        Assert.True(expected.DType switch
        {
            DType.Float32 => Bytes<float>(expected).SequenceEqual(Bytes<float>(got)),
            DType.Float64 => Bytes<double>(expected).SequenceEqual(Bytes<double>(got)),
            _ => Bytes<int>(expected).SequenceEqual(Bytes<int>(got)),
        }, what);

        static ReadOnlySpan<byte> Bytes<T>(Tensor x) where T : unmanaged =>
            System.Runtime.InteropServices.MemoryMarshal.AsBytes(x.AsSpan<T>());
    }

    /// <summary>
    /// The tensors of a case as they are before a kernel runs. A "#" behind a name asks for whole numbers, whose sums
    /// are exact in any order, "+" for numbers above 0, "sparse" for mostly zeros, "int" for whole numbers as a type,
    /// and "double" for the maps of images.
    /// </summary>
    sealed class Given(DType dtype, int seed)
    {
        readonly Dictionary<string, Tensor> made = [];

        public Tensor Get(string name, Shape shape)
        {
            if (made.TryGetValue(name, out var tensor))
                return tensor;
            var type = name.EndsWith(" int", StringComparison.Ordinal) ? DType.Int32
                : name.EndsWith(" double", StringComparison.Ordinal) ? DType.Float64 : dtype;
            var make = new TensorMaker(type, seed * 31 + made.Count);
            tensor = make.Random(shape, name.EndsWith('+') ? 0.1 : type == dtype ? -4 : -1.2, type == dtype ? 4 : 1.2,
                whole: name.Contains('#'));
            if (name.EndsWith(" sparse", StringComparison.Ordinal))
                tensor = tensor.Multiply(make.Random(shape, -4, 1).Positive());
            return made[name] = tensor;
        }
    }
}
