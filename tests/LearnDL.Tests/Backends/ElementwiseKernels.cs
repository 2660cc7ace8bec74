using LearnDL.Backends;
using LearnDL.Numbers;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Backends;

/// <summary>The functions of one operand, so that a test can go through all of them.</summary>
public enum UnaryOp
{
    Abs,
    Sign,
    Positive,
    Square,
    Sqrt,
    Reciprocal,
    Exp,
    Log,
    Expm1,
    Log1p,
    Tanh,
    Sigmoid,
    ReLU,
    SigmoidSlope,
    TanhSlope,
}

/// <summary>The functions of two operands.</summary>
public enum BinaryOp
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Maximum,
    Minimum,
    Equal,
    Greater,
    WherePositive,
}

/// <summary>The element-wise ops on a backend that a test names.</summary>
static class ElementwiseKernels
{
    public static void Unary(this IBackend backend, UnaryOp op, Tensor x, Tensor result)
    {
        switch (op)
        {
            case UnaryOp.Abs: Each<Abs>(backend, x, result); break;
            case UnaryOp.Sign: Each<Sign>(backend, x, result); break;
            case UnaryOp.Positive: Each<Positive>(backend, x, result); break;
            case UnaryOp.Square: Each<Square>(backend, x, result); break;
            case UnaryOp.Sqrt: Each<Sqrt>(backend, x, result); break;
            case UnaryOp.Reciprocal: Each<Reciprocal>(backend, x, result); break;
            case UnaryOp.Exp: Each<Exp>(backend, x, result); break;
            case UnaryOp.Log: Each<Log>(backend, x, result); break;
            case UnaryOp.Expm1: Each<Expm1>(backend, x, result); break;
            case UnaryOp.Log1p: Each<Log1p>(backend, x, result); break;
            case UnaryOp.Tanh: Each<Tanh>(backend, x, result); break;
            case UnaryOp.Sigmoid: Each<Sigmoid>(backend, x, result); break;
            case UnaryOp.ReLU: Each<ReLU>(backend, x, result); break;
            case UnaryOp.SigmoidSlope: Each<SigmoidSlope>(backend, x, result); break;
            case UnaryOp.TanhSlope: Each<TanhSlope>(backend, x, result); break;
            default: throw new ArgumentOutOfRangeException(nameof(op));
        }
    }

    public static void Binary(this IBackend backend, BinaryOp op, Tensor x, Tensor y, Tensor result)
    {
        switch (op)
        {
            case BinaryOp.Add: Both<Add>(backend, x, y, result); break;
            case BinaryOp.Subtract: Both<Subtract>(backend, x, y, result); break;
            case BinaryOp.Multiply: Both<Multiply>(backend, x, y, result); break;
            case BinaryOp.Divide: Both<Divide>(backend, x, y, result); break;
            case BinaryOp.Maximum: Both<Maximum>(backend, x, y, result); break;
            case BinaryOp.Minimum: Both<Minimum>(backend, x, y, result); break;
            case BinaryOp.Equal: Both<Equal>(backend, x, y, result); break;
            case BinaryOp.Greater: Both<Greater>(backend, x, y, result); break;
            case BinaryOp.WherePositive: Both<WherePositive>(backend, x, y, result); break;
            default: throw new ArgumentOutOfRangeException(nameof(op));
        }
    }

    public static void Affine(this IBackend backend, double scale, Tensor x, double shift, Tensor result) =>
        Run(backend, new Affine(scale, shift), result, x, result);

    public static void Combine(this IBackend backend, double a, Tensor x, double b, Tensor y, Tensor result) =>
        Run(backend, new Combine(a, b), result, x, y, result);

    public static void Clip(this IBackend backend, Tensor x, double low, double high, Tensor result) =>
        Run(backend, new Clip(low, high), result, x, result);

    public static void CombineRow(this IBackend backend, Tensor a, Tensor x, Tensor b, Tensor y, Tensor c,
        Tensor result)
    {
        if (y.HasValue)
            Run(backend, default(CombineRow), result, x, Operand.Row(a), y, Operand.Row(b), Operand.Row(c), result);
        else
            Run(backend, default(Each3<MultiplyAdd>), result, x, Operand.Row(a), Operand.Row(c), result);
    }

    public static void Adam(this IBackend backend, Tensor w, Tensor g, Tensor m, Tensor v, double alpha) =>
        Run(backend, new Adam.Change(0.9, 0.999, alpha, 1e-7, amsgrad: false), w, w, g, m, v);

    static void Each<F>(IBackend backend, Tensor x, Tensor result) where F : struct, IFunction1 =>
        Run(backend, default(Each1<F>), result, x, result);

    static void Both<F>(IBackend backend, Tensor x, Tensor y, Tensor result) where F : struct, IFunction2
    {
        if (result.DType == DType.Int32 && WholeNumbers.Computes<F>())
            WholeNumbers.Binary<F>(x, y, result);
        else if (x.Shape == result.Shape && y.Shape == result.Shape)
            Run(backend, default(Each2<F>), result, x, y, result);
        else if (result.Size > 0)
            BroadcastOps.Stretch<F>(backend, x, y, result);
    }

    static void Run<TFormula>(IBackend backend, in TFormula formula, Tensor like, params ReadOnlySpan<Operand> operands)
        where TFormula : struct, IFormula
    {
        if (like.Size > 0)
            backend.Elementwise(in formula, like.Size / Width(like), Width(like), operands);
    }

    static int Width(Tensor x) => x.Rank == 0 ? 1 : x.Shape[-1];
}
