using System.Runtime.CompilerServices;
using LearnDL.Numbers;

namespace LearnDL.Activations;

// The activations, one element at a time: y = f(z), and dz = dy·f'(z). The slope f' is taken from the
// output y where that is shorter. V is one number or a whole vector register; inlined, so that a loop
// over elements has no calls in it.

/// <summary>max(z, 0)</summary>
readonly struct ReLUActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, INumbers<V> => Numbers.ReLU.Of(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Backward<V>(V dy, V z, V y) where V : struct, INumbers<V> => WherePositive.Of(dy, y); // dy where y > 0
}

/// <summary>σ(z) = 1 / (1 + e⁻ᶻ), slope y(1 − y)</summary>
readonly struct SigmoidActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, INumbers<V> => V.Sigmoid(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Backward<V>(V dy, V z, V y) where V : struct, INumbers<V> => dy * SigmoidSlope.Of(y);
}

/// <summary>tanh z, slope 1 − y²</summary>
readonly struct TanhActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, INumbers<V> => V.Tanh(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Backward<V>(V dy, V z, V y) where V : struct, INumbers<V> => dy * TanhSlope.Of(y);
}

/// <summary>eᶻ, which is its own slope</summary>
readonly struct ExponentialActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, INumbers<V> => V.Exp(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Backward<V>(V dy, V z, V y) where V : struct, INumbers<V> => dy * y;
}

/// <summary>A straight line from (−3, 0) to (3, 1).</summary>
readonly struct HardSigmoidActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, INumbers<V> => V.Min(V.Max(z + 3, 0), 6) * (1.0 / 6);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Backward<V>(V dy, V z, V y) where V : struct, INumbers<V> =>
        V.IfGreater(y, 0, V.IfGreater(1, y, dy, 0), 0) * (1.0 / 6);
}

/// <summary>ln(1 + eᶻ) = max(z, 0) + ln(1 + e^−|z|), which cannot overflow; slope σ(z)</summary>
readonly struct SoftplusActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, INumbers<V> => Numbers.ReLU.Of(z) + V.Log1p(V.Exp(-V.Abs(z)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Backward<V>(V dy, V z, V y) where V : struct, INumbers<V> => dy * V.Sigmoid(z);
}

/// <summary>z / (1 + |z|), slope 1 / (1 + |z|)²</summary>
readonly struct SoftsignActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, INumbers<V> => z / (1 + V.Abs(z));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Backward<V>(V dy, V z, V y) where V : struct, INumbers<V> => dy / ((1 + V.Abs(z)) * (1 + V.Abs(z)));
}

/// <summary>z·σ(z), called swish too; slope σ + y(1 − σ).</summary>
readonly struct SiluActivation : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, INumbers<V> => z * V.Sigmoid(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Backward<V>(V dy, V z, V y) where V : struct, INumbers<V>
    {
        var sigma = V.Sigmoid(z);
        return dy * (sigma + y * (1 - sigma));
    }
}

/// <summary>z for z > 0, slope·z below.</summary>
readonly struct LeakyReLUActivation(double slope) : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, INumbers<V> => V.IfGreater(z, 0, z, slope * z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Backward<V>(V dy, V z, V y) where V : struct, INumbers<V> => V.IfGreater(z, 0, dy, slope * dy);
}

/// <summary>
/// z for z > 0, α(eᶻ − 1) below, and all of it times a scale. (The slope below is y + α too, but that
/// sum loses the digits of a small eᶻ.)
/// </summary>
readonly struct EluActivation(double alpha, double scale) : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, INumbers<V> => scale * V.IfGreater(z, 0, z, alpha * V.Expm1(z));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Backward<V>(V dy, V z, V y) where V : struct, INumbers<V> =>
        scale * V.IfGreater(z, 0, dy, dy * (alpha * V.Exp(z)));
}

/// <summary>
/// Keras's general ReLU: slope·(z − threshold) below the threshold, z above it, and never more than the maximum.
/// </summary>
readonly struct BoundedReLUActivation(double maxValue, double negativeSlope, double threshold) : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V z) where V : struct, INumbers<V> =>
        V.Min(V.IfGreater(threshold, z, negativeSlope * (z - threshold), z), maxValue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Backward<V>(V dy, V z, V y) where V : struct, INumbers<V> =>
        V.IfGreater(maxValue, y, V.IfGreater(threshold, z, negativeSlope * dy, dy), 0);
}
