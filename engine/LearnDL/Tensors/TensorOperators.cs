using LearnDL.Backends;

namespace LearnDL.Tensors;

/// <summary>
/// The operators + - * /, for people exploring: they follow NumPy's broadcasting. The engine's own code uses the named
/// ops.
/// </summary>
public readonly partial struct Tensor
{
    /// <summary>x + y with NumPy's broadcasting.</summary>
    public static Tensor operator +(Tensor x, Tensor y) => BroadcastOps.NumPy<Numbers.Add>(x, y);

    /// <summary>x − y with NumPy's broadcasting.</summary>
    public static Tensor operator -(Tensor x, Tensor y) => BroadcastOps.NumPy<Numbers.Subtract>(x, y);

    /// <summary>x ∘ y with NumPy's broadcasting.</summary>
    public static Tensor operator *(Tensor x, Tensor y) => BroadcastOps.NumPy<Numbers.Multiply>(x, y);

    /// <summary>x / y with NumPy's broadcasting.</summary>
    public static Tensor operator /(Tensor x, Tensor y) => BroadcastOps.NumPy<Numbers.Divide>(x, y);

    /// <summary>−x</summary>
    public static Tensor operator -(Tensor x) =>
        BroadcastOps.NumPy<Numbers.Multiply>(x, Scalar(-1, x.DType == DType.UInt8 ? DType.Int32 : x.DType));

    /// <summary>x + number</summary>
    public static Tensor operator +(Tensor x, double number) => x + NumberFor(x, number);

    /// <summary>x − number</summary>
    public static Tensor operator -(Tensor x, double number) => x - NumberFor(x, number);

    /// <summary>x · number</summary>
    public static Tensor operator *(Tensor x, double number) => x * NumberFor(x, number);

    /// <summary>x / number</summary>
    public static Tensor operator /(Tensor x, double number) => x / NumberFor(x, number);

    /// <summary>number + x</summary>
    public static Tensor operator +(double number, Tensor x) => NumberFor(x, number) + x;

    /// <summary>number − x</summary>
    public static Tensor operator -(double number, Tensor x) => NumberFor(x, number) - x;

    /// <summary>number · x</summary>
    public static Tensor operator *(double number, Tensor x) => NumberFor(x, number) * x;

    /// <summary>number / x</summary>
    public static Tensor operator /(double number, Tensor x) => NumberFor(x, number) / x;

    /// <summary>1 where an element is larger than the number, 0 elsewhere: <c>model.Predict(x) > 0.5</c>.</summary>
    public static Tensor operator >(Tensor x, double number) => Fractions(x).Greater(AllLike(Fractions(x), number));

    /// <summary>1 where an element is smaller than the number, 0 elsewhere.</summary>
    public static Tensor operator <(Tensor x, double number) => AllLike(Fractions(x), number).Greater(Fractions(x));

    /// <summary>The number in a tensor of one element: <c>(double)y[0, 0]</c>.</summary>
    /// <exception cref="ShapeException">It has not exactly one.</exception>
    public static explicit operator double(Tensor x) => x.Item();

    /// <summary>The number in a tensor of one element.</summary>
    /// <exception cref="ShapeException">It has not exactly one.</exception>
    public static explicit operator float(Tensor x) => (float)x.Item();

    /// <summary>The number in a tensor of one element, cut towards zero: <c>(int)y.ArgMax()</c>.</summary>
    /// <exception cref="ShapeException">It has not exactly one.</exception>
    public static explicit operator int(Tensor x) => (int)x.Item();

    /// <summary>As a type in which every number can be compared with them.</summary>
    static Tensor Fractions(Tensor x) => x.IsFloat ? x : x.Cast(DType.Float64);

    static Tensor AllLike(Tensor x, double number) => Full(x.Shape, number, x.DType);

    /// <summary>A number takes the tensor's type; a fraction beside whole numbers makes them Float32.</summary>
    static Tensor NumberFor(Tensor x, double number)
    {
        var isWhole = number == Math.Truncate(number) && Math.Abs(number) <= int.MaxValue;
        return Scalar(number, x.IsFloat ? x.DType : isWhole ? DType.Int32 : DType.Float32);
    }
}
