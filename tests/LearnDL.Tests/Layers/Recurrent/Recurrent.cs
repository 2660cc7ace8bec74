using LearnDL.Activations;
using LearnDL.Initializers;
using LearnDL.Layers;

namespace LearnDL.Tests.Layers;

/// <summary>The recurrent layers by name, for tests that hold for all of them.</summary>
static class Recurrent
{
    public const string GRUBefore = "GRU with reset before";

    public static readonly string[] Names = ["SimpleRNN", "LSTM", "GRU", GRUBefore];

    public static Layer New(string name, int units, double dropout = 0, double recurrentDropout = 0, int? seed = null,
        bool sequences = false, bool backwards = false, bool stateful = false, int? truncate = null,
        bool useBias = true, ActivationFunction? activation = null, Initializer? recurrentInitializer = null) =>
        name switch
        {
            "SimpleRNN" => new SimpleRNN(units, activation, useBias, recurrentInitializer: recurrentInitializer,
                dropout: dropout, recurrentDropout: recurrentDropout, seed: seed,
                returnSequences: sequences, goBackwards: backwards, stateful: stateful, truncate: truncate),
            "LSTM" => new LSTM(units, activation, useBias: useBias, recurrentInitializer: recurrentInitializer,
                dropout: dropout, recurrentDropout: recurrentDropout, seed: seed,
                returnSequences: sequences, goBackwards: backwards, stateful: stateful, truncate: truncate),
            _ => new GRU(units, activation, useBias: useBias, recurrentInitializer: recurrentInitializer,
                dropout: dropout, recurrentDropout: recurrentDropout, seed: seed,
                returnSequences: sequences, goBackwards: backwards, stateful: stateful, resetAfter: name == "GRU",
                truncate: truncate),
        };

    public static int Gates(string name) => name switch { "SimpleRNN" => 1, "LSTM" => 4, _ => 3 };
}
