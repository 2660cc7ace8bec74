using LearnDL.Checks;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Layers;

public sealed class EmbeddingTests : LayerContract
{
    const int Ids = 7;

    protected override Layer NewLayer() => new Embedding(Ids, 3);

    protected override Shape InputShape => [5, 4];

    protected override Tensor Draw(RandomSource random) => DrawIds(random, InputShape, Ids);

    private protected override Sequential NewModel(int seed, DType dtype) =>
        new(seed: seed, dtype: dtype) { new Input(InputShape[1..]), NewLayer(), new Flatten(), new Dense(1) };

    public static Tensor DrawIds(RandomSource random, Shape shape, int ids, int least = 0)
    {
        var x = Tensor.New(shape, DType.Float64);
        foreach (ref var id in x.AsSpan<double>())
            id = least + random.NextInt(ids - least);
        return x;
    }

    static Embedding Built(Embedding layer, DType dtype = DType.Float32)
    {
        layer.Build([Shape.Unknown, 3], dtype, new RandomSource(2));
        return layer;
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    [InlineData(DType.Int32)]
    [InlineData(DType.UInt8)]
    public void An_id_stands_for_its_row_whatever_its_type(DType type)
    {
        var layer = Built(new Embedding(5, 2));
        layer.Embeddings!.Value.CopyFrom(
            Tensor.From(new float[,] { { 0, 1 }, { 10, 11 }, { 20, 21 }, { 30, 31 }, { 40, 41 } }));

        var y = layer.NewCall()
            .Forward(Tensor.From(new int[,] { { 4, 0, 1 }, { 1, 1, 3 } }).Cast(type), training: false);

        Assert.Equal([2, 3, 2], y.Shape);
        Assert.Equal([40, 41, 0, 1, 10, 11, 10, 11, 10, 11, 30, 31], y.ToArray<float>());
    }

    [Fact]
    public void It_is_the_product_of_one_hot_rows()
    {
        Tensor ids = DrawIds(new RandomSource(3), [6, 3], Ids),
            dy = Tensor.Normal([6, 3, 4], seed: 4, dtype: DType.Float64);
        var oneHot = Tensor.Zeros([18, Ids], DType.Float64);
        for (var i = 0; i < 18; i++)
            oneHot.AsSpan<double>()[i * Ids + (int)ids.ValueAt(i)] = 1;
        var layer = Built(new Embedding(Ids, 4), DType.Float64);
        var call = layer.NewCall();

        Assert.Equal(oneHot.Dot(layer.Embeddings!).ToArray<double>(),
            call.Forward(ids, training: true).ToArray<double>());
        call.Backward(dy);
        Golden.Near.Same(oneHot.TransposedDot(dy.Reshape(18, 4)), layer.Embeddings!.Gradient, "dE");
    }

    [Fact]
    public void Begins_as_in_Keras_between_minus_and_plus_a_twentieth()
    {
        var values = Built(new Embedding(500, 8)).Embeddings!.Value.ToArray<float>();
        Assert.All(values, value => Assert.InRange(value, -0.05, 0.05));
        Assert.InRange(values.Max(), 0.049, 0.05);
        Assert.InRange(values.Min(), -0.05, -0.049);
    }

    [Fact]
    public void Or_as_its_initializer_says() =>
        Assert.Equal([1f, 1, 1, 1, 1, 1],
            Built(new Embedding(3, 2, embeddingsInitializer: "ones")).Embeddings!.Value.ToArray<float>());

    [Fact]
    public void Makes_a_mask_of_the_zeros_only_when_asked()
    {
        var ids = Tensor.From(new int[,] { { 0, 2, 0 }, { 1, 0, 0 } });
        Tensor mask = default;
        Built(new Embedding(3, 2)).NewCall().Forward(ids, ref mask, training: false);
        Assert.False(mask.HasValue);

        Built(new Embedding(3, 2, maskZero: true), DType.Float64).NewCall().Forward(ids, ref mask, training: false);
        Assert.Equal(DType.Float64, mask.DType);
        Assert.Equal([2, 3], mask.Shape);
        Assert.Equal([0, 1, 0, 1, 0, 0], mask.ToArray<double>());
    }

    [Fact]
    public void The_published_IMDB_form_has_its_1117377_parameters()
    {
        var model = new Sequential
        {
            new Input([500]), new Embedding(10_000, 100), new LSTM(128), new Dense(1, "sigmoid")
        };
        var text = new StringWriter();
        model.Summary(text);
        Assert.Contains("1,000,000", text.ToString());
        Assert.Contains("Total params: 1,117,377", text.ToString());
    }

    static Scene Texts { get; } = new(DrawIds(new RandomSource(1), [12, 20], 30).Cast(DType.Int32),
        Tensor.From([.. Enumerable.Range(0, 12).Select(i => i % 2)]), "binary_crossentropy",
        () => [new Embedding(30, 4, name: "words"), new Flatten(), new Dense(1, "sigmoid")], []);

    [Theory]
    [InlineData(30, "holds ids 0..29", "inputDim is the highest id + 1")]
    [InlineData(-1, "holds ids 0..29", "Ids count from 0")]
    [InlineData(int.MaxValue, "2,147,483,647", "inputDim is the highest id + 1")]
    public void A_wrong_id_anywhere_is_refused_before_training(int id, params string[] words)
    {
        var wrong = Texts.X.Keep();
        wrong.AsSpan<int>()[3 * 20 + 14] = id;
        string[] all = ["layer 'words' (Embedding)", "sample 3, time step 14 of x", .. words];
        Refused.By<DataException>(Texts, model => model.Fit(wrong, Texts.Y, verbose: 0), all);
        Refused.By<DataException>(Texts, model => model.TrainOnBatch(wrong, Texts.Y), all);
        Refused.By<DataException>(Texts, model => model.Evaluate(wrong, Texts.Y), all);
        Refused.By<DataException>(Texts, model => model.Predict(wrong), all);
        Refused.By<DataException>(Texts, model => model.Fit(Texts.X, Texts.Y, verbose: 0,
            validationData: (wrong, Texts.Y)), "sample 3, time step 14 of validation x");
    }

    [Fact]
    public void A_number_between_two_ids_is_refused()
    {
        var wrong = Texts.X.Cast(DType.Float64);
        wrong.AsSpan<double>()[2] = 3.7;
        Refused.By<DataException>(Texts, model => model.Fit(wrong, Texts.Y, verbose: 0),
            "layer 'words' (Embedding) wants whole numbers", "3.7 at sample 0, time step 2 of x");
        Refused.Says<DataException>(() => Built(new Embedding(5, 2)).NewCall()
            .Forward(Tensor.From(new[] { float.NaN }), false), "wants whole numbers", "sample 0 of the batch");
    }

    [Fact]
    public void Ids_up_to_255_are_not_taken_for_pixels()
    {
        var x = DrawIds(new RandomSource(2), [12, 80], 250).Cast(DType.Float32);
        x.AsSpan<float>()[0] = 249;
        foreach (var type in new[] { DType.Float32, DType.UInt8 })
        {
            var model = new Sequential(seed: 1)
            {
                new Input([80]), new Embedding(250, 2), new Flatten(), new Dense(1, "sigmoid")
            };
            model.Compile("adam", "binary_crossentropy");
            model.Fit(x.Cast(type), Texts.Y, verbose: 0);
            Assert.Empty(model.Warnings);
        }
    }

    [Fact]
    public void Wrong_settings_are_refused()
    {
        Refused.Says<HyperparameterException>(() => _ = new Embedding(0, 3, name: "words"),
            "Embedding 'words': inputDim");
        Refused.Says<HyperparameterException>(() => _ = new Embedding(3, 0), "Embedding: outputDim");
        Refused.Says<DTypeException>(() => Built(new Embedding((1 << 24) + 1, 1)), "Float32", "16,777,216");
        Refused.Says<ModelException>(() => new Embedding(3, 2).NewCall().Forward(Tensor.Ones([1, 2]), false),
            "not built");
    }

    [Fact]
    public void The_gradient_check_compares_the_rows_and_leaves_the_ids_alone()
    {
        var report = GradientCheck.Layer(new Embedding(Ids, 3), InputShape, 1, Draw);
        Assert.True(report.Passed, $"{report}");
        Assert.Equal(Ids * 3, report.Derivatives);
    }
}
