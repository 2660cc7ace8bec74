using System.Runtime.CompilerServices;
using LearnDL.Numbers;
using LearnDL.Tensors;

namespace LearnDL.Activations;

/// <summary>y = z: nothing is computed.</summary>
sealed class LinearActivation() : ActivationFunction("linear", needsZ: false)
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor z) => z;

    /// <inheritdoc/>
    public override Tensor Backward(Tensor dy, Tensor z, Tensor y) => dy;

    internal override void Forward(Tensor z, Tensor y) => y.CopyFrom(z);

    internal override void Backward(Tensor dy, Tensor z, Tensor y, Tensor dz) => dz.CopyFrom(dy);

    internal override R Use<R>(IActivationUser<R> user) => user.Use(default(Identity));

    readonly struct Identity : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Forward<V>(V z) where V : struct, INumbers<V> => z;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Backward<V>(V dy, V z, V y) where V : struct, INumbers<V> => dy;
    }
}
