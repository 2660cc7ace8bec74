using System.Numerics;
using LearnDL.Tensors;

namespace LearnDL.Backends;

// What moves elements and computes nothing.
abstract partial class Kernels<T>
{
    public void Fill(Tensor result, double value) => result.AsSpan<T>().Fill(T.CreateTruncating(value));

    public void Gather(Tensor x, ReadOnlySpan<int> rows, Tensor result)
    {
        Span<T> from = x.AsSpan<T>(), to = result.AsSpan<T>();
        var width = rows.IsEmpty ? 0 : to.Length / rows.Length;
        for (var i = 0; i < rows.Length; i++)
            from.Slice(rows[i] * width, width).CopyTo(to[(i * width)..]);
    }

    public void CopyColumns(Tensor x, int from, Tensor result, int at, int columns)
    {
        Span<T> source = x.AsSpan<T>(), target = result.AsSpan<T>();
        int width = x.Shape[-1], stride = result.Shape[-1];
        for (; from < source.Length; from += width, at += stride)
            source.Slice(from, columns).CopyTo(target[at..]);
    }

    public virtual void Transpose(Tensor x, ReadOnlySpan<int> order, Tensor result)
    {
        Span<int> steps = stackalloc int[x.Rank]; // how far x moves when an axis of the result moves by one
        for (var axis = 0; axis < x.Rank; axis++)
            steps[axis] = x.Shape[(order[axis] + 1)..].Size;
        CopyStrided(x.AsSpan<T>(), 0, steps, result.Shape, result.AsSpan<T>());
    }

    public void CopyBlock(Tensor x, ReadOnlySpan<int> starts, Tensor result)
    {
        Span<int> steps = stackalloc int[x.Rank];
        var start = 0;
        for (var axis = 0; axis < x.Rank; axis++)
        {
            steps[axis] = x.Shape[(axis + 1)..].Size;
            start += starts[axis] * steps[axis];
        }
        CopyStrided(x.AsSpan<T>(), start, steps, result.Shape, result.AsSpan<T>());
    }

    /// <summary>result[i, j, …] = x[start + i·steps[0] + j·steps[1] + …], one axis per call.</summary>
    static void CopyStrided(ReadOnlySpan<T> x, int start, ReadOnlySpan<int> steps, Shape sizes, Span<T> result)
    {
        if (result.IsEmpty)
            return;
        if (steps.IsEmpty)
            result[0] = x[start];
        else if (steps is [1])
            x.Slice(start, result.Length).CopyTo(result);
        else if (steps.Length == 1)
            for (var i = 0; i < result.Length; i++)
                result[i] = x[start + i * steps[0]];
        else if (steps.Length == 2)
            for (var i = 0; i < sizes[0]; i++)
            {
                var row = result.Slice(i * sizes[1], sizes[1]);
                if (steps[1] == 1)
                    x.Slice(start + i * steps[0], row.Length).CopyTo(row);
                else
                    for (var j = 0; j < row.Length; j++)
                        row[j] = x[start + i * steps[0] + j * steps[1]];
            }
        else
        {
            var inner = result.Length / sizes[0];
            for (var i = 0; i < sizes[0]; i++)
                CopyStrided(x, start + i * steps[0], steps[1..], sizes[1..], result.Slice(i * inner, inner));
        }
    }

    public void PasteBlock(Tensor x, ReadOnlySpan<int> starts, Tensor result) =>
        PasteBlock(x.AsSpan<T>(), x.Shape, starts, result.AsSpan<T>(), result.Shape);

    /// <summary>
    /// 0 before and behind the block, and between them the block, slice by slice, one axis per call; axes that the
    /// block fills are copied in one piece.
    /// </summary>
    static void PasteBlock(ReadOnlySpan<T> x, Shape block, ReadOnlySpan<int> starts, Span<T> result, Shape whole)
    {
        if (block == whole)
        {
            x.CopyTo(result);
            return;
        }
        int inX = x.Length / Math.Max(1, block[0]), inResult = result.Length / Math.Max(1, whole[0]); // size of a slice
        var end = starts[0] + block[0];
        result[..(starts[0] * inResult)].Clear();
        for (var i = 0; i < block[0]; i++)
        {
            var slice = result.Slice((starts[0] + i) * inResult, inResult);
            PasteBlock(x.Slice(i * inX, inX), block[1..], starts[1..], slice, whole[1..]);
        }
        result[(end * inResult)..].Clear();
    }

    public void ArgMax(Tensor x, int axis, Tensor result)
    {
        var from = x.AsSpan<T>();
        var to = result.AsSpan<int>();
        int length = x.Shape[axis], inner = x.Shape[(axis + 1)..].Size;
        for (var i = 0; i < to.Length; i++)
        {
            var start = i / inner * length * inner + i % inner;
            var best = 0;
            for (var j = 1; j < length; j++)
                if (from[start + j * inner] > from[start + best * inner])
                    best = j;
            to[i] = best;
        }
    }

    /// <summary>result = x, whose type may be any, as T.</summary>
    public virtual void Cast(Tensor x, Tensor result)
    {
        switch (x.DType)
        {
            case DType.Float32: Cast<float>(x.AsSpan<float>(), result.AsSpan<T>()); break;
            case DType.Float64: Cast<double>(x.AsSpan<double>(), result.AsSpan<T>()); break;
            case DType.Int32: Cast<int>(x.AsSpan<int>(), result.AsSpan<T>()); break;
            default: Cast<byte>(x.AsSpan<byte>(), result.AsSpan<T>()); break;
        }
    }

    /// <summary>Rounds to the nearest, and between whole numbers and floats cuts off a fraction, as C# does.</summary>
    private protected virtual void Cast<TFrom>(ReadOnlySpan<TFrom> x, Span<T> result) where TFrom : INumber<TFrom>
    {
        for (var i = 0; i < result.Length; i++)
            result[i] = T.CreateTruncating(x[i]);
    }
}
