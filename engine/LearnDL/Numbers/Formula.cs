using LearnDL.Backends;
using LearnDL.Tensors;

namespace LearnDL.Numbers;

/// <summary>Lets the backend compute a formula, or a function of one result, for all elements.</summary>
static class Formula
{
    /// <summary>Computes all elements.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="like">A tensor of the shape that is walked over: its last axis makes the
    /// columns, the others the rows.</param>
    /// <param name="operands">The operands, in the order of their numbers in the formula.</param>
    public static void Run<TFormula>(in TFormula formula, Tensor like, params ReadOnlySpan<Operand> operands)
        where TFormula : struct, IFormula
    {
        var body = like.Body;
        if (body.Size == 0)
            return;
        var columns = body.Size; // of whole tensors, all rows are one
        foreach (ref readonly var operand in operands)
            if (!operand.IsWhole)
            {
                columns = body.Shape.Rank == 0 ? 1 : body.Shape[-1];
                break;
            }
        Backend.Elementwise(in formula, columns == body.Size ? 1 : body.Size / columns, columns, operands);
    }

    /// <summary>The same for a given number of rows and columns.</summary>
    public static void Run<TFormula>(in TFormula formula, int rows, int columns, params ReadOnlySpan<Operand> operands)
        where TFormula : struct, IFormula
    {
        if (rows > 0 && columns > 0)
            Backend.Elementwise(in formula, rows, columns, operands);
    }

    /// <summary>result = F(x), of whole tensors of one shape</summary>
    public static Tensor Of<F>(Tensor x, Tensor result) where F : struct, IFunction1
    {
        Run(default(Each1<F>), 1, result.Body.Size, x, result);
        return result;
    }

    /// <summary>result = F(x, y), of whole tensors of one shape</summary>
    public static Tensor Of<F>(Tensor x, Tensor y, Tensor result) where F : struct, IFunction2
    {
        Run(default(Each2<F>), 1, result.Body.Size, x, y, result);
        return result;
    }

    /// <summary>result = F(x, y)</summary>
    public static Tensor Of<F>(Operand x, Operand y, Tensor result) where F : struct, IFunction2
    {
        Run(default(Each2<F>), result, x, y, result);
        return result;
    }

    /// <summary>result = F(x, y, z)</summary>
    public static Tensor Of<F>(Operand x, Operand y, Operand z, Tensor result) where F : struct, IFunction3
    {
        Run(default(Each3<F>), result, x, y, z, result);
        return result;
    }
}
