using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// What becomes of a sum before its one rounding: it is divided, for a mean, and added to what the
/// result holds, if that is asked for.
/// </summary>
readonly record struct SumEnd(double Divisor = 1, bool Accumulate = false)
{
    /// <summary>(result +) sum / divisor</summary>
    public T Of<T>(double sum, T result) where T : INumber<T>
    {
        var quotient = Divisor == 1 ? sum : sum / Divisor;
        return T.CreateTruncating(Accumulate ? double.CreateTruncating(result) + quotient : quotient);
    }

    /// <summary>The same for a vector of results, from a place on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<T>(WideVector sum, ref T result, nint at) where T : unmanaged
    {
        var quotient = Divisor == 1 ? sum : sum / Divisor;
        (Accumulate ? WideVector.Load(ref result, at) + quotient : quotient).Store(ref result, at);
    }

    /// <summary>The same for as many results as there is room for.</summary>
    public void StorePart<T>(WideVector sum, Span<T> result) where T : unmanaged
    {
        if (result.Length == WideVector.Count)
        {
            Store(sum, ref MemoryMarshal.GetReference(result), 0);
            return;
        }
        Span<T> whole = stackalloc T[WideVector.Count];
        result.CopyTo(whole);
        Store(sum, ref MemoryMarshal.GetReference(whole), 0);
        whole[..result.Length].CopyTo(result);
    }
}
