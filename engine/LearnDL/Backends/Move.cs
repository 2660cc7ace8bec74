using System.Numerics;
using LearnDL.Tensors;

namespace LearnDL.Backends;

/// <summary>The kernels that move elements and compute nothing; both backends share them.</summary>
static class Move
{
    public static void Gather(Tensor x, ReadOnlySpan<int> rows, Tensor result)
    {
        switch (x.DType)
        {
            case DType.Float32: Gather(x.AsSpan<float>(), rows, result.AsSpan<float>()); break;
            case DType.Float64: Gather(x.AsSpan<double>(), rows, result.AsSpan<double>()); break;
            case DType.Int32: Gather(x.AsSpan<int>(), rows, result.AsSpan<int>()); break;
            default: Gather(x.AsSpan<byte>(), rows, result.AsSpan<byte>()); break;
        }
    }

    static void Gather<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> rows, Span<T> result)
    {
        var width = rows.IsEmpty ? 0 : result.Length / rows.Length;
        for (var i = 0; i < rows.Length; i++)
            x.Slice(rows[i] * width, width).CopyTo(result[(i * width)..]);
    }

    public static void CopyColumns(Tensor x, int from, Tensor result, int at, int columns)
    {
        switch (x.DType)
        {
            case DType.Float32: CopyColumns<float>(x, from, result, at, columns); break;
            case DType.Float64: CopyColumns<double>(x, from, result, at, columns); break;
            case DType.Int32: CopyColumns<int>(x, from, result, at, columns); break;
            default: CopyColumns<byte>(x, from, result, at, columns); break;
        }
    }

    static void CopyColumns<T>(Tensor x, int from, Tensor result, int at, int columns) where T : unmanaged
    {
        ReadOnlySpan<T> source = x.AsSpan<T>();
        var target = result.AsSpan<T>();
        int width = x.Shape[-1], stride = result.Shape[-1];
        for (; from < source.Length; from += width, at += stride)
            source.Slice(from, columns).CopyTo(target[at..]);
    }

    public static void Transpose(Tensor x, ReadOnlySpan<int> order, Tensor result)
    {
        Span<int> steps = stackalloc int[x.Rank]; // how far x moves when an axis of the result moves by one
        for (var axis = 0; axis < x.Rank; axis++)
            steps[axis] = x.Shape[(order[axis] + 1)..].Size;
        CopyStrided(x, 0, steps, result);
    }

    public static void CopyBlock(Tensor x, ReadOnlySpan<int> starts, Tensor result)
    {
        Span<int> steps = stackalloc int[x.Rank];
        var start = 0;
        for (var axis = 0; axis < x.Rank; axis++)
        {
            steps[axis] = x.Shape[(axis + 1)..].Size;
            start += starts[axis] * steps[axis];
        }
        CopyStrided(x, start, steps, result);
    }

    public static void PasteBlock(Tensor x, ReadOnlySpan<int> starts, Tensor result)
    {
        switch (x.DType)
        {
            case DType.Float32: PasteBlock(x.AsSpan<float>(), x.Shape, starts, result.AsSpan<float>(), result.Shape); break;
            case DType.Float64: PasteBlock(x.AsSpan<double>(), x.Shape, starts, result.AsSpan<double>(), result.Shape); break;
            case DType.Int32: PasteBlock(x.AsSpan<int>(), x.Shape, starts, result.AsSpan<int>(), result.Shape); break;
            default: PasteBlock(x.AsSpan<byte>(), x.Shape, starts, result.AsSpan<byte>(), result.Shape); break;
        }
    }

    /// <summary>0 before and behind the block, and the block part by part between, one axis a call; the axes that the block fills lie in one piece.</summary>
    static void PasteBlock<T>(ReadOnlySpan<T> x, Shape sizes, ReadOnlySpan<int> starts, Span<T> result, Shape all)
    {
        if (sizes == all)
        {
            x.CopyTo(result);
            return;
        }
        int part = x.Length / Math.Max(1, sizes[0]), place = result.Length / Math.Max(1, all[0]), end = starts[0] + sizes[0];
        result[..(starts[0] * place)].Clear();
        for (var i = 0; i < sizes[0]; i++)
            PasteBlock(x.Slice(i * part, part), sizes[1..], starts[1..], result.Slice((starts[0] + i) * place, place), all[1..]);
        result[(end * place)..].Clear();
    }

    static void CopyStrided(Tensor x, int start, ReadOnlySpan<int> steps, Tensor result)
    {
        switch (x.DType)
        {
            case DType.Float32: CopyStrided(x.AsSpan<float>(), start, steps, result.Shape, result.AsSpan<float>()); break;
            case DType.Float64: CopyStrided(x.AsSpan<double>(), start, steps, result.Shape, result.AsSpan<double>()); break;
            case DType.Int32: CopyStrided(x.AsSpan<int>(), start, steps, result.Shape, result.AsSpan<int>()); break;
            default: CopyStrided(x.AsSpan<byte>(), start, steps, result.Shape, result.AsSpan<byte>()); break;
        }
    }

    /// <summary>result[i, j, …] = x[start + i·steps[0] + j·steps[1] + …], one axis a call.</summary>
    static void CopyStrided<T>(ReadOnlySpan<T> x, int start, ReadOnlySpan<int> steps, Shape sizes, Span<T> result)
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
            var part = result.Length / sizes[0];
            for (var i = 0; i < sizes[0]; i++)
                CopyStrided(x, start + i * steps[0], steps[1..], sizes[1..], result.Slice(i * part, part));
        }
    }

    public static void ArgMax(Tensor x, int axis, Tensor result)
    {
        switch (x.DType)
        {
            case DType.Float32: ArgMax<float>(x, axis, result.AsSpan<int>()); break;
            case DType.Float64: ArgMax<double>(x, axis, result.AsSpan<int>()); break;
            case DType.Int32: ArgMax<int>(x, axis, result.AsSpan<int>()); break;
            default: ArgMax<byte>(x, axis, result.AsSpan<int>()); break;
        }
    }

    static void ArgMax<T>(Tensor x, int axis, Span<int> result) where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> data = x.AsSpan<T>();
        int length = x.Shape[axis], inner = x.Shape[(axis + 1)..].Size;
        for (var i = 0; i < result.Length; i++)
        {
            var start = i / inner * length * inner + i % inner;
            var best = 0;
            for (var j = 1; j < length; j++)
                if (data[start + j * inner] > data[start + best * inner])
                    best = j;
            result[i] = best;
        }
    }

    public static void Cast(Tensor x, Tensor result)
    {
        switch (x.DType)
        {
            case DType.Float32: CastFrom<float>(x, result); break;
            case DType.Float64: CastFrom<double>(x, result); break;
            case DType.Int32: CastFrom<int>(x, result); break;
            default: CastFrom<byte>(x, result); break;
        }
    }

    static void CastFrom<T>(Tensor x, Tensor result) where T : unmanaged, INumber<T>
    {
        switch (result.DType)
        {
            case DType.Float32: Cast(x.AsSpan<T>(), result.AsSpan<float>()); break;
            case DType.Float64: Cast(x.AsSpan<T>(), result.AsSpan<double>()); break;
            case DType.Int32: CastWhole(x.AsSpan<T>(), result.AsSpan<int>(), DType.Int32); break;
            default: CastWhole(x.AsSpan<T>(), result.AsSpan<byte>(), DType.UInt8); break;
        }
    }

    static void Cast<TFrom, TTo>(ReadOnlySpan<TFrom> x, Span<TTo> result) where TFrom : INumber<TFrom> where TTo : INumber<TTo>
    {
        for (var i = 0; i < result.Length; i++)
            result[i] = TTo.CreateTruncating(x[i]);
    }

    /// <summary>
    /// Towards 0, as in C#; a number that the type does not reach is an error, where NumPy would make some other number of it.
    /// </summary>
    static void CastWhole<TFrom, TTo>(ReadOnlySpan<TFrom> x, Span<TTo> result, DType type)
        where TFrom : INumber<TFrom> where TTo : INumber<TTo>, IMinMaxValue<TTo>
    {
        double low = double.CreateTruncating(TTo.MinValue) - 1, high = double.CreateTruncating(TTo.MaxValue) + 1;
        for (var i = 0; i < x.Length; i++)
            if (double.CreateTruncating(x[i]) is var number && !(number > low && number < high))
                WholeNumbers.CheckReach(type, number, $" at place {i:N0}");
        Cast(x, result);
    }
}
