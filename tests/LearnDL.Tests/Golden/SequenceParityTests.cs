using LearnDL.Activations;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Golden;

/// <summary>
/// Recurrent layers put together, against PyTorch: stacked, in both directions, and in a
/// model from token ids to a masked loss.
/// </summary>
public class SequenceParityTests
{
    const double Parity = 1e-11;

    static readonly GoldenFile golden = new("recurrent.json");

    public static TheoryData<int, string> Stacked =>
        Cases("Stacked", c => string.Join(", ", c.Parts("layers").Select(layer => layer.Text("layer"))));

    public static TheoryData<int, string> Bidirectional =>
        Cases("Bidirectional", c => $"{c.Part("forward").Text("layer")} {c.Text("mergeMode")}");

    public static TheoryData<int, string> Model => Cases("Model", c => c.Part("recurrent").Text("layer"));

    static TheoryData<int, string> Cases(string kind, Func<GoldenCase, string> describe)
    {
        var data = new TheoryData<int, string>();
        for (var i = 0; i < golden.Cases.Length; i++)
            if (golden.Cases[i] is var c && c.Text("layer") == kind)
                data.Add(i, $"{describe(c)}{(c.Has("mask") ? " masked" : "")}");
        return data;
    }

    [Fact]
    public void All_cases_are_there() => Assert.Equal((4, 14, 3), (Stacked.Count, Bidirectional.Count, Model.Count));

    [Theory]
    [MemberData(nameof(Stacked))]
    public void One_above_the_other(int index, string name)
    {
        var c = golden.Cases[index];
        var uses = c.Parts("layers").Select(Use.Of).ToList();
        Tensor x = c.Tensor("x"), mask = c.Optional("mask"), dy = c.Tensor("dy");
        foreach (var use in uses)
            x = use.Forward(x, mask);
        Near.Same(c.Tensor("y"), x, $"{name}: y", Parity);
        foreach (var use in Enumerable.Reverse(uses))
            dy = use.Backward(dy);
        Near.Same(c.Tensor("dx"), dy, $"{name}: dx", Parity);
        foreach (var use in uses)
            use.CheckGradients(name);
    }

    [Theory]
    [MemberData(nameof(Bidirectional))]
    public void In_both_directions(int index, string name)
    {
        var c = golden.Cases[index];
        GoldenCase first = c.Part("forward"), second = c.Part("backward");
        Tensor x = c.Tensor("x"), mask = c.Optional("mask"), m = mask;
        var layer = new Bidirectional(Make(first), c.Text("mergeMode"), Make(second));
        layer.Build(x.Shape, DType.Float64, new RandomSource(1));
        Use forward = Use.Of(layer.ForwardLayer, first), backward = Use.Of(layer.BackwardLayer, second);

        var call = layer.NewCall();
        var y = call.Forward(x, ref m, training: true);
        var dx = call.Backward(c.Tensor("dy"));
        foreach (var use in new[] { forward, backward })
            // gradients are linear: that of the final state is added to that of the output
            dx = dx.Add(use.OfFinalState(x, mask));

        Near.Same(c.Tensor("y"), y, $"{name}: y", Parity);
        Near.Same(c.Tensor("dx"), dx, $"{name}: dx", Parity);
        forward.CheckGradients($"{name}, forward");
        backward.CheckGradients($"{name}, backward");
        Assert.Equal(mask.HasValue && first.Part("settings").Flag("returnSequences"), m.HasValue);
    }

    [Theory]
    [MemberData(nameof(Model))]
    public void From_ids_to_a_masked_loss(int index, string name)
    {
        GoldenCase c = golden.Cases[index], dense = c.Part("dense");
        var (ids, yTrue) = (c.Tensor("ids"), c.Tensor("yTrue"));
        var embeddings = c.Tensor("embeddings");
        var recurrent = Make(c.Part("recurrent"));
        var model = new Sequential(seed: 1, dtype: DType.Float64)
        {
            new Input([ids.Shape[1]]), new Embedding(embeddings.Shape[0], embeddings.Shape[1], maskZero: true),
            recurrent, new Dense(dense.Tensor("bias").Size),
        };
        model.Compile(new SGD(1e-300), "mse"); // a rate that changes nothing
        model.SetWeights([embeddings, .. Weights(c.Part("recurrent")), dense.Tensor("kernel"), dense.Tensor("bias")]);

        Near.Same(c.Tensor("yPred"), model.Predict(ids), $"{name}: prediction", Parity);
        Assert.Equal(c.Number("loss"), model.Evaluate(ids, yTrue)["loss"], Parity);
        Assert.Equal(c.Number("loss"), model.TrainOnBatch(ids, yTrue)["loss"], Parity);
        Near.Same(c.Tensor("dEmbeddings"), model.Layers[0].Parameters[0].Gradient, $"{name}: dE", Parity);
        Use.Of(recurrent, c.Part("recurrent")).CheckGradients(name);
        Near.Same(dense.Tensor("dKernel"), model.Layers[2].Parameters[0].Gradient, $"{name}: dKernel", Parity);
        Near.Same(dense.Tensor("dBias"), model.Layers[2].Parameters[1].Gradient, $"{name}: dBias", Parity);
    }

    static Tensor[] Weights(GoldenCase c) => [c.Tensor("kernel"), c.Tensor("recurrentKernel"),
        .. c.Has("bias") ? [c.Tensor("bias")] : Array.Empty<Tensor>()];

    /// <summary>
    /// The layer of a case. One that begins in a state is stateful: so the state gets
    /// into it through a Bidirectional, too.
    /// </summary>
    static Layer Make(GoldenCase c)
    {
        var s = c.Part("settings");
        var (units, bias, sequences, backwards, stateful) = ((int)s.Number("units"), s.Flag("useBias"),
            s.Flag("returnSequences"), s.Flag("goBackwards"), c.Has("initialState"));
        ActivationFunction activation = s.Text("activation");
        return c.Text("layer") switch
        {
            "SimpleRNN" => new SimpleRNN(units, activation, bias, returnSequences: sequences, goBackwards: backwards,
                stateful: stateful),
            "LSTM" => new LSTM(units, activation, s.Text("recurrentActivation"), bias, returnSequences: sequences,
                goBackwards: backwards, stateful: stateful),
            "GRU" => new GRU(units, activation, s.Text("recurrentActivation"), bias, returnSequences: sequences,
                goBackwards: backwards, stateful: stateful, resetAfter: s.Flag("resetAfter")),
            _ => throw new FormatException(c.Text("layer")),
        };
    }

    /// <summary>One use of a recurrent layer with the weights and states of a case.</summary>
    abstract class Use
    {
        public abstract Tensor Forward(Tensor x, Tensor mask);

        public abstract Tensor Backward(Tensor dy);

        public abstract void CheckGradients(string name);

        /// <summary>dx by way of the final state alone.</summary>
        public Tensor OfFinalState(Tensor x, Tensor mask)
        {
            var y = Forward(x, mask);
            return Backward(Tensor.Zeros(y.Shape, y.DType));
        }

        public static Use Of(GoldenCase c)
        {
            var layer = Make(c);
            layer.Build([Shape.Unknown, Shape.Unknown, c.Tensor("kernel").Shape[0]], DType.Float64,
                new RandomSource(1));
            return Of(layer, c);
        }

        /// <summary>
        /// A layer that has been built gets the case's weights, and if it is stateful the state it begins in.
        /// </summary>
        public static Use Of(Layer layer, GoldenCase c) => layer switch
        {
            SimpleRNN rnn => new Use<SimpleRNN.Saved>(rnn, c),
            LSTM lstm => new Use<LSTM.Saved>(lstm, c),
            GRU gru => new Use<GRU.Saved>(gru, c),
            _ => throw new FormatException($"{layer}"),
        };
    }

    sealed class Use<TStep> : Use where TStep : struct
    {
        readonly RecurrentLayer<TStep> layer;
        readonly GoldenCase c;
        RecurrentSaved<TStep> saved;

        public Use(RecurrentLayer<TStep> layer, GoldenCase c)
        {
            (this.layer, this.c) = (layer, c);
            foreach (var (parameter, value) in layer.Parameters.Zip(Weights(c)))
                parameter.Value.CopyFrom(value);
            if (c.Has("initialState"))
                layer.SetState(State("initialState"));
        }

        RecurrentState State(string name) => c.Tensors(name) switch
        {
            [] => default,
            [var h] => new(h),
            [var h, var cell] => new(h, cell),
            _ => throw new FormatException(name),
        };

        public override Tensor Forward(Tensor x, Tensor mask) =>
            layer.Forward(x, mask, State("initialState"), training: true, out saved);

        public override Tensor Backward(Tensor dy)
        {
            Near.Same(c.Tensors("state")[0], saved.Final.H, "final state", Parity);
            return layer.Backward(dy, State("dState"), saved, out _);
        }

        public override void CheckGradients(string name)
        {
            string[] names = ["dKernel", "dRecurrentKernel", "dBias"];
            for (var i = 0; i < layer.Parameters.Count; i++)
                Near.Same(c.Tensor(names[i]), layer.Parameters[i].Gradient, $"{name}: {names[i]}", Parity);
        }
    }
}
