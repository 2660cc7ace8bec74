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

    /// <summary>A number takes the tensor's type; a fraction beside whole numbers makes them Float32.</summary>
    static Tensor NumberFor(Tensor x, double number)
    {
        var isWhole = number == Math.Truncate(number) && Math.Abs(number) <= int.MaxValue;
        return Scalar(number, x.IsFloat ? x.DType : isWhole ? DType.Int32 : DType.Float32);
    }
}
