using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>Where a mask goes in a model, who is warned, and the commonest slip with sequences.</summary>
public sealed class MaskTravelTests
{
    static Sequential Model(params Layer[] layers)
    {
        var model = new Sequential(seed: 1) { new Input([4]) };
        foreach (var layer in layers)
            model.Add(layer);
        return model;
    }

    static readonly Tensor ids = Tensor.From(new int[,] { { 1, 2, 0, 0 }, { 3, 0, 1, 0 } });

    static IReadOnlyList<string> WarningsOf(params Layer[] layers)
    {
        var model = Model([.. layers, new Flatten(), new Dense(1)]);
        model.Compile("sgd", "mse");
        model.Fit(ids, Tensor.Zeros([2, 1]), epochs: 2, verbose: 0);
        return model.Warnings;
    }

    static Tensor OutputMask(Sequential model, ForwardPass pass)
    {
        var mask = default(Tensor);
        model.Call.Forward(ids, ref mask, pass);
        return mask;
    }

    [Fact]
    public void A_mask_goes_through_layers_that_work_step_by_step()
    {
        var model = Model(new Embedding(4, 3, maskZero: true), new Dense(5), new Activation("tanh"), new Dropout(0.1),
            new BatchNormalization(), new LayerNormalization(),
            new TimeDistributed(new Dense(3)), new GRU(3, returnSequences: true),
            new Bidirectional(new LSTM(2, returnSequences: true)));
        Assert.Equal([1, 1, 0, 0, 1, 0, 1, 0], OutputMask(model, new ForwardPass(true)).ToArray<float>());
    }

    [Fact]
    public void And_ends_where_the_steps_end()
    {
        foreach (Layer layer in new Layer[] { new LSTM(3), new Bidirectional(new LSTM(2)), new Flatten(),
            new Reshape([-1]) })
        {
            var model = Model(new Embedding(4, 3, maskZero: true), layer);
            Assert.False(OutputMask(model, ForwardPass.Use).HasValue);
        }
    }

    [Fact]
    public void A_mask_of_an_earlier_pass_is_forgotten()
    {
        var model = Model(new Embedding(4, 3, maskZero: true));
        Assert.True(OutputMask(model, ForwardPass.Use).HasValue);
        model.Add(new LSTM(3));
        Assert.False(OutputMask(model, ForwardPass.Use).HasValue);
    }

    [Fact]
    public void A_layer_that_treats_padding_like_data_is_named()
    {
        var warning = Assert.Single(WarningsOf(new Embedding(4, 3, maskZero: true), new Dropout(0.1)));
        Assert.Contains("layer 'flatten' (Flatten) gets masked time steps and treats padding like data", warning);
        Assert.Single(WarningsOf(new Embedding(4, 3), new Masking()));
        Assert.Empty(WarningsOf(new Embedding(4, 3)));
        Assert.Empty(WarningsOf(new Embedding(4, 3, maskZero: true), new LSTM(2)));
        Assert.Empty(WarningsOf(new Embedding(4, 3, maskZero: true), new Bidirectional(new LSTM(2))));
    }

    [Fact]
    public void Only_the_first_to_ignore_a_mask_is_named() =>
        Assert.Contains("'reshape'",
            Assert.Single(WarningsOf(new Embedding(4, 3, maskZero: true), new Reshape([2, 6]))));

    [Fact]
    public void A_layer_that_goes_backwards_turns_the_mask_with_its_outputs()
    {
        var mask = Tensor.From(new float[,] { { 1, 1, 0 }, { 0, 1, 0 } });
        var x = Tensor.Ones([2, 3, 1]);
        Assert.Equal([0, 1, 1, 0, 1, 0],
            new LSTM(2, returnSequences: true, goBackwards: true).OutputMask(x, mask).ToArray<float>());
        Assert.Equal(mask.ToArray<float>(), new LSTM(2, returnSequences: true).OutputMask(x, mask).ToArray<float>());
        Assert.False(new LSTM(2, goBackwards: true).OutputMask(x, mask).HasValue);
    }

    [Fact]
    public void Of_two_stacked_recurrent_layers_the_error_names_the_one_to_change()
    {
        foreach (Func<Layer[]> between in new Func<Layer[]>[] { () => [], () =>
            [new Dropout(0.2), new BatchNormalization(), new Dense(3)] })
        {
            string[] words =
            [
                "layer 'second' (LSTM) wants sequences, but 'first' returns only its last time step",
                "(batch, time, features)", "(None, ", "Set returnSequences: true on 'first'"
            ];
            Layer[] layers = [new LSTM(3, name: "first"), .. between()];
            var model = Model([new Embedding(4, 3), .. layers]);
            Refused.Says<ShapeException>(() => model.Add(new LSTM(2, name: "second")), words);

            var unbuilt = new Sequential { new LSTM(3, name: "first") };
            foreach (var layer in between())
                unbuilt.Add(layer);
            unbuilt.Add(new LSTM(2, name: "second"));
            Refused.Says<ShapeException>(() => unbuilt.Build([-1, 4, 3]), words);
            Assert.False(unbuilt.IsBuilt);
        }
        var both = Model(new Embedding(4, 3), new Bidirectional(new LSTM(3), name: "both"));
        Refused.Says<ShapeException>(() => both.Add(new Bidirectional(new GRU(2), name: "second")),
            "'second' (Bidirectional)", "but 'both' returns", "on 'forward_lstm'");
        Refused.Says<ShapeException>(() => both.Add(new TimeDistributed(new Dense(2))), "but 'both' returns");

        var flat = Model(new Embedding(4, 3), new Flatten());
        Assert.DoesNotContain("last time step",
            Refused.Says<ShapeException>(() => flat.Add(new LSTM(2)), "wants sequences").What);
    }
}
