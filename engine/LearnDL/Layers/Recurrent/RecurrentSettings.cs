using LearnDL.Activations;
using LearnDL.Constraints;
using LearnDL.Initializers;
using LearnDL.Regularizers;
using LearnDL.Saving;

namespace LearnDL.Layers;

/// <summary>
/// What all recurrent layers can be given, under Keras's names; the constructors of <see cref="LSTM"/>,
/// <see cref="GRU"/> and <see cref="SimpleRNN"/> give the defaults.
/// </summary>
/// <param name="Kind">The class of the layer, for errors.</param>
/// <param name="Units">U, the numbers in the hidden state, at least 1.</param>
/// <param name="Activation">The activation of the candidate, and of an LSTM's cell state;
/// in a SimpleRNN, of the sum.</param>
/// <param name="UseBias">Whether a bias is added.</param>
/// <param name="KernelInitializer">How the kernel W (D, G·U) begins.</param>
/// <param name="RecurrentInitializer">How the recurrent kernel R (U, G·U) begins.</param>
/// <param name="BiasInitializer">How the bias begins.</param>
/// <param name="Dropout">The share of the inputs that is dropped while learning, in [0, 1).</param>
/// <param name="RecurrentDropout">The share of the hidden state that is dropped while learning, in [0, 1).</param>
/// <param name="Seed">A seed of its own for the dropout; the model's without one.</param>
/// <param name="ReturnSequences">Whether the output is the hidden state after every time step, (N, T, U), or
/// only after the last, (N, U).</param>
/// <param name="ReturnState">Whether the final state is given beside the output, for a functional model.</param>
/// <param name="GoBackwards">Whether the last time step is read first; the outputs come
/// in the order of reading.</param>
/// <param name="Stateful">Whether every batch begins in the state that the batch before ended in.</param>
/// <param name="Truncate">The number of time steps a gradient is carried back at most, in blocks of that length; null
/// for the whole sequence. Not in Keras.</param>
public sealed record RecurrentSettings(string Kind, int Units, ActivationFunction Activation, bool UseBias,
    Initializer KernelInitializer, Initializer RecurrentInitializer, Initializer BiasInitializer, double Dropout,
    double RecurrentDropout, int? Seed, bool ReturnSequences, bool ReturnState, bool GoBackwards, bool Stateful,
    int? Truncate)
{
    /// <summary>What W costs in the loss; null for nothing.</summary>
    public Regularizer? KernelRegularizer { get; init; }

    /// <summary>What R costs in the loss; null for nothing.</summary>
    public Regularizer? RecurrentRegularizer { get; init; }

    /// <summary>What the bias costs in the loss; null for nothing.</summary>
    public Regularizer? BiasRegularizer { get; init; }

    /// <summary>What the output costs in the loss; null for nothing.</summary>
    public Regularizer? ActivityRegularizer { get; init; }

    /// <summary>What W must obey after each step; null for nothing.</summary>
    public Constraint? KernelConstraint { get; init; }

    /// <summary>What R must obey after each step; null for nothing.</summary>
    public Constraint? RecurrentConstraint { get; init; }

    /// <summary>What the bias must obey after each step; null for nothing.</summary>
    public Constraint? BiasConstraint { get; init; }

    /// <summary>Says what is wrong with them.</summary>
    /// <exception cref="HyperparameterException">A number is out of range.</exception>
    internal RecurrentSettings Checked(string? name)
    {
        var who = Layer.Called(Kind, name);
        Hyperparameter.AtLeast(1, Units, $"{who}: units");
        Hyperparameter.Share(Dropout, $"{who}: dropout");
        Hyperparameter.Share(RecurrentDropout, $"{who}: recurrentDropout");
        if (Truncate is { } steps)
            Hyperparameter.AtLeast(1, steps, $"{who}: truncate");
        return this;
    }

    /// <summary>Kind and size: "LSTM(32)".</summary>
    public override string ToString() => $"{Kind}({Units})";

    /// <summary>Adds them to the config of a layer.</summary>
    internal Config AddTo(Config config)
    {
        var all = new Config(config)
        {
            { "units", Units }, { "activation", Activation }, { "use_bias", UseBias },
            { "kernel_initializer", KernelInitializer }, { "recurrent_initializer", RecurrentInitializer },
            { "bias_initializer", (BiasInitializer as UnitForgetBias)?.Others ?? BiasInitializer },
            { "kernel_regularizer", KernelRegularizer }, { "recurrent_regularizer", RecurrentRegularizer },
            { "bias_regularizer", BiasRegularizer }, { "kernel_constraint", KernelConstraint },
            { "recurrent_constraint", RecurrentConstraint }, { "bias_constraint", BiasConstraint },
            { "dropout", Dropout }, { "recurrent_dropout", RecurrentDropout }, { "seed", Seed },
            { "return_sequences", ReturnSequences }, { "return_state", ReturnState },
            { "go_backwards", GoBackwards }, { "stateful", Stateful },
        };
        if (Truncate is { } steps) // Keras does not know it
            all.Add("truncate", steps);
        return all;
    }
}
