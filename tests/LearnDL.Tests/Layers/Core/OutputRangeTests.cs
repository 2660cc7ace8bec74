using LearnDL.Activations;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

/// <summary>What a layer declares to give, against what it gives.</summary>
public sealed class OutputRangeTests
{
    static readonly Shape row = [6, 5], steps = [6, 4, 5], images = [6, 4, 4, 3];

    static bool IsHeads(RandomSource random) => random.NextInt(2) == 0;

    static double Between(RandomSource random, double low, double high) => low + (high - low) * random.NextUniform();

    static readonly string[] activations = [.. ActivationFunction.Names];

    static ActivationFunction Any(RandomSource random) =>
        random.NextInt(activations.Length + 2) is var i && i < activations.Length ? activations[i]
        : i == activations.Length ? ActivationFunction.LeakyReLU(Between(random, -1, 1))
        : ActivationFunction.ReLU(Between(random, 0.1, 2), Between(random, 0, 1), Between(random, 0, 1));

    /// <summary>Every kind of layer there is, with settings drawn, and a shape that it takes.</summary>
    static readonly Dictionary<Type, (Shape Input, Func<RandomSource, Layer> New)> kinds = new()
    {
        [typeof(Input)] = (row, _ => new Input([5])),
        [typeof(Dense)] = (row, r => new Dense(4, Any(r))),
        [typeof(Activation)] = (row, r => new Activation(Any(r))),
        [typeof(ReLU)] = (row, r => new ReLU(
            IsHeads(r) ? null : Between(r, 0.1, 2), r.NextInt(2) * Between(r, 0, 1), r.NextInt(2) * Between(r, 0, 1))),
        [typeof(Softmax)] = (steps, r => new Softmax(IsHeads(r) ? -1 : 1)),
        [typeof(Dropout)] = (row, _ => new Dropout(0.3)),
        [typeof(Flatten)] = (steps, _ => new Flatten()),
        [typeof(Reshape)] = (steps, _ => new Reshape([5, 4])),
        [typeof(Permute)] = (steps, _ => new Permute([2, 1])),
        [typeof(RepeatVector)] = (row, _ => new RepeatVector(3)),
        [typeof(Rescaling)] = (row, r => new Rescaling(Between(r, -2, 2), Between(r, -1, 1))),
        [typeof(Masking)] = (steps, _ => new Masking()),
        [typeof(Embedding)] = ([6, 5], _ => new Embedding(4, 3, "random_normal")),
        [typeof(BatchNormalization)] = (row, _ => new BatchNormalization()),
        [typeof(LayerNormalization)] = (row, _ => new LayerNormalization()),
        [typeof(SimpleRNN)] = (steps, r => new SimpleRNN(3, Any(r), returnSequences: IsHeads(r))),
        [typeof(LSTM)] = (steps, r => new LSTM(3, OfUnits(r), Gate(r), returnSequences: IsHeads(r))),
        [typeof(GRU)] = (steps,
            r => new GRU(3, OfUnits(r), Gate(r), returnSequences: IsHeads(r), resetAfter: IsHeads(r))),
        [typeof(Bidirectional)] = (steps, r => new Bidirectional(
            new GRU(3, OfUnits(r)), Bidirectional.MergeModes[r.NextInt(4)])),
        [typeof(TimeDistributed)] = (steps, r => new TimeDistributed(new Dense(3, Any(r)))),
        [typeof(Conv1D)] = (steps, r => new Conv1D(3, 2, activation: Any(r))),
        [typeof(Conv2D)] = (images, r => new Conv2D(
            4, 2, activation: Any(r), dataFormat: IsHeads(r) ? "channels_last" : "channels_first")),
        [typeof(MaxPooling2D)] = (images, r => new MaxPooling2D(2, padding: IsHeads(r) ? "same" : "valid")),
        [typeof(AveragePooling2D)] = (images, r => new AveragePooling2D(3, 2, padding: IsHeads(r) ? "same" : "valid")),
        [typeof(GlobalAveragePooling2D)] = (images, _ => new GlobalAveragePooling2D()),
        [typeof(ZeroPadding2D)] = (images, _ => new ZeroPadding2D(1)),
        [typeof(LeakyReLU)] = (row, r => new LeakyReLU(Between(r, 0, 1))),
        [typeof(ELU)] = (row, r => new ELU(Between(r, -1, 2))),
        [typeof(PReLU)] = (row, _ => new PReLU("random_normal")),
        [typeof(SpatialDropout1D)] = (steps, _ => new SpatialDropout1D(0.3)),
        [typeof(SpatialDropout2D)] = (images, _ => new SpatialDropout2D(0.3)),
        [typeof(GaussianNoise)] = (row, _ => new GaussianNoise(0.3)),
        [typeof(GaussianDropout)] = (row, _ => new GaussianDropout(0.3)),
        [typeof(MaxPooling1D)] = (steps, r => new MaxPooling1D(2, padding: IsHeads(r) ? "same" : "valid")),
        [typeof(AveragePooling1D)] = (steps, r => new AveragePooling1D(2, 1, IsHeads(r) ? "same" : "valid")),
        [typeof(GlobalMaxPooling1D)] = (steps, _ => new GlobalMaxPooling1D()),
        [typeof(GlobalMaxPooling2D)] = (images, _ => new GlobalMaxPooling2D()),
        [typeof(GlobalAveragePooling1D)] = (steps, _ => new GlobalAveragePooling1D()),
        [typeof(UpSampling1D)] = (steps, _ => new UpSampling1D()),
        [typeof(UpSampling2D)] = (images,
            r => new UpSampling2D(interpolation: IsHeads(r) ? "nearest" : "bilinear")),
        [typeof(ZeroPadding1D)] = (steps, _ => new ZeroPadding1D(1)),
        [typeof(Cropping1D)] = (steps, _ => new Cropping1D(1)),
        [typeof(Cropping2D)] = (images, _ => new Cropping2D(1)),
        [typeof(Conv1DTranspose)] = (steps, r => new Conv1DTranspose(3, 2, 2, activation: Any(r))),
        [typeof(Conv2DTranspose)] = (images, r => new Conv2DTranspose(4, 2, 2, activation: Any(r),
            dataFormat: IsHeads(r) ? "channels_last" : "channels_first")),
        [typeof(DepthwiseConv1D)] = (steps, r => new DepthwiseConv1D(2, activation: Any(r))),
        [typeof(DepthwiseConv2D)] = (images, r => new DepthwiseConv2D(2, activation: Any(r))),
        [typeof(SeparableConv1D)] = (steps, r => new SeparableConv1D(3, 2, activation: Any(r))),
        [typeof(SeparableConv2D)] = (images, r => new SeparableConv2D(4, 2, activation: Any(r),
            dataFormat: IsHeads(r) ? "channels_last" : "channels_first")),
        [typeof(RandomFlip)] = (images, _ => new RandomFlip()),
        [typeof(RandomRotation)] = (images, _ => new RandomRotation(0.2)),
        [typeof(RandomTranslation)] = (images, _ => new RandomTranslation(0.2, 0.2)),
        [typeof(RandomZoom)] = (images, _ => new RandomZoom(0.2)),
    };

    /// <summary>Softmax makes shares of all units together: no recurrent gate can be made of it.</summary>
    static ActivationFunction OfUnits(RandomSource random) =>
        Any(random) is { Name: not "softmax" } f ? f : OfUnits(random);

    static ActivationFunction Gate(RandomSource random) => random.NextInt(3) == 0 ? OfUnits(random) : "sigmoid";

    [Fact]
    public void Every_kind_of_layer_is_tried() => Assert.Equal(
        typeof(Layer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Layer)) && !type.IsAbstract && !type.IsSubclassOf(typeof(Merge))
                && !type.IsAssignableTo(typeof(Model)))
            .Select(type => type.Name).Order(),
        kinds.Keys.Select(type => type.Name).Order());

    [Fact]
    public void Every_kind_of_layer_declares_a_range()
    {
        foreach (var (type, (_, make)) in kinds)
            Assert.True(make(new RandomSource(1)).RangeFor(OutputRange.Any) is not null,
                $"{type.Name} does not say what can come out of it.");
    }

    [Fact]
    public void What_comes_out_lies_in_the_range()
    {
        foreach (var type in kinds.Keys)
            for (var seed = 0; seed < 100; seed++)
                Try(type, seed);
    }

    static void Try(Type type, int seed)
    {
        var random = new RandomSource(seed);
        var layer = kinds[type].New(random);
        var (given, x) = Draw(random, kinds[type].Input);
        if (type == typeof(Embedding))
            (given, x) = (OutputRange.Any, x.Sigmoid().Scale(3).Cast(DType.Int32));
        layer.Build(x.Shape, DType.Float64, new RandomSource(seed));
        foreach (var parameter in layer.Parameters)
            if (!parameter.Name.Contains("variance", StringComparison.Ordinal))
                parameter.Value.CopyFrom(random.Normal(parameter.Value.Shape, 0, 2, DType.Float64));
        Check(layer.RangeFor(given)!.Value, layer.NewCall().Forward(x, training: false), $"{type.Name}, seed {seed}");
    }

    [Fact]
    public void What_comes_out_of_a_model_lies_in_its_range()
    {
        var checks = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new RandomSource(seed);
            var model = new Sequential(seed: seed, dtype: DType.Float64) { new Input([4, 5]) };
            for (var n = 1 + random.NextInt(5); n > 0; n--)
                model.Add(Next(random, model.OutputShape));
            var what = $"seed {seed}: {string.Join(", ", model.Layers)}";
            if (OutputRanges.OfOutput(model.Graph, 0).Range is not { } range)
                continue;
            try
            {
                Check(range, model.Predict(random.Normal([6, 4, 5], 0, 2, DType.Float64)), what);
                checks++;
            }
            catch (DataException overflow) when (overflow.Expected == "finite outputs")
            {
                // exponentials of exponentials
            }
        }
        Assert.True(checks > 200, $"{checks}");
    }

    /// <summary>A layer for sequences that gives sequences.</summary>
    static Layer Next(RandomSource random, Shape given) => random.NextInt(12) switch
    {
        0 => new TimeDistributed(new Dense(5, Any(random))),
        1 => new Bidirectional(new LSTM(5, OfUnits(random), returnSequences: true),
            Bidirectional.MergeModes[random.NextInt(4)]),
        2 => new Dropout(0.5),
        3 => new Permute([2, 1]),
        4 => new Reshape([given[2], given[1]]),
        5 => new Rescaling(Between(random, -3, 3), Between(random, -1, 1)),
        6 => new Activation(Any(random)),
        7 => new Softmax(1 + random.NextInt(2)),
        8 => new GRU(5, OfUnits(random), returnSequences: true),
        9 => new LayerNormalization(),
        10 => new Conv1D(4, 1, activation: Any(random)),
        _ => new Masking(),
    };

    /// <summary>Numbers of a range, and the range: of any kind, of one sign, or of a softmax.</summary>
    static (OutputRange Range, Tensor X) Draw(RandomSource random, Shape shape)
    {
        switch (random.NextInt(3))
        {
            case 0:
                return (OutputRange.Any, random.Normal(shape, 0, 3, DType.Float64));
            case 1:
                var z = random.Normal(shape, 0, 3, DType.Float64);
                return (OutputRange.Shares, ActivationFunction.Get("softmax").Forward(z));
            default:
                double min = Between(random, -2, 2), max = min + Between(random, 0, 2);
                return (new OutputRange(min, max, IsPositive: min > 0), random.Uniform(shape, min, max, DType.Float64));
        }
    }

    static void Check(OutputRange range, Tensor y, string what)
    {
        double min = y.Min().Item(), max = y.Max().Item(), near = 1e-9 * Math.Max(1, Math.Max(-min, max));
        if (double.IsNaN(min) || double.IsInfinity(max) || double.IsInfinity(min))
            return; // an exponential of an exponential
        Assert.True(min >= range.Min - near && max <= range.Max + near, $"{what}: {min} to {max} in {range}");
        Assert.True(!range.IsPositive || min >= 0, $"{what}: {min} is not positive");
        if (range.IsShares)
            Assert.All(y.Sum(-1).ToArray<double>(),
                sum => Assert.True(Math.Abs(sum - 1) < 1e-9, $"{what}: shares sum to {sum}"));
    }

    static OutputRange? Of(params Layer[] layers) => OutputRanges.OfOutput(Graph.Chain(layers), 0).Range;

    /// <summary>Ranges are not only wide enough, they are as narrow as they can be told.</summary>
    [Fact]
    public void Ranges_of_usual_models()
    {
        var probability = new OutputRange(0, 1, IsPositive: true);
        Assert.Equal(OutputRange.Any, Of(new Dense(1)));
        Assert.Equal(probability, Of(new Dense(1, "sigmoid")));
        Assert.Equal(probability,
            Of(new Dense(1, "sigmoid"), new Flatten(), new Reshape([1]), new Dropout(0.5), new Permute([1])));
        Assert.Equal(OutputRange.Shares, Of(new Dense(3, "softmax"), new Dropout(0.5)));
        Assert.Equal(OutputRange.Shares, Of(new Dense(3), new Softmax()));
        Assert.Equal(new OutputRange(0, double.PositiveInfinity), Of(new Dense(3), new ReLU()));
        Assert.Equal(new OutputRange(0, 6), Of(new Dense(3), new ReLU(maxValue: 6)));
        Assert.Equal(new OutputRange(-1, 1), Of(new LSTM(3)));
        Assert.Equal(new OutputRange(-1, 1), Of(new GRU(3)));
        Assert.Equal(new OutputRange(-1, 1), Of(new SimpleRNN(3)));
        Assert.Equal(OutputRange.Any, Of(new SimpleRNN(3, "linear")));
        Assert.Equal(new OutputRange(0, 1, IsPositive: true), Of(new LSTM(3, "sigmoid")));
        Assert.Equal(new OutputRange(-2, 2), Of(new Bidirectional(new LSTM(3), "sum")));
        Assert.Equal(new OutputRange(-1, 1), Of(new Bidirectional(new LSTM(3))));
        Assert.Equal(new OutputRange(-1, 1), Of(new Bidirectional(new LSTM(3), "ave")));
        Assert.Equal(new OutputRange(0, 1), Of(new Conv2D(3, 2, activation: "hard_sigmoid"),
            new ZeroPadding2D(), new MaxPooling2D(), new GlobalAveragePooling2D()));
        Assert.Equal(new OutputRange(0, 100, IsPositive: true), Of(new Dense(3, "sigmoid"), new Rescaling(100)));
        Assert.Equal(new OutputRange(-1, 1), Of(new Dense(3, "sigmoid"), new Rescaling(-2, 1)));
        Assert.Null(Of(new Flatten(), new Rescaling(1.0 / 255))); // of the data
    }
}
