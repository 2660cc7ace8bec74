using LearnDL.Checks;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Checks;

/// <summary>The report on gradients through time: right norms, right verdicts, and a model that is left as it was.</summary>
public sealed class GradientFlowTests
{
    static readonly Tensor X = Tensor.Normal([4, 20, 3], seed: 1, dtype: DType.Float64), Y = Tensor.Normal([4, 1], seed: 2, dtype: DType.Float64);

    /// <summary>A plain layer without an activation, h = x·W + factor·hPrev: the gradient is multiplied by the factor once a step.</summary>
    static Sequential Model(double factor, bool stateful = false)
    {
        var model = new Sequential(seed: 1, dtype: DType.Float64) { new SimpleRNN(2, "linear", stateful: stateful, name: "memory"), new Dense(1, name: "out") };
        model.Build([-1, 20, 3]);
        var R = ((SimpleRNN)model.Layers[0]).RecurrentKernel!.Value;
        R.Fill(0);
        (R.AsSpan<double>()[0], R.AsSpan<double>()[3]) = (factor, factor);
        model.Compile(new SGD(0.01), "mse");
        return model;
    }

    [Theory]
    [InlineData(1.0, FlowVerdict.Steady)]
    [InlineData(0.75, FlowVerdict.Steady)] // 0.75¹⁹ = 1/237
    [InlineData(0.6, FlowVerdict.Vanishing)] // 0.6¹⁹ = 1/16,400
    [InlineData(0.0, FlowVerdict.Vanishing)]
    [InlineData(1.4, FlowVerdict.Steady)] // 1.4¹⁹ = 598
    [InlineData(1.6, FlowVerdict.Exploding)] // 1.6¹⁹ = 7,560
    public void The_gradient_is_multiplied_once_a_step(double factor, FlowVerdict verdict)
    {
        var flow = GradientFlow.Measure(Model(factor), X, Y);
        var layer = Assert.Single(flow.Layers);
        Assert.Equal("memory", layer.Layer);
        Assert.Equal(20, layer.Norms.Count);
        for (var t = 0; t < 20; t++)
            Assert.Equal(layer.Norms[^1] * Math.Pow(factor, 19 - t), layer.Norms[t], 1e-9 * layer.Norms.Max());
        Assert.Equal(verdict, layer.Verdict);
        Assert.Equal(Math.Pow(factor, 19), layer.Ratio, 1e-9 * Math.Max(1, layer.Ratio));
    }

    /// <summary>dLoss/dh of the last step is dLoss/dp·Wᵀ, with p = h·W + b and the mean of squares.</summary>
    [Fact]
    public void The_last_norm_and_the_loss_are_those_of_the_model()
    {
        var model = Model(0.9);
        var flow = GradientFlow.Measure(model, X, Y);
        var p = model.Predict(X);
        var dh = p.Subtract(Y).Scale(2.0 / 4).DotTransposed(((Dense)model.Layers[1]).Kernel!.Value);
        Assert.Equal(Math.Sqrt(dh.Square().Reshape(-1).Sum().Item()), flow.Layers[0].Norms[^1], 1e-12);
        Assert.Equal(model.Evaluate(X, Y)["loss"], flow.Loss, 1e-12);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_model_is_left_as_it_was(bool stateful)
    {
        Sequential model = Model(0.9, stateful), twin = Model(0.9, stateful);
        foreach (var one in new[] { model, twin })
            one.TrainOnBatch(X, Y);
        for (var i = 0; i < 3; i++)
            GradientFlow.Measure(model, X.Scale(3), Y);
        foreach (var one in new[] { model, twin })
            one.TrainOnBatch(X, Y);
        Assert.Equal(twin.WeightsHash(), model.WeightsHash());
        Assert.Equal(twin.Optimizer.Iterations, model.Optimizer.Iterations);
        Assert.Equal(twin.Predict(X).ToArray<double>(), model.Predict(X).ToArray<double>());
        Assert.All(model.Layers.OfType<IRecurrentLayer>(), layer => Assert.Null(layer.Flow));
    }

    [Fact]
    public void An_LSTM_keeps_what_a_plain_layer_loses()
    {
        GradientFlow Of(Layer layer)
        {
            var model = new Sequential(seed: 1, dtype: DType.Float64) { layer, new Dense(1) };
            model.Compile("sgd", "mse");
            return GradientFlow.Measure(model, Tensor.Normal([4, 200, 3], seed: 1, dtype: DType.Float64), Y);
        }
        var plain = Of(new SimpleRNN(8, recurrentInitializer: new LearnDL.Initializers.Orthogonal(0.8))).Layers[0];
        Assert.Equal(FlowVerdict.Vanishing, plain.Verdict);
        Assert.True(plain.Ratio < Of(new LSTM(8, biasInitializer: new LearnDL.Initializers.Constant(0))).Layers[0].Ratio);
    }

    [Fact]
    public void Every_recurrent_layer_is_reported_in_the_order_it_reads()
    {
        var model = new Sequential(seed: 1, dtype: DType.Float64) { new LSTM(3, returnSequences: true, name: "first"), new GRU(2, goBackwards: true, name: "second"), new Dense(1) };
        model.Compile("sgd", "mse");
        var flow = GradientFlow.Measure(model, X, Y);
        Assert.Equal(["first", "second"], flow.Layers.Select(layer => layer.Layer));
        Assert.All(flow.Layers, layer => Assert.Equal(20, layer.Norms.Count));
        Assert.True(flow.Layers[1].Norms[0] < flow.Layers[1].Norms[^1]); // the step it read last is x's first
    }

    [Fact]
    public void Layers_inside_other_layers_are_reported_too()
    {
        var model = new Sequential(seed: 1) { new Bidirectional(new LSTM(2, returnSequences: true), name: "both"), new Bidirectional(new GRU(2)), new Dense(1) };
        model.Compile("sgd", "mse");
        var flow = GradientFlow.Measure(model, X, Y);
        Assert.Equal(["forward_lstm", "backward_lstm", "forward_gru", "backward_gru"], flow.Layers.Select(layer => layer.Layer));
        Assert.All(flow.Layers, layer => Assert.Equal(20, layer.Norms.Count));
    }

    [Fact]
    public void The_report_can_be_read()
    {
        var text = $"{GradientFlow.Measure(Model(0.5), X, Y)}";
        Assert.Contains("memory: VANISHING", text);
        Assert.Contains("try an LSTM or a GRU", text);
        Assert.Contains("step     1 ", text);
        Assert.Contains("step    20 ", text);
        var bars = text.Split('\n').Where(line => line.StartsWith("  step")).Select(line => line.Count(c => c == '█')).ToList();
        Assert.Equal(12, bars.Count);
        Assert.Equal((1, 30), (bars[0], bars[^1]));
        Assert.Equal(bars.Order(), bars);

        Assert.Contains("memory: EXPLODING", $"{GradientFlow.Measure(Model(2), X, Y)}");
        Assert.Contains("ClipNorm = 1", $"{GradientFlow.Measure(Model(2), X, Y)}");
        Assert.Contains("memory: steady", $"{GradientFlow.Measure(Model(1), X, Y)}");
        Assert.Contains("NOT FINITE", $"{new StepFlow("memory", [double.NaN, 1])}");
    }

    [Fact]
    public void Where_truncate_ends_the_way_nothing_else_is_blamed()
    {
        var model = new Sequential(seed: 1) { new LSTM(2, truncate: 5, name: "memory"), new Dense(1) };
        model.Compile("sgd", "mse");
        var flow = GradientFlow.Measure(model, X, Y);
        Assert.Equal(0, flow.Layers[0].Norms[14]);
        Assert.Equal(FlowVerdict.Vanishing, flow.Layers[0].Verdict);
        Assert.Contains("truncate: 5", $"{flow}");
        Assert.DoesNotContain("try an LSTM", $"{flow}");
        Assert.Contains("try an LSTM", $"{new StepFlow("memory", [1e-9, 1], Truncate: 5)}");
    }

    [Fact]
    public void Without_a_gradient_there_is_no_report()
    {
        var frozen = Model(1);
        frozen.Layers[0].Trainable = false;
        frozen.Compile("sgd", "mse");
        Refused.Says<ModelException>(() => GradientFlow.Measure(frozen, X, Y), "No gradient reaches", "frozen");

        var masked = new Sequential(seed: 1) { new Masking(), new GRU(2, returnSequences: true), new Dense(1) };
        masked.Compile("sgd", "mse");
        Refused.Says<DataException>(() => GradientFlow.Measure(masked, Tensor.Zeros([3, 4, 2]), Tensor.Zeros([3, 4, 1])), "Every time step is masked", "3 samples");
        Assert.All(new[] { frozen, masked }.SelectMany(model => model.Layers.OfType<IRecurrentLayer>()), layer => Assert.Null(layer.Flow));
    }

    [Fact]
    public void A_model_without_time_steps_is_refused()
    {
        var model = new Sequential(seed: 1) { new Dense(1) };
        model.Compile("sgd", "mse");
        Refused.Says<ModelException>(() => GradientFlow.Measure(model, Tensor.Ones([2, 3]), Tensor.Ones([2, 1])), "no time steps", "none recurrent");
        Refused.Says<ModelException>(() => GradientFlow.Measure(new Sequential { new LSTM(2) }, X, Y), "Compile");
    }
}
