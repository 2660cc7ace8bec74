using System.Runtime.CompilerServices;
using LearnDL.Numbers;

namespace LearnDL.Activations;

/// <summary>
/// One activation for a whole row, as one stage of a larger formula. Each is a loop of its own: a loop with several
/// exponentials in it is too long for the compiler to make one piece of.
/// </summary>
static class ActivationPass
{
    /// <summary>y = f(z)</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Forward<V, TPlaces, A>(A f, TPlaces at, int z, int y)
        where V : struct, INumbers<V> where TPlaces : struct, IPlaces<V>, allows ref struct
        where A : struct, IActivation
    {
        for (var n = 0; n < at.Length; n += V.Count)
            at[y, n] = f.Forward(at[z, n]);
    }
}
