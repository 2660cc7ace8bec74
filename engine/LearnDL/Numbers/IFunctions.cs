using System.Runtime.CompilerServices;

namespace LearnDL.Numbers;

// A pure function of one to four numbers, and the loop that makes a formula of it: the operands, then the result.

/// <summary>y = f(x)</summary>
interface IFunction1
{
    /// <summary>f(x)</summary>
    static abstract V Of<V>(V x) where V : struct, INumbers<V>;
}

/// <summary>z = f(x, y)</summary>
interface IFunction2
{
    /// <summary>f(x, y)</summary>
    static abstract V Of<V>(V x, V y) where V : struct, INumbers<V>;
}

/// <summary>A function of three numbers.</summary>
interface IFunction3
{
    /// <summary>f(x, y, z)</summary>
    static abstract V Of<V>(V x, V y, V z) where V : struct, INumbers<V>;
}

/// <summary>A function of four numbers.</summary>
interface IFunction4
{
    /// <summary>f(x, y, z, u)</summary>
    static abstract V Of<V>(V x, V y, V z, V u) where V : struct, INumbers<V>;
}

readonly struct Each1<F> : IFormula where F : IFunction1
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IFormula.Compute<V, TPlaces>(TPlaces at)
    {
        for (var n = 0; n < at.Length; n += V.Count)
            at[1, n] = F.Of(at[0, n]);
    }
}

readonly struct Each2<F> : IFormula where F : IFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IFormula.Compute<V, TPlaces>(TPlaces at)
    {
        for (var n = 0; n < at.Length; n += V.Count)
            at[2, n] = F.Of(at[0, n], at[1, n]);
    }
}

readonly struct Each3<F> : IFormula where F : IFunction3
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IFormula.Compute<V, TPlaces>(TPlaces at)
    {
        for (var n = 0; n < at.Length; n += V.Count)
            at[3, n] = F.Of(at[0, n], at[1, n], at[2, n]);
    }
}

readonly struct Each4<F> : IFormula where F : IFunction4
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IFormula.Compute<V, TPlaces>(TPlaces at)
    {
        for (var n = 0; n < at.Length; n += V.Count)
            at[4, n] = F.Of(at[0, n], at[1, n], at[2, n], at[3, n]);
    }
}
