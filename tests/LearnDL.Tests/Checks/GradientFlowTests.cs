using LearnDL.Checks;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Checks;

/// <summary>
/// The report on gradients through time: right norms, right verdicts, and a model that is left as it was.
/// </summary>
public sealed class GradientFlowTests
{
    static readonly Tensor X = Tensor.Normal([4, 20, 3], seed: 1, dtype: DType.Float64),
        Y = Tensor.Normal([4, 1], seed: 2, dtype: DType.Float64);

    /// <summary>
    /// A plain layer without an activation, h = x·W + factor·hPrev: the gradient is
    /// multiplied by the factor once a step.
    /// </summary>
    static Sequential Model(double factor, bool stateful = false)
    {
        var model = new Sequential(seed: 1, dtype: DType.Float64)
        {
            new SimpleRNN(2, "linear", stateful: stateful, name: "memory"), new Dense(1, name: "out")
        };
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
        Assert.True(
            plain.Ratio < Of(new LSTM(8, biasInitializer: new LearnDL.Initializers.Constant(0))).Layers[0].Ratio);
    }

    [Fact]
    public void Every_recurrent_layer_is_reported_in_the_order_it_reads()
    {
        var model = new Sequential(seed: 1, dtype: DType.Float64)
        {
            new LSTM(3, returnSequences: true, name: "first"),
            new GRU(2, goBackwards: true, name: "second"), new Dense(1)
        };
        model.Compile("sgd", "mse");
        var flow = GradientFlow.Measure(model, X, Y);
        Assert.Equal(["first", "second"], flow.Layers.Select(layer => layer.Layer));
        Assert.All(flow.Layers, layer => Assert.Equal(20, layer.Norms.Count));
        Assert.True(flow.Layers[1].Norms[0] < flow.Layers[1].Norms[^1]); // the step it read last is x's first
    }

    [Fact]
    public void Layers_inside_other_layers_are_reported_too()
    {
        var model = new Sequential(seed: 1)
        {
            new Bidirectional(new LSTM(2, returnSequences: true), name: "both"),
            new Bidirectional(new GRU(2)), new Dense(1)
        };
        model.Compile("sgd", "mse");
        var flow = GradientFlow.Measure(model, X, Y);
        Assert.Equal(["forward_lstm", "backward_lstm", "forward_gru", "backward_gru"],
            flow.Layers.Select(layer => layer.Layer));
        Assert.All(flow.Layers, layer => Assert.Equal(20, layer.Norms.Count));
    }

    [Fact]
    public void Layers_inside_layers_inside_others_are_found()
    {
        var model = new Sequential(seed: 1, dtype: DType.Float64)
        {
            new TimeDistributed(new Bidirectional(new LSTM(2))), new LSTM(3, name: "last"), new Dense(1)
        };
        model.Compile("sgd", "mse");
        var flow = GradientFlow.Measure(model, Tensor.Normal([4, 3, 6, 2], seed: 1, dtype: DType.Float64), Y);
        Assert.Equal([("forward_lstm", 6), ("backward_lstm", 6), ("last", 3)],
            flow.Layers.Select(layer => (layer.Layer, layer.Norms.Count)));
    }

    /// <summary>A masked step hands the state on as it is, and so the gradient.</summary>
    [Fact]
    public void Through_masked_steps_the_gradient_goes_unchanged()
    {
        var x = X.Keep();
        for (var n = 0; n < 4; n++)
            x[n][15..].Fill(0);
        var model = new Sequential(seed: 1, dtype: DType.Float64) { new Masking(), Model(0.5).Layers[0], new Dense(1) };
        model.Compile("sgd", "mse");
        var norms = GradientFlow.Measure(model, x, Y).Layers[0].Norms;
        for (var t = 0; t < 20; t++)
            Assert.Equal(norms[^1] * Math.Pow(0.5, Math.Max(0, 14 - t)), norms[t], 1e-12 * norms[^1]);
    }

    /// <summary>So many samples that others would be divided into groups: a norm is that over all of them.</summary>
    [Fact]
    public void A_large_batch_has_the_norms_of_all_its_samples()
    {
        Tensor x = Tensor.Normal([64, 20, 3], seed: 1, dtype: DType.Float64),
            y = Tensor.Normal([64, 1], seed: 2, dtype: DType.Float64);
        var model = new Sequential(seed: 1, dtype: DType.Float64) { new SimpleRNN(48), new Dense(1) };
        model.Compile("sgd", "mse");
        var flow = GradientFlow.Measure(model, x, y);
        var dh = model.Predict(x).Subtract(y).Scale(2.0 / 64).DotTransposed(((Dense)model.Layers[1]).Kernel!.Value);
        Assert.Equal(Magnitude.Norm(dh), flow.Layers[0].Norms[^1], 1e-12);
    }

    /// <summary>
    /// A mask, dropout, and a sigmoid so sure of itself that only the loss's own gradient, p − y, is left of it.
    /// </summary>
    [Fact]
    public void It_looks_at_the_loss_that_a_training_step_would_see_without_dropout()
    {
        var model = new Sequential(seed: 1, dtype: DType.Float64)
        {
            new Masking(), new LSTM(3, dropout: 0.5, recurrentDropout: 0.5, returnSequences: true), new Dropout(0.5),
            new Dense(1, "sigmoid")
        };
        model.Compile("sgd", "binary_crossentropy");
        var (x, y) = (X.Keep(), Tensor.Zeros([4, 20, 1], DType.Float64));
        for (var n = 0; n < 4; n++)
        {
            x[n][(10 + n)..].Fill(0);
            y[n][..10].Fill(1);
        }
        model.Predict(x);
        model.Layers[^1].Parameters[1].Value.Fill(60); // p = 1; y = 0 at 0, 1, 2, 3 of 10, 11, 12, 13 steps
        var flow = GradientFlow.Measure(model, x, y);
        Assert.Equal(model.Evaluate(x, y)["loss"], flow.Loss, 1e-12);
        double[] Gradients() => [.. model.Layers.SelectMany(layer => layer.Parameters)
            .SelectMany(parameter => parameter.Gradient.ToArray<double>())];
        var gradients = Gradients();
        Assert.Equal(6.0 / 46, gradients[^1], 1e-12); // db = Σ (p − y) / R over the R steps that are not masked
        Assert.Equal(flow.Layers[0].Norms, GradientFlow.Measure(model, x, y).Layers[0].Norms);
        Assert.Equal(gradients, Gradients()); // those of the last look, not the sum of both
    }

    [Fact]
    public void A_frozen_layer_at_the_front_gets_no_gradient_and_is_left_out()
    {
        var model = new Sequential(seed: 1, dtype: DType.Float64)
        {
            new LSTM(3, returnSequences: true) { Trainable = false }, new LSTM(2, name: "second"), new Dense(1)
        };
        model.Compile("sgd", "mse");
        Assert.Equal("second", Assert.Single(GradientFlow.Measure(model, X, Y).Layers).Layer);
    }

    [Theory]
    [InlineData(FlowVerdict.Steady, 1.0, 1, 1)]
    [InlineData(FlowVerdict.Steady, 1000.0, 1, 1)]
    [InlineData(FlowVerdict.Exploding, 1001.0, 1, 1)]
    [InlineData(FlowVerdict.Exploding, 1001.0, 1, 0)] // by the last step that gets any: another may be masked
    [InlineData(FlowVerdict.Steady, 999.0, 1, 0)]
    [InlineData(FlowVerdict.Steady, 1.0, 1, 1000)]
    [InlineData(FlowVerdict.Vanishing, 1.0, 1, 1001)]
    [InlineData(FlowVerdict.Vanishing, 1.0, 1001, 1)] // not by the last, by the largest
    [InlineData(FlowVerdict.Exploding, 2000.0, 3e6, 1)]
    [InlineData(FlowVerdict.Steady, 0.0, 0, 0)]
    [InlineData(FlowVerdict.NotFinite, 1.0, 1, double.NaN)]
    [InlineData(FlowVerdict.NotFinite, double.PositiveInfinity, 1, 1)]
    public void The_verdict(FlowVerdict verdict, double first, double middle, double last) =>
        Assert.Equal(verdict, new StepFlow("memory", [first, middle, last]).Verdict);

    [Fact]
    public void Bars_grow_with_the_order_of_magnitude()
    {
        string[] Lines(params double[] norms) => $"{new StepFlow("memory", norms)}".Split('\n');
        int[] Bars(params double[] norms) => [.. Lines(norms)[1..^1].Select(line => line.Count(c => c == '█'))];
        Assert.Equal([1, 11, 20, 30], Bars(1, 10, 100, 1000));
        Assert.Equal([0, 1, 30], Bars(0, 1, 1e9));
        Assert.Equal([27, 30], Bars(0.5, 1)); // steady looks steady
        Assert.Equal([0], Bars(0));
        Assert.Equal([30], Bars(7));
        Assert.Equal([0, 1, 30], Bars(double.PositiveInfinity, 1, 1000));
        Assert.EndsWith("!", Lines(double.PositiveInfinity, 1, 1000)[1]);
        Assert.StartsWith("memory: steady. "
            + "From the last to the first of 2 time steps the gradient goes from 2.0e+0 to 1.0e+0.", Lines(1, 2)[0]);
    }

    [Fact]
    public void The_report_can_be_read()
    {
        var text = $"{GradientFlow.Measure(Model(0.5), X, Y)}";
        Assert.Contains("memory: VANISHING", text);
        Assert.Contains("try an LSTM or a GRU", text);
        Assert.Contains("time step     1 ", text);
        Assert.Contains("time step    20 ", text);
        var bars = text.Split('\n').Where(line => line.StartsWith("  time step"))
            .Select(line => line.Count(c => c == '█')).ToList();
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
        Refused.Says<DataException>(() => GradientFlow.Measure(masked, Tensor.Zeros([3, 4, 2]),
            Tensor.Zeros([3, 4, 1])), "Every time step is masked", "3 samples");
        Assert.All(new[] { frozen, masked }.SelectMany(model => model.Layers.OfType<IRecurrentLayer>()),
            layer => Assert.Null(layer.Flow));
    }

    [Fact]
    public void A_model_without_time_steps_is_refused()
    {
        var model = new Sequential(seed: 1) { new Dense(1) };
        model.Compile("sgd", "mse");
        Refused.Says<ModelException>(() => GradientFlow.Measure(model, Tensor.Ones([2, 3]), Tensor.Ones([2, 1])),
            "no time steps", "none recurrent");
        Refused.Says<ModelException>(() => GradientFlow.Measure(new Sequential { new LSTM(2) }, X, Y), "Compile");
    }
}
