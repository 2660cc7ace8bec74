using LearnDL.Backends;
using LearnDL.Backends.Cpu;
using LearnDL.Backends.Reference;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Backends;

/// <summary>A record of every kernel, and no bit changed by taking it.</summary>
[Collection(nameof(AllocationTests))] // sets the backend of the whole process
public sealed class TracingBackendTests : IDisposable
{
    static readonly Window window = new(new WindowAxis(2, 2, 1, 1, 0, 1), new WindowAxis(3, 2, 1, 1, 0, 2));
    static readonly ConvolutionSize size = new(2, window, 1, 1, 1);

    // A tensor that is asked for twice in a case, as "result", is the same both times.
    delegate void Use(IBackend backend, Func<string, Shape, Tensor> tensor);

    static readonly Dictionary<string, Use> kernels = new()
    {
        [nameof(IBackend.Fill)] = (to, t) => to.Fill(t("result", [2, 3]), 1.5),
        [nameof(IBackend.Unary)] = (to, t) => to.Unary(UnaryOp.Tanh, t("x", [2, 3]), t("result", [2, 3])),
        [nameof(IBackend.Binary)] = (to, t) => to.Binary(BinaryOp.Subtract, t("x", [2, 3]), t("y", [3]), t("result", [2, 3])),
        [nameof(IBackend.Affine)] = (to, t) => to.Affine(2, t("x", [4]), 3, t("result", [4])),
        [nameof(IBackend.Combine)] = (to, t) => to.Combine(2, t("x", [4]), 3, t("y", [4]), t("result", [4])),
        [nameof(IBackend.Clip)] = (to, t) => to.Clip(t("x", [4]), -0.5, 0.5, t("result", [4])),
        [nameof(IBackend.Dot)] = (to, t) => to.Dot(t("x", [2, 3]), t("y", [3, 4]), new ProductSize(2, 4, 3, false, false), t("result", [2, 4]), accumulate: true),
        [nameof(IBackend.Convolve)] = (to, t) => to.Convolve(t("x", [2, 2, 3, 1]), t("kernel", [2, 2, 1, 1]), t("bias", [1]), size, t("result", [2, 1, 2, 1])),
        [nameof(IBackend.TransposedConvolve)] = (to, t) => to.TransposedConvolve(t("x", [2, 2, 3, 1]), t("dz", [2, 1, 2, 1]), size, t("result", [2, 2, 1, 1])),
        [nameof(IBackend.ConvolveTransposed)] = (to, t) => to.ConvolveTransposed(t("dz", [2, 1, 2, 1]), t("kernel", [2, 2, 1, 1]), size, t("result", [2, 2, 3, 1])),
        [nameof(IBackend.Reduce)] = (to, t) => to.Reduce(Reduction.Sum, t("x", [2, 3]), 0, t("result", [3]), accumulate: true),
        [nameof(IBackend.TryAdam)] = (to, t) => to.TryAdam(t("w", [4]), t("g", [4]), t("m", [4]), t("v", [4]), new AdamStep(0.9, 0.999, 0.01, 1e-7)),
        [nameof(IBackend.ArgMax)] = (to, t) => to.ArgMax(t("x", [2, 3]), 1, t("result int", [2])),
        [nameof(IBackend.Transpose)] = (to, t) => to.Transpose(t("x", [2, 3]), [1, 0], t("result", [3, 2])),
        [nameof(IBackend.Gather)] = (to, t) => to.Gather(t("x", [2, 3]), [1, 1, 0], t("result", [3, 3])),
        [nameof(IBackend.CopyBlock)] = (to, t) => to.CopyBlock(t("x", [4, 3]), [1, 1], t("result", [2, 2])),
        [nameof(IBackend.CopyColumns)] = (to, t) => to.CopyColumns(t("x", [2, 3]), 1, t("result", [2, 5]), 3, 2),
        [nameof(IBackend.ScatterAdd)] = (to, t) => to.ScatterAdd(t("x", [2, 3]), [1, 1], t("result", [4, 3])),
        [nameof(IBackend.Cast)] = (to, t) => to.Cast(t("x", [4]), t("result int", [4])),
        [nameof(IBackend.PasteBlock)] = (to, t) => to.PasteBlock(t("x", [2, 2]), [1, 0], t("result", [3, 3])),
        [nameof(IBackend.MaxPool)] = (to, t) => to.MaxPool(t("x", [2, 2, 3, 1]), window, t("result", [2, 1, 2, 1])),
        [nameof(IBackend.MaxPoolBack)] = (to, t) => to.MaxPoolBack(t("dy", [2, 1, 2, 1]), t("x", [2, 2, 3, 1]), t("y", [2, 1, 2, 1]), window, t("result", [2, 2, 3, 1])),
        [nameof(IBackend.AveragePool)] = (to, t) => to.AveragePool(t("x", [2, 2, 3, 1]), window, t("result", [2, 1, 2, 1])),
        [nameof(IBackend.AveragePoolBack)] = (to, t) => to.AveragePoolBack(t("dy", [2, 1, 2, 1]), window, t("result", [2, 2, 3, 1])),
        [nameof(IBackend.CombineRow)] = (to, t) => to.CombineRow(t("a", [3]), t("x", [2, 3]), t("b", [3]), t("y", [2, 3]), t("c", [3]), t("result", [2, 3])),
        [nameof(IBackend.SumProducts)] = (to, t) => to.SumProducts(t("x", [2, 3]), t("y", [2, 3]), t("result", [3]), accumulate: true),
        [nameof(IBackend.Resample)] = (to, t) => to.Resample(t("x", [2, 2, 3, 1]), t("maps", [2, 6]), new Resampling("nearest", 0, "bilinear"), t("result", [2, 2, 3, 1])),
        [nameof(IBackend.ResampleBack)] = (to, t) => to.ResampleBack(t("dy", [2, 2, 3, 1]), t("maps", [2, 6]), new Resampling("nearest", 0, "bilinear"), t("dx", [2, 2, 3, 1])),
    };

    /// <summary>Those that read their result, because they add to it or leave a part of it.</summary>
    static readonly string[] readResult =
        [nameof(IBackend.Dot), nameof(IBackend.Reduce), nameof(IBackend.SumProducts), nameof(IBackend.TransposedConvolve), nameof(IBackend.CopyColumns), nameof(IBackend.ScatterAdd)];

    readonly IBackend before = Backend.Current;

    public void Dispose() => Backend.Current = before;

    public static TheoryData<string> Kernels =>
        [.. typeof(IBackend).GetMethods().Where(method => !method.IsSpecialName).Select(method => method.Name).Except([nameof(IBackend.PartsOf), nameof(IBackend.RunParts)])];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_kernel_is_recorded_with_all_it_was_given_and_what_it_made(string kernel)
    {
        Assert.True(kernels.TryGetValue(kernel, out var use), $"IBackend has a kernel {kernel}: give it a case here.");
        var plain = new Tensors();
        use(new CpuBackend(), plain.Get);
        var traced = new Tensors();
        var given = new Tensors();
        var tracing = new TracingBackend(new CpuBackend());
        use(tracing, traced.Get);
        use(new TracingBackend(new Nothing()), given.Get); // the numbers of before

        var op = Assert.Single(tracing.Ops);
        Assert.Equal(kernel, op.Kernel);
        foreach (var (name, value) in plain.All)
            Naive.SameBits(value, traced.All[name]);

        // What it got, by the names of the parameters: each is an operand, a setting or a result.
        var parameters = typeof(IBackend).GetMethod(kernel)!.GetParameters();
        string[] written = kernel switch { nameof(IBackend.TryAdam) => ["w", "m", "v"], nameof(IBackend.ResampleBack) => ["dx"], _ => ["result"] };
        Assert.Equal(written, op.Results.Select(result => result.Name));
        var tensors = parameters.Where(p => p.ParameterType == typeof(Tensor)).Select(p => p.Name!).ToList();
        var read = kernel == nameof(IBackend.TryAdam) || readResult.Contains(kernel) ? tensors : tensors.Except(written);
        Assert.Equal(read.Order(), op.Operands.Select(operand => operand.Name).Order());
        Assert.Equal(parameters.Select(p => p.Name).Except(tensors).Order(), op.Settings.Select(setting => setting.Name).Order());
        foreach (var (name, value) in op.Operands)
            Naive.SameBits(given.All[name], value);
        foreach (var (name, value) in op.Results)
            Naive.SameBits(plain.All[name], value);
    }

    [Theory]
    [InlineData("reference")]
    [InlineData("cpu")]
    public void Training_gives_the_same_bits(string backend)
    {
        var plain = Weights(Backend.ByName(backend), out _);
        var tracing = new TracingBackend(Backend.ByName(backend));
        var traced = Weights(tracing, out var model);

        Assert.Equal(plain.Count, traced.Count);
        for (var i = 0; i < plain.Count; i++)
            Naive.SameBits(plain[i], traced[i]);
        Assert.Contains(tracing.Ops, op => op is { Name: "Tanh", Result.Shape.Rank: 2 });
        Assert.Equal(backend == "cpu", tracing.Ops.Any(op => op.Kernel == nameof(IBackend.TryAdam)));
        Naive.SameBits(model.Weights[0].Value, tracing.Ops.Last(op => op.Result.Shape == model.Weights[0].Value.Shape).Result);
    }

    [Fact]
    public void Numbers_stay_when_the_step_they_belong_to_has_ended()
    {
        var tracing = new TracingBackend(new CpuBackend());
        _ = Weights(tracing, out _);

        var sums = tracing.Ops.Where(op => op.Kernel == nameof(IBackend.Dot)).Select(op => string.Join(' ', Naive.Values(op.Result))).ToList();
        Assert.True(sums.Distinct().Count() > sums.Count / 2, "the copies are of one tensor that was used again");
    }

    [Fact]
    public void Parts_run_one_after_the_other_in_their_order()
    {
        var order = new List<int>();
        ((IBackend)new TracingBackend(new CpuBackend { Threads = 8 })).RunParts(new Listed(order), 20);
        Assert.Equal(Enumerable.Range(0, 20), order);
    }

    [Fact]
    public void As_many_parts_as_the_other_backend_would_make()
    {
        IBackend cpu = new CpuBackend { Threads = 8 };
        foreach (var operations in (long[])[1, 1 << 20, 1L << 40])
            Assert.Equal(cpu.PartsOf(100, operations), new TracingBackend(cpu).PartsOf(100, operations));
    }

    [Fact]
    public void Who_listens_hears_of_every_op_at_once()
    {
        var heard = new List<TracedOp>();
        TracingBackend tracing = new(new ReferenceBackend(), heard.Add);
        var x = Tensor.From([1.0, -2.0]);
        tracing.Unary(UnaryOp.Abs, x, x);
        Assert.Same(Assert.Single(tracing.Ops), Assert.Single(heard));
        Assert.Equal("Abs x (2) → (2)", heard[0].ToString());
        tracing.Clear();
        Assert.Empty(tracing.Ops);
    }

    static IReadOnlyList<Tensor> Weights(IBackend backend, out Sequential model)
    {
        Backend.Current = backend;
        model = new Sequential(seed: 3) { new LSTM(3), new Dense(1) };
        model.Compile("adam", "mse");
        model.Fit(new RandomSource(1).Normal([6, 4, 2], 0, 1, DType.Float32), new RandomSource(2).Normal([6, 1], 0, 1, DType.Float32), batchSize: 3, epochs: 2, verbose: 0);
        return [.. model.Weights.Select(weight => weight.Value.Keep())];
    }

    readonly struct Listed(List<int> order) : IWork
    {
        public void Do(int part) => order.Add(part);
    }

    /// <summary>The tensors of a case by name, each begun with numbers of its own; "result int" is a result of whole numbers.</summary>
    sealed class Tensors
    {
        public Dictionary<string, Tensor> All { get; } = [];

        public Tensor Get(string name, Shape shape)
        {
            var key = name.Split(' ')[0];
            return All[key] = new TensorMaker(name == key ? DType.Float32 : DType.Int32, seed: key.Length * 7 + key[0]).Random(shape, 0.1, 2);
        }
    }
}
