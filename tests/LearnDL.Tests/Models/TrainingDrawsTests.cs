using LearnDL.Backends;
using LearnDL.Backends.Cpu;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>
/// A model says which random numbers belong to a pass: those of its seed and of the optimizer's step.
/// </summary>
[Collection(nameof(AllocationTests))] // sets the backend of the whole process
public sealed class TrainingDrawsTests
{
    /// <summary>Writes down what it is given.</summary>
    sealed class Spy : Layer<Spy.Saved>
    {
        public readonly record struct Saved;

        public List<ForwardPass> Passes { get; } = [];

        public override Shape ComputeOutputShape(Shape inputShape) => inputShape;

        public override Tensor Forward(Tensor x, bool training, out Saved saved) =>
            throw new InvalidOperationException("A model uses the other one.");

        public override Tensor Forward(Tensor x, Tensor mask, in ForwardPass pass, out Saved saved)
        {
            Passes.Add(pass);
            saved = default;
            return x;
        }

        public override Tensor Backward(Tensor dy, in Saved saved) => dy;
    }

    static readonly Tensor x = Tensor.Normal([10, 4], seed: 1), y = Tensor.Normal([10, 1], seed: 2);

    [Fact]
    public void The_step_is_the_optimizers_and_goes_on_in_a_second_Fit()
    {
        Spy spy = new(), inner = new();
        var model = new Sequential(seed: 77)
        {
            new Input([4]), spy, new Reshape([2, 2]), new TimeDistributed(inner), new Flatten(), new Dense(1),
        };
        model.Compile("adam", "mse");
        model.Fit(x, y, batchSize: 4, epochs: 2, verbose: 0);
        model.Fit(x, y, batchSize: 5, verbose: 0);
        model.TrainOnBatch(x, y);
        var passes = Enumerable.Range(0, 9).Select(step => new ForwardPass(true, new Draws(77, Call: 1, Step: step)));
        Assert.Equal(passes, spy.Passes);
        Assert.Equal(passes.Select(pass => pass with { Draws = pass.Draws!.Value with { Call = 4 } }), inner.Passes);

        spy.Passes.Clear();
        model.Predict(x);
        model.Evaluate(x, y);
        Assert.Equal(2, spy.Passes.Count);
        Assert.All(spy.Passes, pass => Assert.Equal(ForwardPass.Use, pass));
    }

    static Sequential Network(params ReadOnlySpan<Layer> drawing)
    {
        var model = new Sequential(seed: 7) { new Input([4]), new Dense(20, "tanh") };
        foreach (var layer in drawing)
            model.Add(layer);
        model.Add(new Dense(1));
        model.Compile("adam", "mse");
        return model;
    }

    static string Train(Action<Sequential>? between = null, int fits = 1)
    {
        var model = Network(new Dropout(0.5), new Dropout(0.2), new Reshape([5, 4]),
            new Bidirectional(new GRU(3, dropout: 0.3, recurrentDropout: 0.3)), new Reshape([3, 2, 1]),
            new RandomTranslation(0.5, 0.5), new Flatten());
        for (var fit = 0; fit < fits; fit++)
        {
            if (fit > 0)
                between?.Invoke(model);
            model.Fit(x, y, batchSize: 4, epochs: 4 / fits, verbose: 0, shuffle: false);
        }
        return model.WeightsHash();
    }

    [Fact]
    public void Looking_at_the_model_changes_no_number_of_its_training()
    {
        Assert.Equal(Train(), Train(fits: 4));
        Assert.Equal(Train(), Train(model => _ = (model.Predict(x), model.Evaluate(x, y)), fits: 2));
        Assert.NotEqual(Train(), Train(model => model.TrainOnBatch(x, y), fits: 2));
    }

    [Fact]
    public void A_layer_that_draws_leaves_the_weights_begin_as_they_would_without_it() =>
        Assert.Equal(Network().WeightsHash(), Network(new Dropout(0.5), new Dropout(0.1, seed: 3)).WeightsHash());

    [Fact]
    public void Any_number_of_threads_gives_the_same_weights()
    {
        var before = Backend.Current;
        Tensor many = Tensor.Normal([128, 512], seed: 1), targets = Tensor.Normal([128, 1], seed: 2);
        string Of(int threads)
        {
            Backend.Current = new CpuBackend { Threads = threads };
            var model = new Sequential(seed: 7)
            {
                new Dropout(0.3), new Dense(200, "relu"), new Dropout(0.5), new Reshape([20, 10]),
                new LSTM(30, dropout: 0.1, recurrentDropout: 0.1), new Dense(1),
            };
            model.Compile("adam", "mse");
            model.Fit(many, targets, batchSize: 100, epochs: 3, verbose: 0);
            return model.WeightsHash();
        }
        try
        {
            var one = Of(1);
            Assert.Equal(one, Of(2));
            Assert.Equal(one, Of(5));
        }
        finally
        {
            Backend.Current = before;
        }
    }

    /// <summary>
    /// Dropout keeps other inputs in every step: with a rate that changes nothing, the loss shows which.
    /// </summary>
    [Fact]
    public void Every_step_of_a_training_drops_others()
    {
        var model = new Sequential(seed: 1)
        {
            new Input([40]), new Dropout(0.5), new Dense(1, kernelInitializer: "ones")
        };
        model.Compile(new LearnDL.Optimizers.SGD(1e-30), "mse");
        Tensor ones = Tensor.Ones([50, 40]), zeros = Tensor.Zeros([50, 1]);
        var losses = Enumerable.Range(0, 20).Select(_ => model.TrainOnBatch(ones, zeros)["loss"]);
        Assert.True(losses.Distinct().Count() > 18);
    }
}
