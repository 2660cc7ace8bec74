using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

/// <summary>
/// One forward and backward pass of a recurrent layer, of whichever class, with all it can be given and all it gives.
/// </summary>
sealed record RecurrentRun(Tensor Y, RecurrentState Final, Tensor Dx, RecurrentState DInitial, Tensor InputMasks,
    Tensor StateMasks)
{
    /// <summary>With no dy, dy = 1 everywhere.</summary>
    public static RecurrentRun Of(Layer layer, Tensor x, Tensor mask = default, RecurrentState initial = default,
        Tensor dy = default, RecurrentState dFinal = default, bool training = true) => layer switch
        {
            SimpleRNN plain => Of(plain, x, mask, initial, dy, dFinal, training),
            LSTM lstm => Of(lstm, x, mask, initial, dy, dFinal, training),
            GRU gru => Of(gru, x, mask, initial, dy, dFinal, training),
            _ => throw new ArgumentException($"{layer} is not recurrent."),
        };

    static RecurrentRun Of<TStep>(RecurrentLayer<TStep> layer, Tensor x, Tensor mask, RecurrentState initial, Tensor dy,
        RecurrentState dFinal, bool training)
        where TStep : struct
    {
        layer.Build(x.Shape, x.DType, new RandomSource(1));
        var y = layer.Forward(x, mask, initial, training, out var saved);
        var dx = layer.Backward(dy.HasValue ? dy : Tensor.Ones(y.Shape, y.DType), dFinal, saved, out var dInitial);
        return new RecurrentRun(y, saved.Final, dx, dInitial, saved.Groups[0].W.Masks, saved.Groups[0].R.Masks);
    }

    /// <summary>Divides the samples into so many groups.</summary>
    public static void GiveGroups(Layer layer, int? groups)
    {
        switch (layer)
        {
            case SimpleRNN plain: plain.GivenGroups = groups; break;
            case LSTM lstm: lstm.GivenGroups = groups; break;
            case GRU gru: gru.GivenGroups = groups; break;
        }
    }

    /// <summary>Uses given masks in place of drawn ones.</summary>
    public static void GiveMasks(Layer layer, Tensor inputs, Tensor states)
    {
        switch (layer)
        {
            case SimpleRNN plain: plain.GivenMasks = (inputs, states); break;
            case LSTM lstm: lstm.GivenMasks = (inputs, states); break;
            case GRU gru: gru.GivenMasks = (inputs, states); break;
        }
    }
}
