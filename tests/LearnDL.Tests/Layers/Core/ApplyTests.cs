using LearnDL.Initializers;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

/// <summary>A layer applied to numbers, as Keras's guides call one to show what it does.</summary>
public sealed class ApplyTests
{
    static readonly Tensor x = Tensor.Normal([4, 3], seed: 1);

    [Fact]
    public void It_makes_the_weights_once_and_computes_with_them()
    {
        var layer = new Dense(2);
        Assert.Empty(layer.Weights);
        var y = layer.Apply(x);
        Assert.Equal([[3, 2], [2]], layer.Weights.Select(weight => weight.Shape));
        Assert.Equal(x.Dot(layer.Kernel!).ToArray<float>(), y.ToArray<float>());
        Assert.Equal(y.ToArray<float>(), layer.Apply(x).ToArray<float>());
    }

    [Fact]
    public void A_layer_in_a_model_keeps_its_weights()
    {
        var model = new Sequential([new Dense(2), new Dense(1)], seed: 3);
        var y = model.Apply(x);
        Assert.Equal(model.Predict(x).ToArray<float>(), y.ToArray<float>());
        Assert.Equal(y.ToArray<float>(), model.Layers[1].Apply(model.Layers[0].Apply(x)).ToArray<float>());
        Assert.Equal(DType.Float64, new Sequential([new Dense(2)], dtype: DType.Float64).Apply(x).DType);
    }

    [Fact]
    public void Dropout_drops_only_while_it_learns()
    {
        var ones = Tensor.Ones([100, 10]);
        Assert.Equal(ones.ToArray<float>(), new Dropout(0.5).Apply(ones).ToArray<float>());
        var dropped = new Dropout(0.5, seed: 1).Apply(ones, training: true).ToArray<float>();
        Assert.InRange(dropped.Count(value => value == 0), 400, 600);
        Assert.All(dropped, value => Assert.True(value is 0 or 2));
    }

    [Fact]
    public void A_mask_is_made_and_taken()
    {
        Tensor ids = new[,] { { 3, 1, 0 }, { 2, 0, 0 } };
        var embedding = new Embedding(4, 2, maskZero: true);
        var mask = embedding.ComputeMask(ids);
        Assert.Equal([1, 1, 0, 1, 0, 0], embedding.ComputeMask(ids).Cast(DType.Int32).ToArray<int>());
        var (sequences, gru) = (embedding.Apply(ids), new GRU(2));
        var all = gru.Apply(sequences, mask);
        Assert.Equal(gru.Apply(sequences[1..2, ..1]).ToArray<float>(), all[1..2].ToArray<float>());
    }

    [Fact]
    public void A_stateful_layer_goes_on_until_it_is_reset()
    {
        var series = Tensor.Normal([2, 3, 1], seed: 4);
        var lstm = new LSTM(2, stateful: true);
        var first = lstm.Apply(series).ToArray<float>();
        Assert.NotEqual(first, lstm.Apply(series).ToArray<float>());
        lstm.ResetStates();
        Assert.Equal(first, lstm.Apply(series).ToArray<float>());
    }

    [Fact]
    public void Numbers_of_another_shape_are_an_error_that_says_so()
    {
        var layer = new Dense(2);
        layer.Apply(x);
        Assert.Equal("(4, 5)", Assert.Throws<ShapeException>(() => layer.Apply(Tensor.Ones([4, 5]))).Got);
    }

    [Fact]
    public void Keras_names_of_the_weights()
    {
        var model = new Sequential([new Input(3), new Dense(2), new Dense(1) { Trainable = false }]);
        Assert.Equal(model.Parameters, model.Weights);
        Assert.Equal([[3, 2], [2]], model.TrainableWeights.Select(weight => weight.Shape));
        Assert.Equal([[2, 1], [1]], model.NonTrainableWeights.Select(weight => weight.Shape));
    }

    [Fact]
    public void Null_is_any_size_as_None_is()
    {
        Assert.Equal(new Input([-1]).Shape, new Input(shape: [null]).Shape);
        Assert.Equal(new Input([-1]).Shape, new Input(null).Shape);
        Assert.Equal(new Input(-1, 14).Shape, new Input(null, 14).Shape);
        Assert.Equal(new Input(-1, 2, 1).Shape, new Input(null, 2, 1).Shape);
        var model = new Sequential([new Dense(1)]);
        model.Build([null, 8]);
        Assert.Equal([-1, 8], model.InputShape);
    }

    [Fact]
    public void Inputs_can_be_added_subtracted_and_multiplied()
    {
        Input a = new(3), b = new(3);
        var (sum, difference, product) = new Model([a, b], [a + b, a - b, a * b]).PredictAll([x, x]);
        Assert.Equal((x + x).ToArray<float>(), sum.ToArray<float>());
        Assert.Equal(new float[12], difference.ToArray<float>());
        Assert.Equal((x * x).ToArray<float>(), product.ToArray<float>());
    }

    [Fact]
    public void Constant_takes_the_numbers_of_a_weight()
    {
        Tensor matrix = Tensor.Uniform([5, 2], seed: 6), ids = Tensor.Range(3, 4, dtype: DType.Int32);
        var layer = new Embedding(5, 2, embeddingsInitializer: new Constant(matrix));
        Assert.Equal(matrix[3..4].ToArray<float>(), layer.Apply(ids).ToArray<float>());
        var wrong = new Embedding(4, 2, embeddingsInitializer: new Constant(matrix));
        Assert.Equal("(4, 2)", Assert.Throws<ShapeException>(() => wrong.Apply(ids)).Expected);
    }

    [Fact]
    public void An_Input_takes_no_weights()
    {
        var input = new Input(3);
        var model = new Model(input, new Dense(2).Apply(input));
        var e = Assert.Throws<ModelException>(() => model.Layers[0].SetWeights(model.Layers[1].GetWeights()));
        Assert.Contains("GetLayer", e.Fix, StringComparison.Ordinal);
        Assert.Equal("an Add layer", new Add().ToString());
        Assert.Equal("a Dense layer", new Dense(1).ToString());
    }

    /// <summary>Keras 3 adds the axis where an input is one number per sample; a user's number, for instance.</summary>
    [Fact]
    public void Numbers_are_rows_where_a_sample_is_one_number()
    {
        Tensor numbers = new double[] { -1, 0, 1, 2, 3, 4 };
        Model one = new Sequential([new Input(1), new Dense(1)], seed: 1),
            other = new Sequential([new Input(1), new Dense(1)], seed: 1);
        one.Compile("sgd", "mse");
        other.Compile("sgd", "mse");
        one.Fit(numbers, 2 * numbers - 1, epochs: 2, verbose: 0, validationData: (numbers, numbers));
        other.Fit(numbers.Reshape(-1, 1), 2 * numbers - 1, epochs: 2, verbose: 0,
            validationData: (numbers.Reshape(-1, 1), numbers));
        Assert.Equal(other.WeightsHash(), one.WeightsHash());
        Assert.Equal([6, 1], one.Predict(numbers).Shape);
        Assert.Equal(other.Evaluate(numbers.Reshape(-1, 1), numbers)["loss"], one.Evaluate(numbers, numbers)["loss"]);
        Assert.Throws<ShapeException>(() => new Sequential([new Input(2), new Dense(1)]).Predict(numbers));
    }
}
