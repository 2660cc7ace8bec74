using System.Numerics;
using System.Runtime.CompilerServices;
using LearnDL.Numbers;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// A formula over rows whose addresses are known. Arrays must not move meanwhile: each is pinned, by name.
/// </summary>
static unsafe class FormulaLoop<T, TFormula> where T : unmanaged, INumber<T> where TFormula : struct, IFormula
{
    /// <summary>The operands of which each fits a register.</summary>
    public const int Few = 4;

    /// <summary>All elements of operands that lie in one piece each, as almost all do.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="operands">Its operands.</param>
    /// <param name="count">How many they are with their blocks apart.</param>
    /// <param name="length">The number of elements.</param>
    [SkipLocalsInit]
    public static void Flat(in TFormula formula, ReadOnlySpan<Operand> operands, int count, int length)
    {
        if (count > Few || count != operands.Length)
        {
            FlatMany(in formula, operands, length);
            return;
        }
        fixed (T* p0 = &Place<T>.First(operands, 0), p1 = &Place<T>.First(operands, 1),
            p2 = &Place<T>.First(operands, 2), p3 = &Place<T>.First(operands, 3))
        {
            var whole = length - length % Vector<T>.Count;
            if (whole > 0)
                FewWhole(in formula, p0, p1, p2, p3, whole);
            if (whole < length)
                FewLast(in formula, p0 + whole, p1 + whole, p2 + whole, p3 + whole, length - whole);
        }
    }

    [SkipLocalsInit]
    static void FlatMany(in TFormula formula, ReadOnlySpan<Operand> operands, int length)
    {
        fixed (T* p0 = &Place<T>.First(operands, 0), p1 = &Place<T>.First(operands, 1),
            p2 = &Place<T>.First(operands, 2), p3 = &Place<T>.First(operands, 3),
            p4 = &Place<T>.First(operands, 4), p5 = &Place<T>.First(operands, 5),
            p6 = &Place<T>.First(operands, 6), p7 = &Place<T>.First(operands, 7),
            p8 = &Place<T>.First(operands, 8), p9 = &Place<T>.First(operands, 9))
        {
            var tensors = stackalloc T*[] { p0, p1, p2, p3, p4, p5, p6, p7, p8, p9 };
            var rows = stackalloc T*[Places<T>.Most];
            var count = 0;
            for (var k = 0; k < operands.Length; k++)
                for (var block = 0; block < operands[k].Blocks; block++)
                    rows[count++] = tensors[k] + block * length;
            Row(in formula, rows, null, count, length);
        }
    }

    /// <summary>One row. Strides are given where an operand has one number for all of it.</summary>
    public static void Row(in TFormula formula, T** rows, int* strides, int operands, int length)
    {
        var whole = length - length % Vector<T>.Count;
        if (whole > 0)
            if (strides is not null)
                Stretched(in formula, rows, strides, whole);
            else if (operands <= Few)
                FewWhole(in formula, rows[0], rows[1], rows[2], rows[3], whole);
            else
                ManyWhole(in formula, rows, whole);
        if (whole == length)
            return;
        if (strides is null && operands <= Few)
            FewLast(in formula, rows[0] + whole, rows[1] + whole, rows[2] + whole, rows[3] + whole, length - whole);
        else
            Last(in formula, rows, strides, whole, length - whole);
    }

    static void FewWhole(in TFormula formula, T* p0, T* p1, T* p2, T* p3, int length) =>
        formula.Compute<Lanes<T>, FewPlaces<T>>(new(p0, p1, p2, p3, length));

    static void FewLast(in TFormula formula, T* p0, T* p1, T* p2, T* p3, int count) =>
        formula.Compute<Lanes<T>, FewLastPlaces<T>>(new(p0, p1, p2, p3, count));

    static void ManyWhole(in TFormula formula, T** rows, int length) =>
        formula.Compute<Lanes<T>, ManyPlaces<T>>(new(rows, length));

    static void Stretched(in TFormula formula, T** rows, int* strides, int length) =>
        formula.Compute<Lanes<T>, StretchedPlaces<T>>(new(rows, strides, length));

    static void Last(in TFormula formula, T** rows, int* strides, int start, int count) =>
        formula.Compute<Lanes<T>, LastPlaces<T>>(new(rows, strides, start, count));
}
