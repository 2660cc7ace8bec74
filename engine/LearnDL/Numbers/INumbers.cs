namespace LearnDL.Numbers;

/// <summary>
/// What an equation computes with. Its text is written once and runs on one number (<see cref="PlainNumber{T}"/>, in
/// the reference backend), on as many as a vector register holds (<see cref="Lanes{T}"/>, in the CPU backend), or on
/// whole tensors, each operation of which is written down (in the tracing backend): <c>var c = f * cPrev + i * g;</c>
/// is the same line everywhere. A product and a sum after each other are rounded twice, on every machine;
/// <see cref="MultiplyAdd"/> rounds once where the processor can.
/// </summary>
/// <typeparam name="V">The type itself.</typeparam>
public interface INumbers<V> where V : struct, INumbers<V>
{
    /// <summary>How many numbers one V stands for.</summary>
    static abstract int Count { get; }

    /// <summary>A number of the equation itself, such as the 1 in 1 − y².</summary>
    static abstract implicit operator V(double value);

    /// <summary>x + y</summary>
    static abstract V operator +(V x, V y);

    /// <summary>x − y</summary>
    static abstract V operator -(V x, V y);

    /// <summary>x·y</summary>
    static abstract V operator *(V x, V y);

    /// <summary>x / y</summary>
    static abstract V operator /(V x, V y);

    /// <summary>−x</summary>
    static abstract V operator -(V x);

    /// <summary>a·b + c, with one rounding where the processor has fused multiply-add.</summary>
    static abstract V MultiplyAdd(V a, V b, V c);

    /// <summary>√x</summary>
    static abstract V Sqrt(V x);

    /// <summary>|x|</summary>
    static abstract V Abs(V x);

    /// <summary>The larger of the two; NaN if one of them is.</summary>
    static abstract V Max(V x, V y);

    /// <summary>The smaller of the two; NaN if one of them is.</summary>
    static abstract V Min(V x, V y);

    /// <summary>eˣ</summary>
    static abstract V Exp(V x);

    /// <summary>eˣ − 1, exact near 0 too</summary>
    static abstract V Expm1(V x);

    /// <summary>ln x</summary>
    static abstract V Log(V x);

    /// <summary>ln(1 + x), exact near 0 too</summary>
    static abstract V Log1p(V x);

    /// <summary>tanh x</summary>
    static abstract V Tanh(V x);

    /// <summary>σ(x) = 1 / (1 + e⁻ˣ)</summary>
    static abstract V Sigmoid(V x);

    /// <summary>yes where x > y; no elsewhere, and where one of them is NaN.</summary>
    static abstract V IfGreater(V x, V y, V yes, V no);

    /// <summary>yes where x ≤ y; no elsewhere, and where one of them is NaN.</summary>
    static abstract V IfAtMost(V x, V y, V yes, V no);

    /// <summary>yes where x = y; no elsewhere.</summary>
    static abstract V IfEqual(V x, V y, V yes, V no);

    /// <summary>
    /// x, but 0 where it lies below the smallest number of full precision (1.2e-38 for Float32). A running mean that
    /// halves and halves ends among those "subnormal" numbers, with which processors are several times slower.
    /// </summary>
    static abstract V FlushTiny(V x);
}
