namespace LearnDL.Backends;

/// <summary>Ops of one operand; <see cref="Tensors.ElementwiseOps"/> gives their formulas.</summary>
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
