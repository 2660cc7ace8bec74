using LearnDL.Numbers;
using LearnDL.Tensors;

namespace LearnDL.Backends;

/// <summary>One formula over whole tensors, operation by operation.</summary>
/// <param name="inner">The backend that computes.</param>
/// <param name="rows">The rows that are walked over.</param>
/// <param name="columns">Their columns.</param>
/// <param name="type">The type of the elements.</param>
/// <param name="add">Takes every operation down.</param>
sealed class FormulaRecord(IBackend inner, int rows, int columns, DType type, Action<TracedOp> add)
{
    public RecordedNumbers Of<F>(RecordedNumbers x) where F : struct, IFunction1 =>
        Compute(default(Each1<F>), typeof(F).Name, ("x", x));

    public RecordedNumbers Of<F>(RecordedNumbers x, RecordedNumbers y) where F : struct, IFunction2 =>
        Compute(default(Each2<F>), typeof(F).Name, ("x", x), ("y", y));

    public RecordedNumbers Of<F>(RecordedNumbers a, RecordedNumbers b, RecordedNumbers c)
        where F : struct, IFunction3 =>
            Compute(default(Each3<F>), typeof(F).Name, ("a", a), ("b", b), ("c", c));

    public RecordedNumbers Of<F>(RecordedNumbers x, RecordedNumbers y, RecordedNumbers yes, RecordedNumbers no)
        where F : struct, IFunction4 =>
        Compute(default(Each4<F>), typeof(F).Name, ("x", x), ("y", y), ("yes", yes), ("no", no));

    RecordedNumbers Compute<TFormula>(TFormula formula, string name,
        params ReadOnlySpan<(string Name, RecordedNumbers Value)> given)
        where TFormula : struct, IFormula
    {
        var operands = new Operand[given.Length + 1];
        var (read, settings) = (new List<(string, Tensor)>(), new List<(string, object)>());
        var shape = Shape.Of([rows, columns]);
        for (var i = 0; i < given.Length; i++)
        {
            var (which, value) = given[i];
            if (value.Constant is { } number)
            {
                settings.Add((which, number));
                operands[i] = Number(number);
                continue;
            }
            operands[i] = value.Operand;
            read.Add((which, value.Operand.Tensor));
            if (value.Operand.IsWhole)
                shape = value.Operand.Tensor.Shape;
        }
        var result = NewLasting(shape);
        operands[^1] = result;
        inner.Elementwise(formula, rows, columns, operands);
        add(new(name, read, settings, [("result", result)]));
        return new(this, result);
    }

    /// <summary>A copy of what a formula reads, which stays.</summary>
    public RecordedNumbers Read(in Operand operand)
    {
        var x = operand.Tensor;
        if (operand.IsWhole || (operand.Start == 0 && (operand.Stride == 0 || operand.RowStride(columns) == 0)))
            return new(this, operand.WithTensor(x.Keep()));
        var copy = NewLasting([rows, columns]);
        inner.Elementwise(default(Each1<Copy>), rows, columns, [operand, copy]);
        return new(this, copy);
    }

    /// <summary>Puts a result where the formula writes it.</summary>
    public void Write(RecordedNumbers value, in Operand operand) =>
        inner.Elementwise(default(Each1<Copy>), rows, columns,
            [value.Constant is { } number ? Number(number) : value.Operand, operand]);

    /// <summary>A number of the equation, for all elements; to make a tensor of it is no operation to record.</summary>
    Operand Number(double number)
    {
        var one = NewLasting([1]);
        inner.Fill(one, number);
        return Operand.Number(one);
    }

    Tensor NewLasting(Shape shape)
    {
        using (Arena.LeaveScope())
            return Tensor.New(shape, type);
    }
}

/// <summary>The operands of a formula, each read and written as a whole.</summary>
readonly ref struct RecordedPlaces(FormulaRecord record, ReadOnlySpan<Operand> operands) : IPlaces<RecordedNumbers>
{
    readonly ReadOnlySpan<Operand> operands = operands;

    public int Length => 1;

    public RecordedNumbers this[int operand, int n]
    {
        get => record.Read(operands[operand]);
        set => record.Write(value, operands[operand]);
    }
}
