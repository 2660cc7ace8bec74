using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LearnDL.Tensors;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// The element-wise part of an LSTM step, row by row. As ops it is more than a dozen passes forward and some twenty back, each over all samples;
/// here a row's numbers are still in the nearest cache when the next pass comes. The arithmetic is that of the ops, to the bit.
/// </summary>
static class LstmKernel<T> where T : unmanaged, INumber<T>
{
    /// <summary>i, f, o = σ(z), g = tanh(z), c = f∘cPrev + i∘g, h = o∘tanh(c); the gates are written over z.</summary>
    public static void Forward(Tensor cPrev, in LstmStep step)
    {
        var units = cPrev.Shape[1];
        Span<T> gates = step.Gates.AsSpan<T>(), cPrevs = cPrev.AsSpan<T>(), cs = step.C.AsSpan<T>(), tanhCs = step.TanhC.AsSpan<T>(), hs = step.H.AsSpan<T>();
        for (var row = 0; row < cPrevs.Length; row += units)
        {
            var z = gates.Slice(4 * row, 4 * units);
            Span<T> i = z[..units], f = z.Slice(units, units), g = z.Slice(2 * units, units), o = z.Slice(3 * units, units);
            Span<T> c = cs.Slice(row, units), tanhC = tanhCs.Slice(row, units);
            Elementwise.Run<T, SigmoidOp<T>>(z[..(2 * units)], z[..(2 * units)]); // i and f
            Elementwise.Run<T, TanhOp<T>>(g, g);
            Elementwise.Run<T, SigmoidOp<T>>(o, o);
            CellState(f, cPrevs.Slice(row, units), i, g, c);
            Elementwise.Run<T, TanhOp<T>>(c, tanhC);
            Elementwise.Run<T, MultiplyOp<T>>(o, tanhC, hs.Slice(row, units));
        }
    }

    /// <summary>c = f∘cPrev + i∘g</summary>
    static void CellState(ReadOnlySpan<T> f, ReadOnlySpan<T> cPrev, ReadOnlySpan<T> i, ReadOnlySpan<T> g, Span<T> c)
    {
        ref T pf = ref First(f), pcPrev = ref First(cPrev), pi = ref First(i), pg = ref First(g), pc = ref First(c);
        nuint u = 0;
        for (; (int)u <= c.Length - Vector<T>.Count; u += (nuint)Vector<T>.Count)
            (Vector.LoadUnsafe(ref pf, u) * Vector.LoadUnsafe(ref pcPrev, u) + Vector.LoadUnsafe(ref pi, u) * Vector.LoadUnsafe(ref pg, u)).StoreUnsafe(ref pc, u);
        for (; (int)u < c.Length; u++)
            c[(int)u] = f[(int)u] * cPrev[(int)u] + i[(int)u] * g[(int)u];
    }

    /// <summary>dc = dcNext + dh∘o∘tanh'(c), and from it dz of the four gates and dcPrev = dc∘f</summary>
    public static void Backward(Tensor dh, Tensor dcNext, Tensor cPrev, in LstmStep step, Tensor dz, Tensor dcPrev)
    {
        ref T pdh = ref First(dh), pdcNext = ref First(dcNext), pcPrev = ref First(cPrev), pdz = ref First(dz), pdcPrev = ref First(dcPrev);
        ref T pgates = ref First(step.Gates), pt = ref First(step.TanhC);
        int units = cPrev.Shape[1], rows = cPrev.Size / units, wide = Vector<T>.Count;
        for (var row = 0; row < rows; row++)
        {
            var u = 0;
            for (; u <= units - wide; u += wide)
            {
                nuint at = (nuint)(row * units + u), atZ = (nuint)(4 * row * units + u), gate = (nuint)units;
                Vector<T> i = Vector.LoadUnsafe(ref pgates, atZ), f = Vector.LoadUnsafe(ref pgates, atZ + gate), g = Vector.LoadUnsafe(ref pgates, atZ + 2 * gate), o = Vector.LoadUnsafe(ref pgates, atZ + 3 * gate);
                Vector<T> tanhC = Vector.LoadUnsafe(ref pt, at), vdh = Vector.LoadUnsafe(ref pdh, at);
                var dc = Vector.LoadUnsafe(ref pdcNext, at) + vdh * o * TanhSlopeOp<T>.Apply(tanhC);
                (dc * g * SigmoidSlopeOp<T>.Apply(i)).StoreUnsafe(ref pdz, atZ);
                (dc * Vector.LoadUnsafe(ref pcPrev, at) * SigmoidSlopeOp<T>.Apply(f)).StoreUnsafe(ref pdz, atZ + gate);
                (dc * i * TanhSlopeOp<T>.Apply(g)).StoreUnsafe(ref pdz, atZ + 2 * gate);
                (vdh * tanhC * SigmoidSlopeOp<T>.Apply(o)).StoreUnsafe(ref pdz, atZ + 3 * gate);
                (dc * f).StoreUnsafe(ref pdcPrev, at);
            }
            for (; u < units; u++)
            {
                int at = row * units + u, atZ = 4 * row * units + u;
                T i = Unsafe.Add(ref pgates, atZ), f = Unsafe.Add(ref pgates, atZ + units), g = Unsafe.Add(ref pgates, atZ + 2 * units), o = Unsafe.Add(ref pgates, atZ + 3 * units);
                T tanhC = Unsafe.Add(ref pt, at), vdh = Unsafe.Add(ref pdh, at);
                var dc = Unsafe.Add(ref pdcNext, at) + vdh * o * (T.One - tanhC * tanhC);
                Unsafe.Add(ref pdz, atZ) = dc * g * (i * (T.One - i));
                Unsafe.Add(ref pdz, atZ + units) = dc * Unsafe.Add(ref pcPrev, at) * (f * (T.One - f));
                Unsafe.Add(ref pdz, atZ + 2 * units) = dc * i * (T.One - g * g);
                Unsafe.Add(ref pdz, atZ + 3 * units) = vdh * tanhC * (o * (T.One - o));
                Unsafe.Add(ref pdcPrev, at) = dc * f;
            }
        }
    }

    static ref T First(Tensor x) => ref First<T>(x.AsSpan<T>());

    static ref TElement First<TElement>(ReadOnlySpan<TElement> x) => ref MemoryMarshal.GetReference(x);
}
