using System.Runtime.CompilerServices;
using LearnDL.Numbers;
using LearnDL.Tensors;

namespace LearnDL.Activations;

/// <summary>An activation that is computed number by number.</summary>
/// <param name="name">The name it is chosen by.</param>
/// <param name="f">The function.</param>
/// <param name="needsZ">Whether its slope is found from z, and not from y alone.</param>
sealed class ElementwiseActivation<A>(string name, A f, bool needsZ) : ActivationFunction(name, needsZ)
    where A : struct, IActivation
{
    internal override void Forward(Tensor z, Tensor y) => Formula.Run(new ForwardFormula(f), y, z, y);

    internal override void Backward(Tensor dy, Tensor z, Tensor y, Tensor dz) =>
        Formula.Run(new BackwardFormula(f), dz, dy, NeedsZ ? z : y, y, dz);

    internal override R Use<R>(IActivationUser<R> user) => user.Use(f);

    readonly struct ForwardFormula(A f) : IFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void IFormula.Compute<V, TPlaces>(TPlaces at)
        {
            for (var n = 0; n < at.Length; n += V.Count)
                at[1, n] = f.Forward(at[0, n]);
        }
    }

    readonly struct BackwardFormula(A f) : IFormula
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void IFormula.Compute<V, TPlaces>(TPlaces at)
        {
            for (var n = 0; n < at.Length; n += V.Count)
                at[3, n] = f.Backward(at[0, n], at[1, n], at[2, n]);
        }
    }
}
