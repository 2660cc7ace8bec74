using LearnDL.Numbers;

namespace LearnDL.Tensors;

/// <summary>
/// Ops that treat every element alone. Two tensors must have the same shape; nothing is stretched.
/// <c>into</c> writes the result into an existing tensor, which may be an operand: <c>x.Exp(into: x)</c>.
/// </summary>
public static class ElementwiseOps
{
    /// <summary>x + y</summary>
    public static Tensor Add(this Tensor x, Tensor y, Tensor into = default) =>
        Same<Numbers.Add>(nameof(Add), x, y, into);

    /// <summary>x − y</summary>
    public static Tensor Subtract(this Tensor x, Tensor y, Tensor into = default) =>
        Same<Numbers.Subtract>(nameof(Subtract), x, y, into);

    /// <summary>x ∘ y, element by element (not the matrix product, which is <c>Dot</c>)</summary>
    public static Tensor Multiply(this Tensor x, Tensor y, Tensor into = default) =>
        Same<Numbers.Multiply>(nameof(Multiply), x, y, into);

    /// <summary>x / y. Whole numbers are not divided; Cast them first.</summary>
    public static Tensor Divide(this Tensor x, Tensor y, Tensor into = default)
    {
        Check.IsFloat(nameof(Divide), x);
        return Same<Numbers.Divide>(nameof(Divide), x, y, into);
    }

    /// <summary>The larger of the two, element by element.</summary>
    public static Tensor Maximum(this Tensor x, Tensor y, Tensor into = default) =>
        Same<Numbers.Maximum>(nameof(Maximum), x, y, into);

    /// <summary>The smaller of the two, element by element.</summary>
    public static Tensor Minimum(this Tensor x, Tensor y, Tensor into = default) =>
        Same<Numbers.Minimum>(nameof(Minimum), x, y, into);

    /// <summary>1 where x = y, 0 elsewhere.</summary>
    public static Tensor Equal(this Tensor x, Tensor y, Tensor into = default) =>
        Same<Numbers.Equal>(nameof(Equal), x, y, into);

    /// <summary>1 where x > y, 0 elsewhere.</summary>
    public static Tensor Greater(this Tensor x, Tensor y, Tensor into = default) =>
        Same<Numbers.Greater>(nameof(Greater), x, y, into);

    /// <summary>x where y > 0, 0 elsewhere: what ReLU passes back of its gradient x, for its output y.</summary>
    public static Tensor WherePositive(this Tensor x, Tensor y, Tensor into = default) =>
        Same<Numbers.WherePositive>(nameof(WherePositive), x, y, into);

    /// <summary>scale·x + shift, with one rounding where the processor has fused multiply-add.</summary>
    public static Tensor Affine(this Tensor x, double scale, double shift, Tensor into = default)
    {
        Check.IsFloat(nameof(Affine), x);
        var result = Check.Result(nameof(Affine), into, x.Shape, x.DType);
        Formula.Run(new Numbers.Affine(scale, shift), result, x, result);
        return result;
    }

    /// <summary>scale·x</summary>
    public static Tensor Scale(this Tensor x, double scale, Tensor into = default) => x.Affine(scale, 0, into);

    /// <summary>x + shift</summary>
    public static Tensor Shift(this Tensor x, double shift, Tensor into = default) => x.Affine(1, shift, into);

    /// <summary>
    /// a·x + b·y: a moving average, for instance, <c>average.Combine(0.9, x, 0.1, into: average)</c>.
    /// </summary>
    public static Tensor Combine(this Tensor x, double a, Tensor y, double b, Tensor into = default)
    {
        Check.IsFloat(nameof(Combine), x);
        Check.SameShape(nameof(Combine), x, y);
        Check.SameDType(nameof(Combine), x, y);
        var result = Check.Result(nameof(Combine), into, x.Shape, x.DType);
        Formula.Run(new Numbers.Combine(a, b), result, x, y, result);
        return result;
    }

    /// <summary>min(max(x, low), high)</summary>
    public static Tensor Clip(this Tensor x, double low, double high, Tensor into = default)
    {
        Check.IsFloat(nameof(Clip), x);
        var result = Check.Result(nameof(Clip), into, x.Shape, x.DType);
        Formula.Run(new Numbers.Clip(low, high), result, x, result);
        return result;
    }

    /// <summary>−x</summary>
    public static Tensor Negate(this Tensor x, Tensor into = default) => Each<Numbers.Negate>(nameof(Negate), x, into);

    /// <summary>|x|</summary>
    public static Tensor Abs(this Tensor x, Tensor into = default) => Each<Numbers.Abs>(nameof(Abs), x, into);

    /// <summary>−1, 0 or 1</summary>
    public static Tensor Sign(this Tensor x, Tensor into = default) => Each<Numbers.Sign>(nameof(Sign), x, into);

    /// <summary>1 where x > 0, 0 elsewhere: the slope of ReLU.</summary>
    public static Tensor Positive(this Tensor x, Tensor into = default) =>
        Each<Numbers.Positive>(nameof(Positive), x, into);

    /// <summary>x²</summary>
    public static Tensor Square(this Tensor x, Tensor into = default) => Each<Numbers.Square>(nameof(Square), x, into);

    /// <summary>√x</summary>
    public static Tensor Sqrt(this Tensor x, Tensor into = default) => Each<Numbers.Sqrt>(nameof(Sqrt), x, into);

    /// <summary>1 / x</summary>
    public static Tensor Reciprocal(this Tensor x, Tensor into = default) =>
        Each<Numbers.Reciprocal>(nameof(Reciprocal), x, into);

    /// <summary>eˣ</summary>
    public static Tensor Exp(this Tensor x, Tensor into = default) => Each<Numbers.Exp>(nameof(Exp), x, into);

    /// <summary>The natural logarithm; −∞ for 0, NaN below.</summary>
    public static Tensor Log(this Tensor x, Tensor into = default) => Each<Numbers.Log>(nameof(Log), x, into);

    /// <summary>eˣ − 1, exact near 0 too, where eˣ rounds to 1</summary>
    public static Tensor Expm1(this Tensor x, Tensor into = default) => Each<Numbers.Expm1>(nameof(Expm1), x, into);

    /// <summary>ln(1 + x), exact near 0 too, where 1 + x rounds to 1; −∞ for −1, NaN below.</summary>
    public static Tensor Log1p(this Tensor x, Tensor into = default) => Each<Numbers.Log1p>(nameof(Log1p), x, into);

    /// <summary>tanh x</summary>
    public static Tensor Tanh(this Tensor x, Tensor into = default) => Each<Numbers.Tanh>(nameof(Tanh), x, into);

    /// <summary>σ(x) = 1 / (1 + e⁻ˣ)</summary>
    public static Tensor Sigmoid(this Tensor x, Tensor into = default) =>
        Each<Numbers.Sigmoid>(nameof(Sigmoid), x, into);

    /// <summary>max(x, 0)</summary>
    public static Tensor ReLU(this Tensor x, Tensor into = default) => Each<Numbers.ReLU>(nameof(ReLU), x, into);

    /// <summary>For y = σ(x): the slope σ' = y(1 − y), from the output.</summary>
    public static Tensor SigmoidSlope(this Tensor y, Tensor into = default) =>
        Each<Numbers.SigmoidSlope>(nameof(SigmoidSlope), y, into);

    /// <summary>For y = tanh(x): the slope tanh' = 1 − y², from the output.</summary>
    public static Tensor TanhSlope(this Tensor y, Tensor into = default) =>
        Each<Numbers.TanhSlope>(nameof(TanhSlope), y, into);

    /// <summary>F(x, y) for every pair of elements; F is the equation of one pair.</summary>
    static Tensor Same<F>(string name, Tensor x, Tensor y, Tensor into) where F : struct, IFunction2
    {
        Check.SameShape(name, x, y);
        Check.SameDType(name, x, y);
        return x.IsFloat ? Formula.Of<F>(x, y, Check.Result(name, into, x.Body.Shape, x.Body.DType))
            : BroadcastOps.Apply<F>(name, x, y, x.Shape, into);
    }

    /// <summary>F(x) for every element; F is the equation of one element.</summary>
    static Tensor Each<F>(string name, Tensor x, Tensor into) where F : struct, IFunction1
    {
        Check.IsFloat(name, x);
        return Formula.Of<F>(x, Check.Result(name, into, x.Shape, x.DType));
    }
}
