using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Checks;

/// <summary>
/// Random configurations of the layers that read sequences: one time step or several, both ways, masks, dropout, states
/// given and handed on.
/// </summary>
static class RecurrentSubjects
{
    /// <summary>
    /// Smooth ones: a kink would have to be kept away from at every time step. Golden files hold those with kinks.
    /// </summary>
    static readonly string[] activations = ["tanh", "sigmoid", "silu"], gates = ["sigmoid", "tanh"];

    public static GradientReport SimpleRNN(int seed)
    {
        var (random, s) = Draw(seed);
        var layer = new SimpleRNN(
            s.Units, s.Activation, s.UseBias, dropout: s.Dropout, recurrentDropout: s.RecurrentDropout,
            returnSequences: s.Sequences, goBackwards: s.Backwards, name: $"SimpleRNN({s})");
        return Check(layer, s, seed, random);
    }

    public static GradientReport LSTM(int seed)
    {
        var (random, s) = Draw(seed);
        var layer = new LSTM(
            s.Units, s.Activation, s.Gate, s.UseBias, dropout: s.Dropout, recurrentDropout: s.RecurrentDropout,
            returnSequences: s.Sequences, goBackwards: s.Backwards, name: $"LSTM({s})");
        return Check(layer, s, seed, random);
    }

    public static GradientReport GRU(int seed)
    {
        var (random, s) = Draw(seed);
        var resetAfter = random.NextInt(2) == 0;
        var layer = new GRU(
            s.Units, s.Activation, s.Gate, s.UseBias, dropout: s.Dropout, recurrentDropout: s.RecurrentDropout,
            returnSequences: s.Sequences, goBackwards: s.Backwards, resetAfter: resetAfter,
            name: $"GRU({s}{(resetAfter ? "" : ", reset before")})");
        return Check(layer, s, seed, random);
    }

    readonly record struct Drawn(
        int Units, string Activation, string Gate, bool UseBias, double Dropout, double RecurrentDropout,
        bool Sequences, bool Backwards, Shape Shape)
    {
        public override string ToString() =>
            $"{Units}, {Activation}, {Gate}{(UseBias ? "" : ", no bias")}, dropout {Dropout} and {RecurrentDropout}"
            + $"{(Sequences ? ", sequences" : "")}{(Backwards ? ", backwards" : "")} on {Shape}";
    }

    static (RandomSource Random, Drawn Settings) Draw(int seed)
    {
        var random = new RandomSource(seed);
        var times = 1 + random.NextInt(random.NextInt(3) == 0 ? 8 : 4);
        Shape shape = [1 + random.NextInt(3), times, 1 + random.NextInt(2)];
        return (random, new Drawn(
            1 + random.NextInt(3), activations[random.NextInt(activations.Length)], gates[random.NextInt(gates.Length)],
            random.NextInt(3) > 0, random.NextInt(3) == 0 ? 0.3 : 0, random.NextInt(3) == 0 ? 0.4 : 0,
            random.NextInt(2) == 0, random.NextInt(2) == 0, shape));
    }

    static GradientReport Check<TStep>(RecurrentLayer<TStep> layer, Drawn s, int seed, RandomSource random)
        where TStep : struct
    {
        var (batch, states) = (s.Shape[0], random.NextInt(3)); // none; the final one; that and the first
        var initial = default(RecurrentState);
        if (states == 2)
            initial = new(State(), layer is LSTM ? State() : default);
        var mask = random.NextInt(2) == 0 ? default
            : random.Uniform(s.Shape[..2], 0, 1, DType.Float64).Shift(-0.35).Positive();
        var isTheInput = true;
        return GradientCheck.Layer(layer, s.Shape, seed, source =>
        {
            if (isTheInput)
                foreach (var parameter in layer.Parameters)
                    // over many time steps, large weights bend so sharply that the differences would be wrong
                    parameter.Value.Scale(0.5, into: parameter.Value);
            isTheInput = false;
            return source.Normal(s.Shape, 0, 1, DType.Float64);
        }, training: true, mask, states == 0 ? layer.NewCall : () => new RecurrentCall<TStep>(layer, initial));

        Tensor State() => random.Normal([batch, s.Units], 0, 1, DType.Float64);
    }
}
