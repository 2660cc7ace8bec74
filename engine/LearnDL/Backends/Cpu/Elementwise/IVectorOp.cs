using System.Numerics;

namespace LearnDL.Backends.Cpu;

/// <summary>An op of one operand, as the one line that computes it for a whole vector of elements.</summary>
interface IUnaryOp<T>
{
    static abstract Vector<T> Apply(Vector<T> x);
}

/// <summary>An op of two operands.</summary>
interface IBinaryOp<T>
{
    static abstract Vector<T> Apply(Vector<T> x, Vector<T> y);
}

/// <summary>An op with numbers of its own, such as a·x + b·y.</summary>
interface IScaledOp<T>
{
    Vector<T> Apply(Vector<T> x, Vector<T> y);
}
