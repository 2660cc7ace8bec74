using LearnDL.Backends;
using LearnDL.Backends.Cpu;
using LearnDL.Backends.Reference;
using LearnDL.Layers;
using LearnDL.Tensors;
using LearnDL.Tests.Layers;

namespace LearnDL.Tests.Golden;

/// <summary>The backend is one for the whole process, so no other test may run meanwhile.</summary>
[CollectionDefinition(nameof(RecurrentParityTests), DisableParallelization = true)]
public sealed class RecurrentParityTestsAlone;

/// <summary>
/// SimpleRNN, LSTM and GRU against PyTorch: outputs, final states and all gradients, up to 500 steps, with masks,
/// states, dropout, both ways through time.
/// </summary>
[Collection(nameof(RecurrentParityTests))]
public sealed class RecurrentParityTests : IDisposable
{
    const double Parity = 1e-11;

    static readonly GoldenFile golden = new("recurrent.json");

    readonly IBackend before = Backend.Current;

    public void Dispose() => Backend.Current = before;

    public static TheoryData<int, string> Cases()
    {
        var data = new TheoryData<int, string>();
        for (var i = 0; i < golden.Cases.Length; i++)
            if (golden.Cases[i] is var c && c.Text("layer") is "SimpleRNN" or "LSTM" or "GRU")
                data.Add(i,
                    $"{c.Text("layer")} {c.Shape("x")}{(c.Has("mask") ? " masked" : "")}"
                        + $"{(c.Has("initialState") ? " initial" : "")} {c["settings"]}");
        return data;
    }

    [Fact]
    public void All_cases_of_single_layers_are_there() => Assert.Equal(83, Cases().Count);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Plain_loops(int index, string name)
    {
        Backend.Current = new ReferenceBackend();
        Check(golden.Cases[index], name);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Vectors_and_threads(int index, string name)
    {
        Backend.Current = new CpuBackend { Threads = 2 };
        Check(golden.Cases[index], name);
    }

    /// <summary>As many groups as there are samples, or three.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Samples_in_groups(int index, string name)
    {
        Backend.Current = new CpuBackend { Threads = 3 };
        Check(golden.Cases[index], name, groups: 3);
    }

    internal static Layer Make(GoldenCase c)
    {
        var settings = c.Part("settings");
        var (units, activation, bias, sequences, backwards) = ((int)settings.Number("units"),
            settings.Text("activation"), settings.Flag("useBias"), settings.Flag("returnSequences"),
            settings.Flag("goBackwards"));
        var (dropout, recurrentDropout) = (settings.Number("dropout"), settings.Number("recurrentDropout"));
        var gate = settings.Has("recurrentActivation") ? settings.Text("recurrentActivation") : "sigmoid";
        return c.Text("layer") switch
        {
            "SimpleRNN" => new SimpleRNN(units, activation, bias, dropout: dropout, recurrentDropout: recurrentDropout,
                returnSequences: sequences, goBackwards: backwards),
            "LSTM" => new LSTM(units, activation, gate, bias, dropout: dropout, recurrentDropout: recurrentDropout,
                returnSequences: sequences, goBackwards: backwards),
            "GRU" => new GRU(units, activation, gate, bias, dropout: dropout, recurrentDropout: recurrentDropout,
                returnSequences: sequences, goBackwards: backwards, resetAfter: settings.Flag("resetAfter")),
            var other => throw new FormatException(other),
        };
    }

    static void Check(GoldenCase c, string name, int? groups = null)
    {
        var layer = Make(c);
        RecurrentRun.GiveGroups(layer, groups);
        var x = c.Tensor("x");
        layer.Build(x.Shape, x.DType, new RandomSource(1));
        string[] weights = ["kernel", "recurrentKernel", "bias"], gradients = ["dKernel", "dRecurrentKernel", "dBias"];
        Assert.Equal(c.Has("bias") ? 3 : 2, layer.Parameters.Count);
        for (var i = 0; i < layer.Parameters.Count; i++)
        {
            layer.Parameters[i].Value.CopyFrom(c.Tensor(weights[i]));
            layer.Parameters[i].Gradient.Fill(i + 1); // gradients accumulate
        }
        RecurrentRun.GiveMasks(layer, Stacked(c.Tensors("inputMasks")), Stacked(c.Tensors("recurrentMasks")));

        var run = RecurrentRun.Of(layer, x, c.Optional("mask"), StateOf(c, "initialState"), c.Tensor("dy"),
            StateOf(c, "dState"));

        Near.Same(c.Tensor("y"), run.Y, $"{name}: y", Parity);
        Same(StateOf(c, "state"), run.Final, $"{name}: final state");
        Near.Same(c.Tensor("dx"), run.Dx, $"{name}: dx", Parity);
        for (var i = 0; i < layer.Parameters.Count; i++)
            Near.Same(c.Tensor(gradients[i]), layer.Parameters[i].Gradient.Shift(-i - 1),
                $"{name}: {gradients[i]}", Parity);
        if (c.Has("dInitialState"))
            Same(StateOf(c, "dInitialState"), run.DInitial, $"{name}: dInitial");
    }

    static void Same(RecurrentState expected, RecurrentState got, string what)
    {
        Near.Same(expected.H, got.H, $"{what} h", Parity);
        Assert.Equal(expected.C.HasValue, got.C.HasValue);
        if (expected.C.HasValue)
            Near.Same(expected.C, got.C, $"{what} c", Parity);
    }

    static RecurrentState StateOf(GoldenCase c, string name) => c.Tensors(name) switch
    {
        [] => default,
        [var h] => new(h),
        [var h, var cell] => new(h, cell),
        _ => throw new FormatException(name),
    };

    /// <summary>(N, D) each, together (G, N, D).</summary>
    static Tensor Stacked(Tensor[] masks) =>
        masks.Length == 0 ? default : MoveOps.Concatenate([.. masks.Select(mask => mask.ExpandDims(0))]);
}
