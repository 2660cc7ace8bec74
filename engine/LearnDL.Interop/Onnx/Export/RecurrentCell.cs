using LearnDL.Activations;
using LearnDL.Layers;

namespace LearnDL.Interop.Onnx;

/// <summary>What one time step of a recurrent layer computes, whichever layer it is.</summary>
/// <param name="Kind">The layer, by ONNX's name: RNN, LSTM or GRU.</param>
/// <param name="Units">U.</param>
/// <param name="Gate">σ, the activation of the gates; a SimpleRNN has none.</param>
/// <param name="Activation">tanh, that of the candidate.</param>
/// <param name="W">The kernel (D, G·U).</param>
/// <param name="R">The recurrent kernel (U, G·U).</param>
/// <param name="Bias">b (G·U), or (2, 3U) of a GRU with resetAfter; null where there is none.</param>
sealed record RecurrentCell(string Kind, int Units, ActivationFunction Gate, ActivationFunction Activation, Parameter W,
    Parameter R, Parameter? Bias)
{
    /// <summary>Whether a GRU applies its reset gate after the product.</summary>
    public bool ResetAfter { get; private init; }

    /// <summary>How many tensors the state has.</summary>
    public int States => Kind == "LSTM" ? 2 : 1;

    /// <summary>Where ONNX has LearnDL's gates: of i, f, g, o it makes i, o, f, g; z, r, h stay.</summary>
    public int[] OnnxOrder => Kind switch { "LSTM" => [0, 3, 1, 2], "GRU" => [0, 1, 2], _ => [0] };

    /// <summary>ONNX's names of the activations, in its order; null where a Scan must say them.</summary>
    public string[]? OnnxActivations => (Named(Gate), Named(Activation)) is ({ } gate, { } activation)
        ? Kind switch { "LSTM" => [gate, activation, activation], "GRU" => [gate, activation], _ => [activation] }
        : null;

    static string? Named(ActivationFunction f) => f.Constants.Count > 0 ? null : f.Name switch
    {
        "tanh" => "Tanh",
        "sigmoid" => "Sigmoid",
        "relu" => "Relu",
        _ => null,
    };

    public static RecurrentCell Of<TStep>(RecurrentLayer<TStep> layer) where TStep : struct
    {
        var (U, f, W, R, b) =
            (layer.Settings.Units, layer.Settings.Activation, layer.Kernel!, layer.RecurrentKernel!, layer.Bias);
        return (Layer)layer switch
        {
            LSTM lstm => new RecurrentCell("LSTM", U, lstm.RecurrentActivation, f, W, R, b),
            GRU gru => new RecurrentCell("GRU", U, gru.RecurrentActivation, f, W, R, b) { ResetAfter = gru.ResetAfter },
            _ => new RecurrentCell("RNN", U, "tanh", f, W, R, b),
        };
    }
}
