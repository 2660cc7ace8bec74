using LearnDL.Backends;
using LearnDL.Backends.Cpu;
using LearnDL.Backends.Reference;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Numbers;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Backends;

/// <summary>A record of every kernel, and no bit changed by taking it.</summary>
[Collection(nameof(AllocationTests))] // sets the backend of the whole process
public sealed class TracingBackendTests : IDisposable
{
    static readonly Window window = new(new WindowAxis(2, 2, 1, 1, 0, 1), new WindowAxis(3, 2, 1, 1, 0, 2));
    static readonly ConvolutionSize size = new(2, window, 1, 1, 1);

    delegate void Use(IBackend backend, Func<string, Shape, Tensor> tensor);

    static readonly Dictionary<string, Use> kernels = new()
    {
        [nameof(IBackend.Fill)] = (to, t) => to.Fill(t("result", [2, 3]), 1.5),
        [nameof(IBackend.Uniform)] = (to, t) => to.Uniform(new Draws(1, 2, 3, 4, 5, 6), -1, 0.5, t("result", [2, 3])),
        [nameof(IBackend.Dot)] = (to, t) => to.Dot(t("x", [2, 3]), t("y", [3, 4]),
            new ProductSize(2, 4, 3, false, false), t("result", [2, 4]), accumulate: true),
        [nameof(IBackend.Convolve)] = (to, t) => to.Convolve(t("x", [2, 2, 3, 1]), t("kernel", [2, 2, 1, 1]),
            t("bias", [1]), size, t("result", [2, 1, 2, 1])),
        [nameof(IBackend.TransposedConvolve)] = (to, t) =>
            to.TransposedConvolve(t("x", [2, 2, 3, 1]), t("dz", [2, 1, 2, 1]), size, t("result", [2, 2, 1, 1])),
        [nameof(IBackend.ConvolveTransposed)] = (to, t) =>
            to.ConvolveTransposed(t("dz", [2, 1, 2, 1]), t("kernel", [2, 2, 1, 1]), size, t("result", [2, 2, 3, 1])),
        [nameof(IBackend.Reduce)] = (to, t) =>
            to.Reduce(Reduction.Sum, t("x", [2, 3]), 0, t("result", [3]), accumulate: true),
        [nameof(IBackend.ArgMax)] = (to, t) => to.ArgMax(t("x", [2, 3]), 1, t("result int", [2])),
        [nameof(IBackend.Transpose)] = (to, t) => to.Transpose(t("x", [2, 3]), [1, 0], t("result", [3, 2])),
        [nameof(IBackend.Gather)] = (to, t) => to.Gather(t("x", [2, 3]), [1, 1, 0], t("result", [3, 3])),
        [nameof(IBackend.CopyBlock)] = (to, t) => to.CopyBlock(t("x", [4, 3]), [1, 0], t("result", [2, 2])),
        [nameof(IBackend.CopyColumns)] = (to, t) => to.CopyColumns(t("x", [2, 3]), 1, t("result", [2, 5]), 3, 2),
        [nameof(IBackend.ScatterAdd)] = (to, t) => to.ScatterAdd(t("x", [2, 3]), [3, 1], t("result", [4, 3])),
        [nameof(IBackend.Cast)] = (to, t) => to.Cast(t("x", [4]), t("result int", [4])),
        [nameof(IBackend.PasteBlock)] = (to, t) => to.PasteBlock(t("x", [2, 2]), [1, 0], t("result", [3, 3])),
        [nameof(IBackend.MaxPool)] = (to, t) => to.MaxPool(t("x", [2, 2, 3, 1]), window, t("result", [2, 1, 2, 1])),
        [nameof(IBackend.MaxPoolBack)] = (to, t) => to.MaxPoolBack(t("dy", [2, 1, 2, 1]), t("x", [2, 2, 3, 1]),
            t("y", [2, 1, 2, 1]), window, t("result", [2, 2, 3, 1])),
        [nameof(IBackend.AveragePool)] = (to, t) =>
            to.AveragePool(t("x", [2, 2, 3, 1]), window, t("result", [2, 1, 2, 1])),
        [nameof(IBackend.AveragePoolBack)] = (to, t) =>
            to.AveragePoolBack(t("dy", [2, 1, 2, 1]), window, t("result", [2, 2, 3, 1])),
        [nameof(IBackend.SumProducts)] = (to, t) =>
            to.SumProducts(t("x", [2, 3]), t("y", [2, 3]), t("result", [3]), accumulate: true),
        [nameof(IBackend.Moments)] = (to, t) => to.Moments(t("x", [4, 3]), t("mean", [3]), t("variance", [3])),
        [nameof(IBackend.Resample)] = (to, t) => to.Resample(t("x", [2, 2, 3, 1]), t("maps double", [2, 6]),
            new Resampling("nearest", 0, "bilinear"), t("result", [2, 2, 3, 1])),
        [nameof(IBackend.ResampleBack)] = (to, t) => to.ResampleBack(t("dy", [2, 2, 3, 1]), t("maps double", [2, 6]),
            new Resampling("nearest", 0, "bilinear"), t("dx", [2, 2, 3, 1])),
    };

    /// <summary>The settings of those cases, with their values; all others have none.</summary>
    static readonly Dictionary<string, (string Name, object Value)[]> settings = new()
    {
        [nameof(IBackend.Fill)] = [("value", 1.5)],
        [nameof(IBackend.Uniform)] = [("draws", new Draws(1, 2, 3, 4, 5, 6)), ("scale", -1.0), ("shift", 0.5)],
        [nameof(IBackend.Dot)] = [("size", new ProductSize(2, 4, 3, false, false)), ("accumulate", true)],
        [nameof(IBackend.Convolve)] = [("size", size)],
        [nameof(IBackend.TransposedConvolve)] = [("size", size)],
        [nameof(IBackend.ConvolveTransposed)] = [("size", size)],
        [nameof(IBackend.Reduce)] = [("op", Reduction.Sum), ("axis", 0), ("accumulate", true)],
        [nameof(IBackend.ArgMax)] = [("axis", 1)],
        [nameof(IBackend.Transpose)] = [("order", (int[])[1, 0])],
        [nameof(IBackend.Gather)] = [("rows", (int[])[1, 1, 0])],
        [nameof(IBackend.CopyBlock)] = [("starts", (int[])[1, 0])],
        [nameof(IBackend.CopyColumns)] = [("from", 1), ("at", 3), ("columns", 2)],
        [nameof(IBackend.ScatterAdd)] = [("rows", (int[])[3, 1])],
        [nameof(IBackend.PasteBlock)] = [("starts", (int[])[1, 0])],
        [nameof(IBackend.MaxPool)] = [("window", window)],
        [nameof(IBackend.MaxPoolBack)] = [("window", window)],
        [nameof(IBackend.AveragePool)] = [("window", window)],
        [nameof(IBackend.AveragePoolBack)] = [("window", window)],
        [nameof(IBackend.SumProducts)] = [("accumulate", true)],
        [nameof(IBackend.Resample)] = [("how", new Resampling("nearest", 0, "bilinear"))],
        [nameof(IBackend.ResampleBack)] = [("how", new Resampling("nearest", 0, "bilinear"))],
    };

    /// <summary>Those that read their result, because they add to it or leave a part of it.</summary>
    static readonly string[] readResult =
        [nameof(IBackend.Dot), nameof(IBackend.Reduce), nameof(IBackend.SumProducts),
            nameof(IBackend.TransposedConvolve), nameof(IBackend.CopyColumns), nameof(IBackend.ScatterAdd)];

    readonly IBackend before = Backend.Current;

    public void Dispose() => Backend.Current = before;

    public static TheoryData<string> Kernels =>
        [.. typeof(IBackend).GetMethods().Where(method => !method.IsSpecialName).Select(method => method.Name)
            .Except([nameof(IBackend.RunParts), nameof(IBackend.Elementwise)])];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_kernel_is_recorded_with_all_it_was_given_and_what_it_made(string kernel)
    {
        Assert.True(kernels.TryGetValue(kernel, out var use), $"IBackend has a kernel {kernel}: give it a case here.");
        var plain = new Tensors();
        use(new CpuBackend(), plain.Get);
        var traced = new Tensors();
        var tracing = new TracingBackend(new CpuBackend());
        use(tracing, traced.Get);

        var op = Assert.Single(tracing.Ops);
        Assert.Equal(kernel, op.Kernel);
        foreach (var (name, value) in plain.All)
            Naive.SameBits(value, traced.All[name]);

        // What it got, by the names of the parameters: each is an operand, a setting or a result.
        var parameters = typeof(IBackend).GetMethod(kernel)!.GetParameters();
        var tensors = plain.All.Keys.ToList();
        string[] written = kernel switch
        {
            nameof(IBackend.ResampleBack) => ["dx"],
            nameof(IBackend.Moments) => ["mean", "variance"],
            _ => ["result"],
        };
        Assert.Subset(tensors.ToHashSet(), parameters.Where(p => p.ParameterType == typeof(Tensor)).Select(p => p.Name!)
            .ToHashSet());
        Assert.Equal(written, op.Results.Select(result => result.Name));
        var read = readResult.Contains(kernel) ? tensors : tensors.Except(written);
        Assert.Equal(read.Order(), op.Operands.Select(operand => operand.Name).Order());
        Assert.Equal(parameters.Where(p => p.ParameterType != typeof(Tensor)).Select(p => p.Name),
            op.Settings.Select(setting => setting.Name));
        var given = settings.GetValueOrDefault(kernel, []);
        Assert.Equal(given.Select(setting => setting.Name), op.Settings.Select(setting => setting.Name));
        foreach (var (expected, got) in given.Zip(op.Settings))
            Assert.Equal(expected.Value, got.Value);
        foreach (var (name, value) in op.Operands)
            Naive.SameBits(traced.Before[name], value);
        foreach (var (name, value) in op.Results)
            Naive.SameBits(plain.All[name], value);
    }

    [Theory]
    [InlineData("reference")]
    [InlineData("cpu")]
    public void Training_gives_the_same_bits(string backend)
    {
        var plain = Weights(Backend.ByName(backend));
        var tracing = new TracingBackend(Backend.ByName(backend));
        var traced = Weights(tracing);

        Assert.Equal(plain.Count, traced.Count);
        for (var i = 0; i < plain.Count; i++)
            Naive.SameBits(plain[i], traced[i]);
        // Formulas are recorded operation by operation, whoever computes.
        string[] operations = ["Sigmoid", "Tanh", "Multiply", "Add", "Sqrt", "Divide", "MultiplyAdd"];
        Assert.Empty(operations.Except(tracing.Ops.Select(op => op.Name)));
    }

    [Fact]
    public void A_formula_is_recorded_operation_by_operation_with_its_numbers()
    {
        var tracing = new TracingBackend(new CpuBackend());
        Tensor gates = Tensor.From(new[,] { { 1.0, 2, 3, 4 }, { 5, 6, 7, 8 } }), row = Tensor.From([10.0]),
            z = Tensor.Zeros([2, 1], DType.Float64);
        Operand f = Columns.Blocks(gates, 1, 1, of: 4), o = Columns.Blocks(gates, 3, 1, of: 4);
        tracing.Elementwise(default(Line), 2, 1, [f, Operand.Row(row), o, z]);

        Assert.Equal(["Multiply x (2, 1), y (1,) → (2, 1)", "Subtract y (2, 1), x 1 → (2, 1)",
            "Add x (2, 1), y (2, 1) → (2, 1)"],
            tracing.Ops.Select(op => op.ToString()));
        Assert.Equal([2.0, 6], tracing.Ops[0].Operands[0].Value.ToArray<double>());
        Assert.Equal([20.0, 60], tracing.Ops[0].Result.ToArray<double>());
        Assert.Equal([17.0, 53], z.ToArray<double>());
    }

    /// <summary>f·a + (1 − o)</summary>
    readonly struct Line : IFormula
    {
        void IFormula.Compute<V, TPlaces>(TPlaces at)
        {
            for (var n = 0; n < at.Length; n += V.Count)
                at[3, n] = at[0, n] * at[1, n] + (1 - at[2, n]);
        }
    }

    [Fact]
    public void Numbers_stay_when_the_step_they_belong_to_has_ended()
    {
        var tracing = new TracingBackend(new CpuBackend());
        _ = Weights(tracing);

        var sums = tracing.Ops.Where(op => op.Kernel == nameof(IBackend.Dot))
            .Select(op => string.Join(' ', Naive.Values(op.Result))).ToList();
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
    public void Who_listens_hears_of_every_op_at_once()
    {
        var heard = new List<TracedOp>();
        TracingBackend tracing = new(new ReferenceBackend(), heard.Add);
        var x = Tensor.From([1.0, -2.0]);
        tracing.Unary(UnaryOp.Abs, x, x);
        Assert.Same(Assert.Single(tracing.Ops), Assert.Single(heard));
        Assert.Equal("Abs x (2,) → (2,)", heard[0].ToString());
        tracing.Clear();
        Assert.Empty(tracing.Ops);
    }

    static IReadOnlyList<Tensor> Weights(IBackend backend)
    {
        Backend.Current = backend;
        var model = new Sequential(seed: 3) { new LSTM(3), new Dense(1) };
        model.Compile("adam", "mse");
        model.Fit(new RandomSource(1).Normal([6, 4, 2], 0, 1, DType.Float32),
            new RandomSource(2).Normal([6, 1], 0, 1, DType.Float32), batchSize: 3, epochs: 2, verbose: 0);
        return model.GetWeights();
    }

    readonly struct Listed(List<int> order) : IWork
    {
        public void Do(int part) => order.Add(part);
    }

    /// <summary>
    /// The tensors of a case by name, each begun with numbers of its own; "result int" is a result of whole numbers,
    /// "maps double" one of long fractions.
    /// </summary>
    sealed class Tensors
    {
        public Dictionary<string, Tensor> All { get; } = [];

        /// <summary>The same, with the numbers from before the kernel ran.</summary>
        public Dictionary<string, Tensor> Before { get; } = [];

        public Tensor Get(string name, Shape shape)
        {
            var key = name.Split(' ')[0];
            var dtype = name.EndsWith(" int", StringComparison.Ordinal) ? DType.Int32
                : name.EndsWith(" double", StringComparison.Ordinal) ? DType.Float64
                : DType.Float32;
            All[key] = new TensorMaker(dtype, seed: key.Length * 7 + key[0]).Random(shape, 0.1, 2);
            Before[key] = All[key].Keep();
            return All[key];
        }
    }
}
