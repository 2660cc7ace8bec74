using LearnDL.Callbacks;
using LearnDL.Initializers;
using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>
/// An object that is used a second time: it goes on, begins again, or says that it cannot; it
/// never mixes one use with the other.
/// </summary>
public sealed class SecondUseTests
{
    static readonly Scene scene = Scene.YesNo;

    static History Fit(Model model, int epochs = 2, params Callback[] callbacks) =>
        model.Fit(scene.X, scene.Y, epochs: epochs, verbose: 0, validationSplit: 0.2, callbacks: callbacks);

    [Fact]
    public void A_second_Compile_forgets_the_warnings_and_the_numbers_of_the_optimizer_but_no_weight()
    {
        var model = new Sequential(seed: 1) { new Input([4]), new Dense(3, "softmax") };
        model.Compile("sgd", "binary_crossentropy");
        Assert.NotEmpty(model.Warnings);
        model.Compile("sgd", "categorical_crossentropy");
        Assert.Empty(model.Warnings);

        Sequential again = scene.Model(), once = scene.Model();
        Fit(again);
        Fit(once);
        var before = again.WeightsHash();
        again.Compile("adam", scene.Loss, ["mae"]);
        Assert.Equal(before, again.WeightsHash());
        var history = Fit(again);
        Assert.Equal(["loss", "mae", "val_loss", "val_mae"], history.Keys);
        Assert.Equal(2 * 1, again.Optimizer.Iterations); // 32 samples are one batch
        Fit(once); // whose Adam goes on, with the means it has
        Assert.NotEqual(once.WeightsHash(), again.WeightsHash());
    }

    [Fact]
    public void A_second_Fit_has_a_history_of_its_own_and_goes_on_at_the_last_rate()
    {
        var model = scene.Model(optimizer: new SGD(0.1));
        var first = Fit(model, 3, new LearningRateScheduler((epoch, _) => 0.1 / (1 + epoch)));
        var second = Fit(model);
        Assert.Equal((3, 2), (first.Epoch.Count, second.Epoch.Count));
        Assert.Equal(first["loss"].Count, first.Epoch.Count);
        Assert.Same(second, model.History);
        Assert.DoesNotContain("learning_rate", second.Keys);
        Assert.Equal(0.1 / 3, model.Optimizer.LearningRate);
        Assert.Equal(model.Evaluate(scene.X, scene.Y)["loss"], model.Evaluate(scene.X, scene.Y)["loss"]);
    }

    [Fact]
    public void A_Fit_after_one_that_was_stopped_goes_all_the_way()
    {
        var model = scene.Model();
        Assert.Single(Fit(model, 5, new LambdaCallback(onEpochEnd: (_, _) => model.StopTraining = true)).Epoch);
        Assert.Equal(5, Fit(model, 5).Epoch.Count);
        model.StopTraining = true; // said between two trainings, it stops none
        Assert.Equal(5, Fit(model, 5).Epoch.Count);
    }

    [Fact]
    public void The_data_stay_as_they_are()
    {
        var (x, y) = scene.Copies;
        Fit(scene.Model());
        Assert.Equal(x.ToArray<float>(), scene.X.ToArray<float>());
        Assert.Equal(y.ToArray<float>(), scene.Y.ToArray<float>());
    }

    [Fact]
    public void An_optimizer_of_another_model_is_refused_and_changes_nothing()
    {
        var adam = new Adam();
        Fit(scene.Model(optimizer: adam));
        Sequential model = scene.Model(), twin = scene.Model();
        var before = model.WeightsHash();
        model.Compile(adam, scene.Loss, scene.Metrics);
        Refused.Says<ModelException>(() => Fit(model), "already belongs to a model", "new Adam()");
        Assert.Equal((before, 2), (model.WeightsHash(), adam.Iterations));

        model.Compile("adam", scene.Loss, scene.Metrics);
        Fit(model);
        Fit(twin);
        Assert.Equal(twin.WeightsHash(), model.WeightsHash());
    }

    [Fact]
    public void A_loss_may_serve_two_models()
    {
        var loss = new BinaryCrossentropy();
        string Trained(Loss used)
        {
            var model = scene.Model();
            model.Compile("adam", used);
            Fit(model);
            return model.WeightsHash();
        }
        Assert.Equal(Trained("binary_crossentropy"), Trained(loss));
        Assert.Equal(Trained("binary_crossentropy"), Trained(loss));
    }

    /// <summary>
    /// An initializer without a seed goes on in the model's source; one with a seed repeats itself, as in Keras 3.
    /// </summary>
    [Fact]
    public void An_initializer_may_serve_two_layers()
    {
        static bool Alike(Initializer initializer)
        {
            var model = new Sequential(seed: 1)
            {
                new Input([4]), new Dense(4, kernelInitializer: initializer),
                new Dense(4, kernelInitializer: initializer)
            };
            return model.GetWeights()[0].ToArray<float>().SequenceEqual(model.GetWeights()[2].ToArray<float>());
        }
        Assert.False(Alike(new GlorotUniform()));
        Assert.True(Alike(new GlorotUniform(seed: 3)));
    }

    [Fact]
    public void A_callback_may_serve_one_Fit_after_another_and_begins_again_each_time()
    {
        var stop = new EarlyStopping("loss", patience: 1, restoreBestWeights: true);
        var figures = new Queue<double>([1, 2, 9, 8, 8]);
        var fake = new LambdaCallback(onEpochEnd: (_, logs) => logs["loss"] = figures.Dequeue());
        Sequential first = scene.Model(), second = scene.Model(seed: 9);
        Assert.Equal(2, Fit(first, 9, fake, stop).Epoch.Count);
        Assert.Equal(3, Fit(second, 9, fake, stop).Epoch.Count);
        Assert.Equal((2, 1), (stop.StoppedEpoch, stop.BestEpoch));

        // In a Fit that ends before its first value, there is nothing to put back: least of
        // all what was best in another model.
        var before = first.WeightsHash();
        Assert.Throws<InvalidOperationException>(() =>
            Fit(first, 9, new LambdaCallback(onTrainBegin: () => throw new InvalidOperationException()), stop));
        Assert.Throws<InvalidOperationException>(() =>
            Fit(first, 9, stop, new LambdaCallback(onEpochBegin: _ => throw new InvalidOperationException())));
        Assert.Equal(before, first.WeightsHash());
        Assert.Null(stop.BestEpoch);
    }

    [Fact]
    public void A_callback_twice_in_one_Fit_or_in_two_at_a_time_is_refused()
    {
        var stop = new EarlyStopping(patience: 3);
        Refused.By<ModelException>(scene, model => Fit(model, 2, stop, new LambdaCallback(), stop),
            "EarlyStopping was given to Fit twice", "callbacks 1 and 3");

        var inner = scene.Model();
        var tries = 0;
        Fit(scene.Model(), 2, stop, new LambdaCallback(onEpochEnd: (_, _) =>
        {
            tries++;
            var before = inner.WeightsHash();
            Refused.Says<ModelException>(() => Fit(inner, 2, stop), "EarlyStopping is at work in another Fit",
                "new EarlyStopping");
            Assert.Equal(before, inner.WeightsHash());
        }));
        Assert.Equal(2, tries);
        Fit(inner, 2, stop); // the other has ended
    }

    [Fact]
    public void A_second_Build_changes_nothing_and_says_where_the_shape_is_another()
    {
        var model = new Sequential(seed: 1) { new Dense(3), new Dense(2) };
        model.Build([-1, 4]);
        var before = model.WeightsHash();
        model.Build([-1, 4]);
        model.Build([7, 4]);
        Refused.Says<ShapeException>(() => model.Build([-1, 5]), "dense");
        Refused.Says<ShapeException>(() => new Sequential { new Input([4]), new Dense(3) }.Build([-1, 5]), "4");
        Assert.Equal(before, model.WeightsHash());
        Assert.Equal<Shape>([-1, 4], model.InputShape);
    }
}
