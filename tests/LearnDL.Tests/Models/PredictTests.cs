using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>A model in use: Evaluate, Predict, and the methods for one batch.</summary>
public sealed class PredictTests
{
    /// <summary>p = σ(x): above 0.5 where x is above 0.</summary>
    static Sequential Sigmoid() => new() { new Input([1]), new Dense(1, "sigmoid", kernelInitializer: "ones") };

    [Fact]
    public void Predict_needs_no_Compile_and_no_Build()
    {
        var model = new Sequential(seed: 1) { new Dense(3) };

        Assert.Equal<Shape>([40, 3], model.Predict(Scene.Numbers.X).Shape);
        Assert.True(model.IsBuilt);
        Assert.Equal<Shape>([-1, 3], model.OutputShape);
    }

    [Fact]
    public void Predict_is_the_same_in_batches_of_any_size()
    {
        var model = Scene.Classes.Model(dtype: DType.Float64);
        var all = model.Predict(Scene.Classes.X, batchSize: 1000).ToArray<double>();

        Assert.Equal(all, model.Predict(Scene.Classes.X, batchSize: 1).ToArray<double>());
        Assert.Equal(all, model.Predict(Scene.Classes.X, batchSize: 7).ToArray<double>());
        Assert.Equal(all, model.PredictOnBatch(Scene.Classes.X).ToArray<double>());
    }

    [Fact]
    public void Predict_takes_samples_of_any_length_where_the_model_does()
    {
        var model = new Sequential { new Input([-1, 4]), new Dense(2) };

        Assert.Equal<Shape>([-1, -1, 2], model.OutputShape);
        Assert.Equal<Shape>([5, 7, 2], model.Predict(Tensor.Ones([5, 7, 4])).Shape);
        Assert.Equal<Shape>([5, 9, 2], model.Predict(Tensor.Ones([5, 9, 4])).Shape);
    }

    [Fact]
    public void A_prediction_stays_when_the_next_one_is_made()
    {
        var model = Sigmoid();
        var first = model.Predict(Tensor.Zeros([3, 1]));
        model.Predict(Tensor.Ones([3, 1]));

        Assert.Equal([0.5f, 0.5f, 0.5f], first.ToArray<float>());
    }

    [Fact]
    public void With_one_output_the_class_is_1_strictly_above_a_half()
    {
        var classes = Sigmoid().PredictClasses(Tensor.From(new float[,] { { -2 }, { 0 }, { 1e-6f }, { 3 } }));

        Assert.Equal(DType.Int32, classes.DType);
        Assert.Equal<Shape>([4, 1], classes.Shape);
        Assert.Equal([0, 0, 1, 1], classes.ToArray<int>());
    }

    [Fact]
    public void With_more_outputs_the_class_is_the_largest_and_the_first_of_equals()
    {
        var model = new Sequential { new Input([3]), new Softmax() };
        var classes = model.PredictClasses(Tensor.From(new float[,] { { 1, 2, 3 }, { 5, 5, 1 }, { 0, 9, 1 } }));

        Assert.Equal([2, 0, 1], classes.ToArray<int>());
    }

    [Fact]
    public void Evaluate_gives_loss_and_metrics_and_learns_nothing()
    {
        var scene = Scene.YesNo;
        var model = scene.Model();
        var before = model.WeightsHash();
        var logs = model.Evaluate(scene.X, scene.Y);
        var p = model.Predict(scene.X).ToArray<float>();
        var y = scene.Y.ToArray<float>();

        Assert.Equal(["loss", "accuracy"], logs.Keys);
        Assert.Equal(p.Zip(y).Average(pair => -Math.Log(pair.Second == 1 ? pair.First : 1 - pair.First)),
            logs["loss"], 1e-5);
        Assert.Equal(p.Zip(y).Count(pair => pair.First > 0.5f == (pair.Second == 1)) / 40.0, logs["accuracy"], 1e-12);
        Assert.Equal(before, model.WeightsHash());
        Assert.Equal(logs["loss"], model.TestOnBatch(scene.X, scene.Y)["loss"], 1e-6);
    }

    [Fact]
    public void TrainOnBatch_is_one_step_and_its_figures_are_those_before_it()
    {
        var scene = Scene.YesNo;
        Sequential model = scene.Model(), twin = scene.Model();
        var before = model.Evaluate(scene.X, scene.Y, batchSize: 40);

        var logs = model.TrainOnBatch(scene.X, scene.Y);
        twin.Fit(scene.X, scene.Y, batchSize: 40, shuffle: false, verbose: 0);

        Assert.Equal(1, model.Optimizer.Iterations);
        Assert.Equal(before["loss"], logs["loss"], 1e-12);
        Assert.Equal(before["accuracy"], logs["accuracy"], 1e-12);
        Assert.Equal(twin.WeightsHash(), model.WeightsHash());
        // metrics begin again
        Assert.Equal(model.Evaluate(scene.X, scene.Y, batchSize: 40)["accuracy"],
            model.TrainOnBatch(scene.X, scene.Y)["accuracy"]);
    }

    [Fact]
    public void Weights_can_be_read_and_set_but_only_all_together()
    {
        Sequential model = Scene.YesNo.Model(1), other = Scene.YesNo.Model(2);
        var weights = model.GetWeights();
        Assert.Equal(["(4, 5)", "(5,)", "(5, 1)", "(1,)"], weights.Select(w => w.Shape.ToString()));

        weights[0].Fill(0); // a copy: the model keeps its own
        Assert.NotEqual(0, model.GetWeights()[0].Abs().Sum().Item());

        var before = other.WeightsHash();
        Refused.Says<ShapeException>(() => other.SetWeights([.. weights.Take(3)]), "model 'net'", "4 tensors", "3");
        Refused.Says<ShapeException>(() => other.SetWeights([weights[0], weights[1], weights[2], Tensor.Ones([2])]),
            "Weight 3 (bias)", "(1,)", "(2,)");
        Assert.Equal(before, other.WeightsHash());

        other.SetWeights([.. model.GetWeights().Select(w => w.Cast(DType.Float64))]);
        Assert.Equal(model.WeightsHash(), other.WeightsHash());
        Refused.Says<ModelException>(() => new Sequential { new Dense(1) }.SetWeights(weights), "not built yet");
    }

    [Fact]
    public void A_number_in_the_name_of_a_layer_begins_no_word()
    {
        var model = new Sequential
        {
            new Input([8, 8, 1]), new Conv2D(2, 3), new MaxPooling2D(), new BatchNormalization(), new Conv2D(2, 1),
            new GlobalAveragePooling2D()
        };
        Assert.Equal(["conv2d", "max_pooling2d", "batch_normalization", "conv2d_1",
            "global_average_pooling2d"], model.Layers.Select(layer => layer.Name));
    }

    [Fact]
    public void Layers_may_be_added_one_by_one_and_get_the_names_of_Keras()
    {
        var model = new Sequential();
        foreach (var layer in new Layer[] { new Input([4]), new Dense(3), new ReLU(), new Dense(2),
            new Dense(2, name: "out"), new Softmax() })
            model.Add(layer);

        Assert.Equal(["dense", "re_lu", "dense_1", "out", "softmax"],
            model.Layers.Select(layer => layer.Name));
        Assert.Equal("sequential", model.Name);
        Assert.Equal<Shape>([-1, 2], model.OutputShape);
        Assert.Equal(model.Layers, model);
    }

    /// <summary>As in Keras 3: <c>model.layers[0].get_weights()</c> gives the first layer's.</summary>
    [Fact]
    public void An_Input_does_not_count_among_the_layers_of_a_Sequential()
    {
        var model = new Sequential(seed: 1) { new Input([4], "pixels"), new Dense(3), new Dense(2) };
        Assert.Equal(2, model.Layers.Count);
        Assert.Equal<Shape>([4, 3], model.Layers[0].GetWeights()[0].Shape);
        Assert.Same(model.Layers[0], model.GetLayer(index: 0));
        Assert.Throws<UnknownNameException>(() => model.GetLayer("pixels"));
        Refused.Says<ModelException>(() => model.Add(new Dense(1, name: "pixels")), "'pixels'", "twice");
        Refused.Says<ModelException>(() => model.Add(new Input([4])), "number 4", "front");
        Refused.Says<ModelException>(() => _ = new Sequential { new Input([4]), new Input([4]) }, "number 2", "front");

        model.Pop();
        model.Add(new Dense(2)); // its name is free again
        Assert.Equal("dense_1", model.Layers[1].Name);
        model.Add(model.Pop()); // and a layer that was taken away can come back
        model.Pop();
        Assert.Equal<Shape>([-1, 3], model.OutputShape);
        model.Pop();
        Assert.Empty(model.Layers);
        Assert.True(model.IsBuilt);
        model.Add(new Dense(5));
        Assert.Equal<Shape>([4, 5], model.Layers[0].GetWeights()[0].Shape);
        Assert.Equal("dense", model.Layers[0].Name);
        model.Pop();
        Assert.IsType<Input>(model.Pop());
        Assert.False(model.IsBuilt);
        Refused.Says<ModelException>(() => model.Pop(), "no layer to take away");
    }

    [Fact]
    public void Softmax_as_a_layer_of_its_own_learns_as_inside_Dense()
    {
        var scene = Scene.Classes;
        var apart = new Sequential(seed: 7) { new Dense(10), new Softmax() };
        apart.Compile("adam", scene.Loss);
        var inside = scene.Model(built: false);
        inside.Fit(scene.X, scene.Y, verbose: 0);
        apart.Fit(scene.X, scene.Y, verbose: 0);

        Assert.Equal(inside.WeightsHash(), apart.WeightsHash());
    }
}
