using LearnDL.Checks;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

/// <summary>What every layer must do. A new layer derives a class from this and says how it is made.</summary>
public abstract class LayerContract
{
    /// <summary>A new layer; with a seed of its own where it draws random numbers.</summary>
    protected abstract Layer NewLayer();

    /// <summary>A shape it takes, the batch axis included.</summary>
    protected virtual Shape InputShape => [5, 4];

    /// <summary>
    /// Whether the layer does something else while the network learns: by chance, or with the batch's own statistics.
    /// </summary>
    protected virtual bool DiffersInTraining => false;

    /// <summary>Values away from the layer's kinks; normal numbers will do for a smooth layer.</summary>
    protected virtual Tensor Draw(RandomSource random) => random.Normal(InputShape, 0, 1, DType.Float64);

    /// <summary>A small model with the layer inside it, weights before and after.</summary>
    private protected virtual Sequential NewModel(int seed, DType dtype) =>
        new(seed: seed, dtype: dtype)
        {
            new Input(InputShape[1..]), new Dense(InputShape[-1], "tanh"), NewLayer(), new Flatten(), new Dense(1)
        };

    protected Tensor Input(int seed, DType dtype) => Draw(new RandomSource(seed)).Cast(dtype);

    Layer BuiltLayer(DType dtype = DType.Float64)
    {
        var layer = NewLayer();
        layer.Build(InputShape, dtype, new RandomSource(3));
        return layer;
    }

    [Fact]
    public void Build_makes_the_weights_once()
    {
        var layer = NewLayer();
        Assert.False(layer.IsBuilt);
        Assert.Empty(layer.Parameters);

        layer.Build(InputShape.With(0, Shape.Unknown), DType.Float32, new RandomSource(3));
        var first = layer.Parameters.ToList();
        layer.Build(InputShape, DType.Float32, new RandomSource(4));

        Assert.True(layer.IsBuilt);
        Assert.Equal(first, layer.Parameters);
        Assert.All(layer.Parameters, p => Assert.Equal(p.Value.Shape, p.Gradient.Shape));
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void OutputShape_is_the_shape_of_the_output(DType dtype)
    {
        var layer = BuiltLayer(dtype);
        foreach (var training in new[] { false, true })
        {
            var y = layer.NewCall().Forward(Input(1, dtype), training);
            Assert.Equal(layer.ComputeOutputShape(InputShape), y.Shape);
            Assert.Equal(layer.ComputeOutputShape(InputShape.With(0, Shape.Unknown)), y.Shape.With(0, Shape.Unknown));
            Assert.Equal(NewLayer().ComputeOutputShape(InputShape), y.Shape);
            Assert.Equal(dtype, y.DType);
        }
    }

    [Fact]
    public void The_gradients_of_input_and_weights_are_right()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var report = GradientCheck.Layer(NewLayer(), InputShape, seed, Draw);
            Assert.True(report.Passed, $"{report}");
            Assert.True(report.Derivatives >= InputShape.Size);
        }
    }

    [Fact]
    public void Two_uses_keep_their_records_apart()
    {
        var layer = BuiltLayer();
        var (x1, x2) = (Input(1, DType.Float64), Input(2, DType.Float64));
        var dy = Tensor.Normal(layer.ComputeOutputShape(InputShape), seed: 5, dtype: DType.Float64);

        layer.Restart(1);
        var alone = layer.NewCall();
        alone.Forward(x1, training: true);
        var (expectedInput, expectedWeights) = (alone.Backward(dy), Gradients(layer));

        layer.Restart(1);
        Clear(layer);
        LayerCall first = layer.NewCall(), second = layer.NewCall();
        first.Forward(x1, training: true);
        second.Forward(x2, training: true);

        Assert.Equal(expectedInput.ToArray<double>(), first.Backward(dy).ToArray<double>());
        Assert.Equal(expectedWeights, Gradients(layer));

        // The second use adds its own share, exactly what it would give alone.
        Clear(layer);
        second.Backward(dy);
        var secondWeights = Gradients(layer);
        first.Backward(dy);
        for (var i = 0; i < secondWeights.Count; i++)
            for (var j = 0; j < secondWeights[i].Length; j++)
                Assert.Equal(expectedWeights[i][j] + secondWeights[i][j], Gradients(layer)[i][j], 1e-12);
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void Two_steps_in_a_row_change_the_weights_to_other_finite_ones(DType dtype)
    {
        var model = NewModel(7, dtype);
        model.Compile("adam", "mse");
        var y = Tensor.Normal([InputShape[0], 1], seed: 6, dtype: dtype);
        var hashes = new List<string> { model.WeightsHash() };
        for (var step = 0; step < 2; step++)
        {
            Assert.True(double.IsFinite(model.TrainOnBatch(Input(1, dtype), y)["loss"]));
            hashes.Add(model.WeightsHash());
        }

        Assert.Equal(3, hashes.Distinct().Count());
        Assert.All(model.GetWeights(), w => Assert.True(double.IsFinite(w.Subtract(w).Sum().Item())));
        Assert.All(model.GetWeights(), w => Assert.Equal(dtype, w.DType));
        Assert.Equal(dtype, model.Predict(Input(1, dtype)).DType);
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void The_same_weights_give_the_same_outputs(DType dtype)
    {
        Sequential model = NewModel(7, dtype), other = NewModel(8, dtype);
        var x = Input(1, dtype);
        Assert.NotEqual(model.WeightsHash(), other.WeightsHash());

        other.SetWeights(model.GetWeights());

        Assert.Equal(model.WeightsHash(), other.WeightsHash());
        Assert.Equal(Doubles(model.Predict(x)), Doubles(other.Predict(x)));
    }

    [Fact]
    public void Training_and_inference_give_the_same_unless_the_layer_says_otherwise()
    {
        var layer = BuiltLayer();
        var x = Input(1, DType.Float64);
        var (used, learning) = (layer.NewCall().Forward(x, training: false),
            layer.NewCall().Forward(x, training: true));

        Assert.Equal(!DiffersInTraining, used.ToArray<double>().SequenceEqual(learning.ToArray<double>()));
    }

    [Fact]
    public void Its_own_input_is_left_as_it_is()
    {
        var layer = BuiltLayer();
        var x = Input(1, DType.Float64);
        var before = x.ToArray<double>();
        layer.NewCall().Forward(x, training: true);
        Assert.Equal(before, x.ToArray<double>());
    }

    static List<double[]> Gradients(Layer layer) => [.. layer.Parameters.Select(p => p.Gradient.ToArray<double>())];

    static void Clear(Layer layer)
    {
        foreach (var parameter in layer.Parameters)
            parameter.Gradient.Fill(0);
    }

    protected static double[] Doubles(Tensor x) => x.Cast(DType.Float64).ToArray<double>();
}
