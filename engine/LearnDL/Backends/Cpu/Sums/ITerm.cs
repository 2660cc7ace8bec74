using System.Runtime.CompilerServices;

namespace LearnDL.Backends.Cpu;

/// <summary>What is summed over the rows: the numbers themselves, products of two, squares of deviations.</summary>
interface ITerm<T, TSelf> where T : unmanaged where TSelf : struct
{
    /// <summary>The terms of a vector of columns, the first of which has this number.</summary>
    TSelf At(int column, int count);

    /// <summary>sum + the terms at a place</summary>
    WideVector Add(WideVector sum, ref T x, ref T y, nint at);
}

/// <summary>x</summary>
readonly struct NumberTerm<T> : ITerm<T, NumberTerm<T>> where T : unmanaged
{
    public NumberTerm<T> At(int column, int count) => this;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WideVector Add(WideVector sum, ref T x, ref T y, nint at) => sum + WideVector.Load(ref x, at);
}

/// <summary>x·y</summary>
readonly struct ProductTerm<T> : ITerm<T, ProductTerm<T>> where T : unmanaged
{
    public ProductTerm<T> At(int column, int count) => this;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WideVector Add(WideVector sum, ref T x, ref T y, nint at) =>
        WideVector.MultiplyAdd(WideVector.Load(ref x, at), WideVector.Load(ref y, at), sum);
}

/// <summary>(x − μ)², with μ in Float64, one per column</summary>
readonly struct DeviationTerm<T>(double[] means, WideVector mean) : ITerm<T, DeviationTerm<T>> where T : unmanaged
{
    readonly WideVector mean = mean;

    public DeviationTerm<T> At(int column, int count) =>
        new(means, WideVector.LoadPart<double>(means.AsSpan(column, count)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WideVector Add(WideVector sum, ref T x, ref T y, nint at)
    {
        var deviation = WideVector.Load(ref x, at) - mean;
        return WideVector.MultiplyAdd(deviation, deviation, sum);
    }
}
