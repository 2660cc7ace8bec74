using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LearnDL.Numbers;
using LearnDL.Tensors;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// A formula over the rows of its operands. It does so little with every number that it is mostly the memory that takes
/// the time, and a second thread helps only with tensors that are too long for a near cache.
/// </summary>
readonly struct ElementwiseWork<T, TFormula> : IWork where T : unmanaged, INumber<T> where TFormula : struct, IFormula
{
    /// <summary>About this many elements make a part.</summary>
    const int PartSize = 1 << 15;

    /// <summary>Fewer elements are left to one thread.</summary>
    const int WorthThreads = 1 << 18;

    /// <summary>
    /// Rows narrower than this are taken several at a time, where that is possible, so that they fill vectors.
    /// </summary>
    const int Narrow = 32, Together = 16;

    readonly TFormula formula;
    readonly Places<T> places;
    readonly int count, rows, columns;

    /// <summary>The columns of the last row, where rows were taken together: there may be fewer.</summary>
    readonly int lastColumns;

    /// <summary>Whether an operand gives one number to a whole row.</summary>
    readonly bool isStretched;

    ElementwiseWork(in TFormula formula, ReadOnlySpan<Operand> operands, bool isFlat, int rows, int columns)
    {
        this.formula = formula;
        var fits = columns < Narrow && rows > 1;
        foreach (ref readonly var operand in operands)
        {
            var place = Place<T>.Of(operand, columns);
            for (var block = 0; block < operand.Blocks; block++)
                places[count++] = Place<T>.Of(operand.Block(block, columns), columns);
            fits &= (place.RowStride == columns || place.RowStride == 0) && place.Stride == 1;
            isStretched |= place.Stride == 0;
        }
        if (isFlat) // the rows of all operands lie behind each other: one long row
            (rows, columns) = (1, rows * columns);
        (this.rows, this.columns, lastColumns) = (rows, columns, columns);
        if (isFlat || !fits)
            return;
        var together = Math.Min(Together, rows);
        (this.rows, this.columns) = ((rows + together - 1) / together, together * columns);
        lastColumns = (rows - (this.rows - 1) * together) * columns;
        for (var k = 0; k < count; k++)
            if (places[k].RowStride == 0)
                places[k] = Repeat(in places[k], k, columns, together);
            else
                places[k].RowStride = this.columns;
    }

    [ThreadStatic]
    static T[]?[]? repeatedRows;

    /// <summary>A row that serves for all, written as often as rows are taken together.</summary>
    static Place<T> Repeat(in Place<T> place, int operand, int columns, int times)
    {
        repeatedRows ??= new T[]?[Places<T>.Most];
        var rows = repeatedRows[operand] ??= new T[Narrow * Together + Vector<T>.Count];
        MemoryMarshal.CreateReadOnlySpan(ref place.At(0, 0), columns).CopyTo(rows);
        for (var done = columns; done < times * columns; done *= 2)
            rows.AsSpan(0, Math.Min(done, times * columns - done)).CopyTo(rows.AsSpan(done));
        return new(rows, 0, 0, 1);
    }

    /// <summary>Computes a formula, on several threads where that is worth it.</summary>
    public static void Run(in TFormula formula, ReadOnlySpan<Operand> operands, int rows, int columns, int threads)
    {
        if (rows == 0 || columns == 0)
            return;
        var isLarge = threads > 1 && (long)rows * columns >= WorthThreads;
        var (count, isFlat) = LookAt(operands, rows, columns);
        if (isFlat && !isLarge)
            FormulaLoop<T, TFormula>.Flat(in formula, operands, count, rows * columns);
        else
        {
            var work = new ElementwiseWork<T, TFormula>(in formula, operands, isFlat, rows, columns);
            if (isLarge)
                Workers.Run(in work, work.Parts, threads);
            else
                work.Compute(0, work.rows, 0, work.columns);
        }
    }

    /// <summary>
    /// How many operands the formula counts, blocks apart, and whether each lies in one piece.
    /// </summary>
    /// <exception cref="ShapeException">An operand is too small, or of another type: the loops would leave it.</exception>
    /// <exception cref="NotSupportedException">There are too many.</exception>
    static (int Count, bool IsFlat) LookAt(ReadOnlySpan<Operand> operands, int rows, int columns)
    {
        var (count, isFlat, dtype) = (0, true, operands[0].Tensor.Body.DType);
        foreach (ref readonly var operand in operands)
        {
            if (!operand.Fits(dtype, rows, columns))
                throw Misfit(operand, dtype, rows, columns);
            count += operand.Blocks;
            isFlat &= operand.IsFlat(rows, columns);
        }
        return count <= Places<T>.Most && operands.Length <= Places<T>.MostTensors ? (count, isFlat) : throw TooMany();
    }

    static ShapeException Misfit(in Operand operand, DType dtype, int rows, int columns) =>
        new("An operand of a formula does not have the formula's form.",
            $"{dtype}, {rows} rows and {columns} columns", $"{operand.Tensor.DType} {operand.Tensor.Shape}",
            "Give tensors of one type and shape, or say how one is stretched.");

    static NotSupportedException TooMany() =>
        new($"A formula has at most {Places<T>.Most} operands, in {Places<T>.MostTensors} tensors.");

    int RowsOfPart => Math.Max(1, PartSize / columns);

    int Parts => rows == 1 ? (columns - 1) / PartSize + 1 : (rows + RowsOfPart - 1) / RowsOfPart;

    public void Do(int part)
    {
        if (rows == 1)
            Compute(0, 1, part * PartSize, part * PartSize + Math.Min(PartSize, columns - part * PartSize));
        else
            Compute(part * RowsOfPart, Math.Min(rows, (part + 1) * RowsOfPart), 0, columns);
    }

    ref T First(int operand, int row, int column)
    {
        if (operand >= count)
            return ref Unsafe.NullRef<T>();
        return ref places[operand].At(row, column);
    }

    /// <summary>Some rows, and of them some columns.</summary>
    [SkipLocalsInit]
    unsafe void Compute(int first, int last, int from, int to)
    {
        // Arrays must not move while their addresses are in use: each is pinned, by name.
        fixed (T* p0 = &First(0, first, from), p1 = &First(1, first, from), p2 = &First(2, first, from),
            p3 = &First(3, first, from), p4 = &First(4, first, from), p5 = &First(5, first, from),
            p6 = &First(6, first, from), p7 = &First(7, first, from), p8 = &First(8, first, from),
            p9 = &First(9, first, from), p10 = &First(10, first, from), p11 = &First(11, first, from),
            p12 = &First(12, first, from), p13 = &First(13, first, from), p14 = &First(14, first, from),
            p15 = &First(15, first, from), p16 = &First(16, first, from), p17 = &First(17, first, from))
        {
            var addresses = stackalloc T*[]
            {
                p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15, p16, p17,
            };
            var strides = stackalloc int[Places<T>.Most];
            for (var k = 0; k < count; k++)
                strides[k] = places[k].Stride;
            for (var row = first; row < last; row++)
            {
                var length = row == rows - 1 && rows > 1 ? lastColumns : to - from;
                FormulaLoop<T, TFormula>.Row(in formula, addresses, isStretched ? strides : null, count, length);
                for (var k = 0; k < count; k++)
                    addresses[k] += places[k].RowStride;
            }
        }
    }
}
