using LearnDL.Checks;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

/// <summary>What layers draw belongs to the seed, the call, the step and the sample, and to nothing else.</summary>
public sealed class LayerDrawsTests
{
    const int N = 9;

    static readonly Dictionary<string, (Func<int?, Layer> New, Shape Sample)> drawing = new()
    {
        ["Dropout"] = (seed => new Dropout(0.5, seed: seed), [10, 7]),
        ["Dropout with noiseShape"] = (seed => new Dropout(0.5, noiseShape: [-1, 1, 30], seed: seed), [3, 30]),
        ["SimpleRNN"] = (seed => new SimpleRNN(9, dropout: 0.5, recurrentDropout: 0.5, seed: seed), [4, 11]),
        ["LSTM"] = (seed => new LSTM(9, dropout: 0.5, seed: seed), [4, 11]),
        ["GRU"] = (seed => new GRU(9, recurrentDropout: 0.5, seed: seed), [4, 11]),
        ["RandomFlip"] = (seed => new RandomFlip(seed: seed), [5, 4, 2]),
        ["RandomRotation"] = (seed => new RandomRotation(0.3, seed: seed), [5, 4, 2]),
        ["RandomTranslation"] = (seed => new RandomTranslation(0.3, 0.3, seed: seed), [5, 4, 2]),
        ["RandomZoom"] = (seed => new RandomZoom(0.3, 0.3, seed: seed), [5, 4, 2]),
        ["TimeDistributed"] = (seed => new TimeDistributed(new Dropout(0.5, seed: seed)), [5, 11]),
        ["Bidirectional"] =
            (seed => new Bidirectional(new LSTM(4, dropout: 0.5, recurrentDropout: 0.5, seed: seed)), [4, 11]),
        ["A layer of a user"] = (seed => new Noise(seed), [12]),
    };

    public static TheoryData<string> Names => [.. drawing.Keys];

    /// <summary>A layer as a reader would write it: y = x + u.</summary>
    sealed class Noise(int? seed) : Layer<Noise.Saved>
    {
        public readonly record struct Saved;

        public override Shape ComputeOutputShape(Shape inputShape) => inputShape;

        public override Tensor Forward(Tensor x, bool training, out Saved saved) =>
            Forward(x, default, new ForwardPass(training), out saved);

        public override Tensor Forward(Tensor x, Tensor mask, in ForwardPass pass, out Saved saved)
        {
            saved = default;
            return pass.Training ? x.Add(DrawsOf(pass, seed).Uniform(x.Shape, -1, 1, x.DType)) : x;
        }

        public override Tensor Backward(Tensor dy, in Saved saved) => dy;
    }

    static Layer Built(string name, int? seed = null, int weights = 1)
    {
        var layer = drawing[name].New(seed);
        layer.Build(Input(name).Shape, DType.Float64, new RandomSource(weights));
        return layer;
    }

    static Tensor Input(string name) =>
        Tensor.Normal(Shape.Of([N]).Concat(drawing[name].Sample), seed: 3, dtype: DType.Float64);

    static Tensor Output(Layer layer, Tensor x, Draws draws, int number = 0)
    {
        var call = layer.NewCall();
        call.SetNumber(number);
        Tensor mask = default;
        return call.Forward(x, ref mask, new ForwardPass(true, draws)).Keep();
    }

    static void Differ(Tensor a, Tensor b) => Assert.NotEqual(a.ToArray<double>(), b.ToArray<double>());

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_draws_give_the_same_and_others_others(string name)
    {
        var (layer, x, draws) = (Built(name), Input(name), new Draws(7, Step: 4));
        var y = Output(layer, x, draws);
        Differ(y, Output(layer, x, draws with { Step = 5 }));
        Differ(y, Output(layer, x, draws with { MicroBatch = 1 }));
        Differ(y, Output(layer, x, draws with { Seed = 8 }));
        Differ(y, Output(layer, x, draws, number: 4)); // the layer's second use in the model
        Backends.Naive.SameBits(y, Output(layer, x, draws)); // whatever was drawn in between
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_draws_the_same_in_any_group_of_samples(string name)
    {
        var (layer, x, draws) = (Built(name), Input(name), new Draws(7, Step: 4, FirstSample: 100));
        var together = Output(layer, x, draws);
        foreach (var (first, last) in ((int, int)[])[(0, 1), (0, 4), (4, 9), (8, 9)])
        {
            var group = Output(layer, x[first..last], draws with { FirstSample = 100 + first });
            Assert.Equal(together[first..last].ToArray<double>(), group.ToArray<double>());
        }
        var equal = x[..1].StretchTo(x.Shape);
        var y = Output(layer, equal, draws);
        var different = Enumerable.Range(0, N).Select(n => string.Join(",", y[n].ToArray<double>())).Distinct().Count();
        Assert.True(different > (name == "RandomFlip" ? 1 : N / 2)); // a flip is one of two
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_seed_of_its_own_stands_for_the_models(string name)
    {
        var x = Input(name);
        var y = Output(Built(name, seed: 3), x, new Draws(7, Step: 4));
        Backends.Naive.SameBits(y, Output(Built(name, seed: 3), x, new Draws(8, Step: 4)));
        Backends.Naive.SameBits(y, Output(Built(name), x, new Draws(3, Step: 4)));
        Differ(y, Output(Built(name, seed: 4), x, new Draws(7, Step: 4)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Used_by_itself_a_layer_counts_its_calls(string name)
    {
        var (layer, x) = (Built(name), Input(name));
        Tensor Next() => layer.NewCall().Forward(x, training: true).Keep();
        layer.Restart(5);
        Tensor first = Next(), second = Next();
        Differ(first, second);
        layer.NewCall().Forward(x, training: false); // counts for nothing
        Output(layer, x, new Draws(5));              // nor does a model's
        var third = Next();
        layer.Restart(5);
        Backends.Naive.SameBits(first, Next());
        Backends.Naive.SameBits(second, Next());
        Backends.Naive.SameBits(third, Next());
    }

    [Fact]
    public void Two_layers_built_with_one_source_draw_different_numbers()
    {
        var (random, x) = (new RandomSource(1), Tensor.Ones([4, 20], DType.Float64));
        Dropout first = new(0.5), second = new(0.5);
        first.Build(x.Shape, DType.Float64, random);
        second.Build(x.Shape, DType.Float64, random);
        Differ(first.Forward(x, true, out _), second.Forward(x, true, out _));
    }

    [Fact]
    public void One_mask_for_all_samples_is_the_same_in_any_group()
    {
        var (layer, x, draws) = (new Dropout(0.5, noiseShape: [1, 40]), Tensor.Ones([6, 40], DType.Float64),
            new Draws(7));
        layer.Build(x.Shape, DType.Float64, new RandomSource(1));
        var y = Output(layer, x, draws);
        for (var n = 1; n < 6; n++)
            Backends.Naive.SameBits(y[0], y[n]);
        Backends.Naive.SameBits(y[3..], Output(layer, x[3..], draws with { FirstSample = 3 }));
        // the last group has one sample
        Backends.Naive.SameBits(y[5..], Output(layer, x[5..], draws with { FirstSample = 5 }));
        Differ(y, Output(layer, x, draws with { Step = 1 }));
    }

    /// <summary>
    /// One step is the same in both directions; with one seed for both, only the number of the call tells them apart.
    /// </summary>
    [Fact]
    public void Both_directions_draw_numbers_of_their_own_in_a_model()
    {
        var x = Tensor.Ones([3, 1, 20], DType.Float64);
        var layer = new Bidirectional(new SimpleRNN(4, dropout: 0.5, seed: 3));
        layer.Build(x.Shape, DType.Float64, new RandomSource(1));
        foreach (var (first, second) in layer.ForwardLayer.Parameters.Zip(layer.BackwardLayer.Parameters))
            second.Value.CopyFrom(first.Value);
        var y = Output(layer, x, new Draws(7));
        Differ(y[.., ..4], y[.., 4..]);
    }

    [Fact]
    public void A_layer_of_a_user_passes_the_gradient_check() =>
        Assert.True(GradientCheck.Layer(new Noise(null), [3, 5], seed: 1).Passed);
}
