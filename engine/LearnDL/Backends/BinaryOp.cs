namespace LearnDL.Backends;

/// <summary>Ops of two operands; Equal and Greater give 1 or 0, WherePositive gives x or 0.</summary>
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
