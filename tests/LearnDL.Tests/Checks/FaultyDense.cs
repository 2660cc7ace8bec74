using LearnDL.Initializers;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Checks;

/// <summary>
/// A tanh layer as a learner might write it, y = tanh(x·W + b), with one fault in its backward pass.
/// With <see cref="Fault.None"/> it is right, which shows that it is the fault that is caught.
/// </summary>
public sealed class FaultyDense(int units, Fault fault) : Layer<FaultyDense.Saved>
{
    Tensor staleX, staleY;

    public readonly record struct Saved(Tensor X, Tensor Y);

    public override Shape ComputeOutputShape(Shape inputShape) => inputShape.With(-1, units);

    protected override void CreateParameters(Shape inputShape, DType dtype, RandomSource random)
    {
        AddParameter("kernel", [inputShape[-1], units], new GlorotUniform(), dtype, random);
        AddParameter("bias", [units], new Zeros(), dtype, random);
    }

    public override Tensor Forward(Tensor x, bool training, out Saved saved)
    {
        var y = x.Dot(Parameters[0]).AddRow(Parameters[1]).Tanh();
        saved = new Saved(x, y);
        (staleX, staleY) = (x, y); // what a layer with a field in place of a record would keep
        return y;
    }

    public override Tensor Backward(Tensor dy, in Saved saved)
    {
        var x = fault == Fault.StaleInput ? staleX : saved.X;
        var y = fault == Fault.StaleOutput ? staleY : saved.Y;
        var dz = Slope(dy, x, y);
        KernelGradient(x, y, dz);
        BiasGradient(dz, dy);
        var dx = InputGradient(dz, dy);
        if (fault == Fault.GradientChangedInPlace)
            dy.Multiply(y.TanhSlope(), into: dy);
        if (fault == Fault.InputChangedInPlace)
            x.Scale(1.5, into: x);
        return dx;
    }

    Tensor Slope(Tensor dy, Tensor x, Tensor y) => fault switch
    {
        Fault.SlopeForgotten => dy.Scale(1),
        Fault.SlopeOfInput => dy.Multiply(x.Dot(Parameters[0]).AddRow(Parameters[1]).TanhSlope()), // 1 − z² for 1 − y²
        Fault.SlopeSquared => dy.Multiply(y.TanhSlope().Square()),
        Fault.SlopeSign => dy.Multiply(y.TanhSlope().Negate()),
        Fault.SlopeMissingTerm => dy.Multiply(y.Square().Negate()), // −y² for 1 − y²
        _ => dy.Multiply(y.TanhSlope()),
    };

    void KernelGradient(Tensor x, Tensor y, Tensor dz)
    {
        var gradient = Parameters[0].Gradient;
        int rows = x.Size / x.Shape[-1];
        var dW = x.TransposedDot(dz);
        switch (fault)
        {
            case Fault.KernelSign: gradient.Subtract(dW, into: gradient); break;
            case Fault.KernelFactorTwo: gradient.Combine(1, dW, 2, into: gradient); break;
            case Fault.KernelOnePercent: gradient.Combine(1, dW, 1.01, into: gradient); break;
            case Fault.KernelMeanForSum: gradient.Combine(1, dW, 1.0 / rows, into: gradient); break;
            case Fault.KernelTransposed: gradient.Add(dz.TransposedDot(x).Reshape(dW.Shape), into: gradient); break;
            case Fault.KernelFromOutput:
                gradient.Add(y.TransposedDot(dz).Reshape(-1)[..1]
                .Dot(Tensor.Ones([1, dW.Size], DType.Float64)).Reshape(dW.Shape), into: gradient); break;
            case Fault.KernelOverwritten: gradient.CopyFrom(dW); break;
            case Fault.KernelForgotten: break;
            case Fault.KernelLastRowMissing:
                gradient.Add(x.Reshape(rows, -1)[..^1].TransposedDot(dz.Reshape(rows, -1)[..^1]), into: gradient);
                break;
            default: gradient.Add(dW, into: gradient); break;
        }
    }

    void BiasGradient(Tensor dz, Tensor dy)
    {
        var gradient = Parameters[1].Gradient;
        var db = dz.SumRows();
        switch (fault)
        {
            case Fault.BiasSign: gradient.Subtract(db, into: gradient); break;
            case Fault.BiasMeanForSum: gradient.Combine(1, db, (double)dz.Shape[-1] / dz.Size, into: gradient); break;
            case Fault.BiasFirstRowOnly: gradient.Add(dz.Reshape(-1, units)[0], into: gradient); break;
            case Fault.BiasOverwritten: gradient.CopyFrom(db); break;
            case Fault.BiasForgotten: break;
            case Fault.BiasFromDy: gradient.Add(dy.SumRows(), into: gradient); break;
            default: gradient.Add(db, into: gradient); break;
        }
    }

    Tensor InputGradient(Tensor dz, Tensor dy)
    {
        var W = Parameters[0].Value;
        return fault switch
        {
            Fault.InputSign => dz.DotTransposed(W).Negate(),
            Fault.InputNotTransposed => dz.Dot(W.Reshape(W.Shape[1], W.Shape[0])),
            Fault.InputFromDy => dy.DotTransposed(W),
            Fault.InputFactor => dz.DotTransposed(W).Scale(0.5),
            Fault.InputColumnMissing => dz[.., ..^1].DotTransposed(W[.., ..^1]),
            _ => dz.DotTransposed(W),
        };
    }
}
