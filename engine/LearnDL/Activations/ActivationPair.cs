using LearnDL.Numbers;

namespace LearnDL.Activations;

/// <summary>
/// The two activations of a recurrent layer, of its gates and of its cell, as types: a formula that knows the types
/// is compiled for them, and so costs no more than one that is written for σ and tanh.
/// </summary>
abstract class ActivationPair
{
    /// <summary>The pair of these two.</summary>
    /// <param name="gate">The activation of the gates.</param>
    /// <param name="cell">The activation of the cell, or of the candidate.</param>
    /// <param name="layer">What an error calls the layer.</param>
    /// <exception cref="HyperparameterException">One does not work number by number: softmax.</exception>
    public static ActivationPair Of(ActivationFunction gate, ActivationFunction cell, string layer)
    {
        foreach (var f in (ReadOnlySpan<ActivationFunction>)[gate, cell])
            if (f is SoftmaxActivation)
                throw new HyperparameterException($"{layer}: {f} makes shares of all units together.",
                    "an activation of every unit by itself", $"{f}",
                    "Use \"sigmoid\" for gates, \"tanh\" for the cell.");
        return gate.Use(new WithGate(cell));
    }

    /// <summary>Computes with the pair.</summary>
    public abstract void Run<TStep>(in TStep step) where TStep : struct, IGatedStep;

    sealed class WithGate(ActivationFunction cell) : IActivationUser<ActivationPair>
    {
        public ActivationPair Use<TGate>(TGate gate) where TGate : struct, IActivation =>
            cell.Use(new WithCell<TGate>(gate));
    }

    sealed class WithCell<TGate>(TGate gate) : IActivationUser<ActivationPair> where TGate : struct, IActivation
    {
        public ActivationPair Use<TCell>(TCell cell) where TCell : struct, IActivation =>
            new Typed<TGate, TCell>(gate, cell);
    }

    sealed class Typed<TGate, TCell>(TGate gate, TCell cell) : ActivationPair
        where TGate : struct, IActivation where TCell : struct, IActivation
    {
        public override void Run<TStep>(in TStep step) => step.Run(gate, cell);
    }
}

/// <summary>What is computed with a pair of activations.</summary>
interface IGatedStep
{
    /// <summary>Computes it.</summary>
    void Run<TGate, TCell>(TGate gate, TCell cell) where TGate : struct, IActivation where TCell : struct, IActivation;
}

/// <summary>What is made of one activation, whatever its type.</summary>
interface IActivationUser<R>
{
    /// <summary>Makes it.</summary>
    R Use<A>(A f) where A : struct, IActivation;
}
