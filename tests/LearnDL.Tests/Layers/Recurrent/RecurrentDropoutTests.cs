using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

/// <summary>
/// Dropout inside recurrent layers: one draw a batch, the same at every step. The golden files hold what is computed
/// with the masks, these what they are.
/// </summary>
public sealed class RecurrentDropoutTests
{
    const int N = 40, T = 5, D = 20, U = 30;

    public static TheoryData<string> Names => [.. Recurrent.Names];

    static readonly Tensor X = Tensor.Normal([N, T, D], seed: 1, dtype: DType.Float64);

    static void IsMask(Tensor mask, Shape shape, double rate)
    {
        Assert.Equal(shape, mask.Shape);
        var values = mask.ToArray<double>();
        Assert.All(values, value => Assert.True(value == 0 || Math.Abs(value - 1 / (1 - rate)) < 1e-12));
        var deviation = Math.Sqrt(rate * (1 - rate) / values.Length);
        Assert.InRange(values.Count(value => value == 0) / (double)values.Length, rate - 4 * deviation,
            rate + 4 * deviation);
    }

    static int DifferentRows(Tensor masks) => Enumerable.Range(0, masks.Shape[0])
        .Select(gate => string.Join(",", masks[gate].ToArray<double>())).Distinct().Count();

    [Theory]
    [MemberData(nameof(Names))]
    public void All_gates_share_a_mask_of_the_inputs(string name)
    {
        var run = RecurrentRun.Of(Recurrent.New(name, U, dropout: 0.25, seed: 3), X);
        IsMask(run.InputMasks, [1, N, D], 0.25);
        Assert.False(run.StateMasks.HasValue);
        Assert.Equal(N, DifferentRows(run.InputMasks[0])); // every sample has its own
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_gate_has_masks_of_its_own_where_the_state_is_dropped_too(string name)
    {
        var gates = Recurrent.Gates(name);
        var run = RecurrentRun.Of(Recurrent.New(name, U, dropout: 0.25, recurrentDropout: 0.4, seed: 3), X);
        IsMask(run.InputMasks, [gates, N, D], 0.25);
        IsMask(run.StateMasks, [gates, N, U], 0.4);
        Assert.Equal(gates, DifferentRows(run.InputMasks));
        Assert.Equal(gates, DifferentRows(run.StateMasks));
    }

    /// <summary>
    /// As many inputs as units, and one rate: no mask of a gate is that of another, nor
    /// of the state that of the inputs.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void No_two_masks_are_drawn_from_one_stream(string name)
    {
        var run = RecurrentRun.Of(Recurrent.New(name, D, dropout: 0.5, recurrentDropout: 0.5, seed: 3), X);
        var gates = Recurrent.Gates(name);
        var masks = Enumerable.Range(0, gates).SelectMany(g => (Tensor[])[run.InputMasks[g], run.StateMasks[g]]);
        Assert.Equal(2 * gates, masks.Select(mask => string.Join(",", mask.ToArray<double>())).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Dropping_the_state_alone_leaves_the_inputs(string name)
    {
        var run = RecurrentRun.Of(Recurrent.New(name, U, recurrentDropout: 0.4, seed: 3), X);
        IsMask(run.StateMasks, [Recurrent.Gates(name), N, U], 0.4);
        Assert.False(run.InputMasks.HasValue);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_batch_has_new_masks_and_a_seed_repeats_them(string name)
    {
        double[] Both(RecurrentRun run) => [.. run.InputMasks.ToArray<double>(), .. run.StateMasks.ToArray<double>()];
        Layer New(int seed) => Recurrent.New(name, U, dropout: 0.5, recurrentDropout: 0.5, seed: seed);
        Layer layer = New(3), same = New(3);
        double[] first = Both(RecurrentRun.Of(layer, X)), second = Both(RecurrentRun.Of(layer, X));
        Assert.NotEqual(first, second);
        Assert.Equal(first, Both(RecurrentRun.Of(same, X)));
        Assert.Equal(second, Both(RecurrentRun.Of(same, X)));
        Assert.NotEqual(first, Both(RecurrentRun.Of(New(4), X)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_dropped_when_the_network_is_used(string name)
    {
        Layer dropping = Recurrent.New(name, U, dropout: 0.5, recurrentDropout: 0.5, seed: 3),
            plain = Recurrent.New(name, U);
        RecurrentRun used = RecurrentRun.Of(dropping, X, training: false),
            expected = RecurrentRun.Of(plain, X, training: false);
        foreach (var (a, b) in plain.Parameters.Zip(dropping.Parameters))
            b.Value.CopyFrom(a.Value);
        used = RecurrentRun.Of(dropping, X, training: false);
        Assert.Equal(expected.Y.ToArray<double>(), used.Y.ToArray<double>());
        Assert.False(used.InputMasks.HasValue || used.StateMasks.HasValue);
        Assert.NotEqual(expected.Y.ToArray<double>(), RecurrentRun.Of(dropping, X).Y.ToArray<double>());
    }

    /// <summary>h = x∘m for a kernel of ones on its diagonal: what is dropped stays so over all steps.</summary>
    [Fact]
    public void A_mask_is_the_same_at_every_step()
    {
        var layer = new SimpleRNN(D, "linear", useBias: false, dropout: 0.5, seed: 3, returnSequences: true);
        layer.Build([N, T, D], DType.Float64, new RandomSource(1));
        layer.RecurrentKernel!.Value.Fill(0);
        layer.Kernel!.Value.Fill(0);
        for (var d = 0; d < D; d++)
            layer.Kernel.Value.AsSpan<double>()[d * (D + 1)] = 1;
        var run = RecurrentRun.Of(layer, Tensor.Ones([N, T, D], DType.Float64));
        for (var t = 0; t < T; t++)
            Assert.Equal(run.InputMasks.ToArray<double>(), run.Y[.., t..(t + 1)].ToArray<double>());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_seed_of_the_model_repeats_it(string name)
    {
        string Train(int seed)
        {
            var model = new Sequential(seed: seed)
            {
                new Input([3, 2]), Recurrent.New(name, 3, dropout: 0.3, recurrentDropout: 0.3), new Dense(1)
            };
            model.Compile("sgd", "mse");
            model.Fit(Tensor.Normal([40, 3, 2], seed: 5), Tensor.Normal([40, 1], seed: 6), epochs: 2, verbose: 0);
            return model.WeightsHash();
        }
        Assert.Equal(Train(1), Train(1));
        Assert.NotEqual(Train(1), Train(2));
    }
}
