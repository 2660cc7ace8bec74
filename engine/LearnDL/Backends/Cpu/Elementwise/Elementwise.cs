using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LearnDL.Tensors;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// The loops around the one-line ops. They walk whole vectors, and fill the last, incomplete one up:
/// every element goes through the same instruction wherever it stands, so its bits do not depend on the SIMD width.
/// </summary>
static class Elementwise
{
    /// <summary>y = op(x)</summary>
    public static void Run<T, TOp>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged where TOp : IUnaryOp<T>
    {
        ref var px = ref MemoryMarshal.GetReference(x);
        ref var py = ref MemoryMarshal.GetReference(y);
        var i = 0;
        for (; i <= y.Length - Vector<T>.Count; i += Vector<T>.Count)
            TOp.Apply(Vector.LoadUnsafe(ref px, (nuint)i)).StoreUnsafe(ref py, (nuint)i);
        if (i < y.Length)
            StorePart(TOp.Apply(LoadPart(x[i..])), y[i..]);
    }

    /// <summary>z = op(x, y), for operands with numbers of their own</summary>
    public static void Run<T, TOp>(TOp op, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged where TOp : IScaledOp<T>
    {
        ref var px = ref MemoryMarshal.GetReference(x);
        ref var py = ref MemoryMarshal.GetReference(y);
        ref var pz = ref MemoryMarshal.GetReference(z);
        var i = 0;
        for (; i <= z.Length - Vector<T>.Count; i += Vector<T>.Count)
            op.Apply(Vector.LoadUnsafe(ref px, (nuint)i), Vector.LoadUnsafe(ref py, (nuint)i)).StoreUnsafe(ref pz, (nuint)i);
        if (i < z.Length)
            StorePart(op.Apply(LoadPart(x[i..]), LoadPart(y[i..])), z[i..]);
    }

    /// <summary>z = op(x, y), nothing stretched</summary>
    public static void Run<T, TOp>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged where TOp : IBinaryOp<T> => Line<T, TOp>(x, 1, y, 1, z);

    /// <summary>Some lines of result = op(x, y), both stretched to the result's shape; a line is what lies along the innermost axis.</summary>
    public static void Run<T, TOp>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result, in Broadcast walk, int firstLine, int lastLine) where T : unmanaged where TOp : IBinaryOp<T>
    {
        int inner = walk.Sizes[-1], stepX = walk.StridesX[-1], stepY = walk.StridesY[-1];
        Span<int> position = stackalloc int[Shape.MaxRank];
        int startX = 0, startY = 0, rest = firstLine;
        for (var axis = walk.Sizes.Rank - 2; axis >= 0; axis--) // the digits of the first line's number say where it lies
        {
            (rest, position[axis]) = Math.DivRem(rest, walk.Sizes[axis]);
            startX += position[axis] * walk.StridesX[axis];
            startY += position[axis] * walk.StridesY[axis];
        }
        for (var line = firstLine; line < lastLine; line++)
        {
            Line<T, TOp>(x[startX..], stepX, y[startY..], stepY, result.Slice(line * inner, inner));
            for (var axis = walk.Sizes.Rank - 2; axis >= 0; axis--) // on to the next line, like a counter
            {
                startX += walk.StridesX[axis];
                startY += walk.StridesY[axis];
                if (++position[axis] < walk.Sizes[axis])
                    break;
                startX -= walk.StridesX[axis] * walk.Sizes[axis];
                startY -= walk.StridesY[axis] * walk.Sizes[axis];
                position[axis] = 0;
            }
        }
    }

    /// <summary>One line of the innermost axis; a step of 0 means that an operand is one number for the whole line.</summary>
    static void Line<T, TOp>(ReadOnlySpan<T> x, int stepX, ReadOnlySpan<T> y, int stepY, Span<T> z) where T : unmanaged where TOp : IBinaryOp<T>
    {
        ref var px = ref MemoryMarshal.GetReference(x);
        ref var py = ref MemoryMarshal.GetReference(y);
        ref var pz = ref MemoryMarshal.GetReference(z);
        Vector<T> oneX = Vector.Create(px), oneY = Vector.Create(py);
        var i = 0;
        for (; i <= z.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var vx = stepX == 0 ? oneX : Vector.LoadUnsafe(ref px, (nuint)i);
            var vy = stepY == 0 ? oneY : Vector.LoadUnsafe(ref py, (nuint)i);
            TOp.Apply(vx, vy).StoreUnsafe(ref pz, (nuint)i);
        }
        if (i < z.Length)
        {
            var vx = stepX == 0 ? oneX : LoadPart(x[i..Math.Min(x.Length, z.Length)]);
            var vy = stepY == 0 ? oneY : LoadPart(y[i..Math.Min(y.Length, z.Length)]);
            StorePart(TOp.Apply(vx, vy), z[i..]);
        }
    }

    /// <summary>The next so many elements of a line: a whole vector where there are enough, otherwise filled up with zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Load<T>(ReadOnlySpan<T> x, int count) where T : unmanaged =>
        count >= Vector<T>.Count ? Vector.LoadUnsafe(ref MemoryMarshal.GetReference(x)) : LoadPart(x[..count]);

    /// <summary>Stores a vector, or as much of it as there is room for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector<T> v, Span<T> to) where T : unmanaged
    {
        if (to.Length >= Vector<T>.Count)
            v.StoreUnsafe(ref MemoryMarshal.GetReference(to));
        else
            StorePart(v, to);
    }

    /// <summary>The last elements of a line, filled up with zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> LoadPart<T>(ReadOnlySpan<T> x) where T : unmanaged
    {
        var part = Vector<T>.Zero;
        x.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<Vector<T>, T>(ref part), Vector<T>.Count));
        return part;
    }

    /// <summary>Stores as many elements of the vector as there is room for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePart<T>(Vector<T> part, Span<T> y) where T : unmanaged =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<Vector<T>, T>(ref part), y.Length).CopyTo(y);
}
