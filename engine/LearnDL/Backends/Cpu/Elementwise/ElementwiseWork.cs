using LearnDL.Tensors;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// Element-wise ops in parts. They do so little with every number that it is the memory that takes the time, and a second thread helps only with
/// tensors that are too long for a near cache.
/// </summary>
static class ElementwiseWork
{
    /// <summary>Elements of a part.</summary>
    public const int PartSize = 1 << 15;

    /// <summary>Fewer elements are left to one thread.</summary>
    const int WorthThreads = 1 << 18;

    /// <summary>y = op(x)</summary>
    public static void Run<T, TOp>(Tensor x, Tensor y, int threads) where T : unmanaged where TOp : IUnaryOp<T>
    {
        if (y.Size < WorthThreads || threads == 1)
            Elementwise.Run<T, TOp>(x.AsSpan<T>(), y.AsSpan<T>());
        else
            Workers.Run(new UnaryWork<T, TOp>(Numbers<T>.Of(x), Numbers<T>.Of(y), y.Size), Parts(y.Size), threads);
    }

    /// <summary>z = op(x, y), for ops with numbers of their own</summary>
    public static void Run<T, TOp>(TOp op, Tensor x, Tensor y, Tensor z, int threads) where T : unmanaged where TOp : struct, IScaledOp<T>
    {
        if (z.Size < WorthThreads || threads == 1)
            Elementwise.Run<T, TOp>(op, x.AsSpan<T>(), y.AsSpan<T>(), z.AsSpan<T>());
        else
            Workers.Run(new ScaledWork<T, TOp>(op, Numbers<T>.Of(x), Numbers<T>.Of(y), Numbers<T>.Of(z), z.Size), Parts(z.Size), threads);
    }

    /// <summary>result = op(x, y), both stretched to the result's shape</summary>
    public static void Run<T, TOp>(Tensor x, Tensor y, Tensor result, int threads) where T : unmanaged where TOp : IBinaryOp<T>
    {
        var size = result.Size;
        if (size == 0)
            return;
        if (size < WorthThreads)
            threads = 1;
        if (x.Size == size && y.Size == size) // nothing is stretched
        {
            if (threads == 1)
                Elementwise.Run<T, TOp>(x.AsSpan<T>(), y.AsSpan<T>(), result.AsSpan<T>());
            else
                Workers.Run(new BinaryWork<T, TOp>(Numbers<T>.Of(x), Numbers<T>.Of(y), Numbers<T>.Of(result), size), Parts(size), threads);
            return;
        }
        var walk = new Broadcast(x.Shape, y.Shape, result.Shape);
        int lines = size / walk.Sizes[-1], linesPerPart = Math.Max(1, PartSize / walk.Sizes[-1]);
        if (threads == 1)
            Elementwise.Run<T, TOp>(x.AsSpan<T>(), y.AsSpan<T>(), result.AsSpan<T>(), walk, 0, lines);
        else
            Workers.Run(new StretchedWork<T, TOp>(Numbers<T>.Of(x), x.Size, Numbers<T>.Of(y), y.Size, Numbers<T>.Of(result), size, walk, linesPerPart), (lines + linesPerPart - 1) / linesPerPart, threads);
    }

    static int Parts(int size) => (size + PartSize - 1) / PartSize;
}

readonly struct UnaryWork<T, TOp>(Numbers<T> x, Numbers<T> y, int size) : IWork where T : unmanaged where TOp : IUnaryOp<T>
{
    public void Do(int part)
    {
        int start = part * ElementwiseWork.PartSize, length = Math.Min(ElementwiseWork.PartSize, size - start);
        Elementwise.Run<T, TOp>(x.Slice(start, length), y.Slice(start, length));
    }
}

readonly struct ScaledWork<T, TOp>(TOp op, Numbers<T> x, Numbers<T> y, Numbers<T> z, int size) : IWork where T : unmanaged where TOp : struct, IScaledOp<T>
{
    public void Do(int part)
    {
        int start = part * ElementwiseWork.PartSize, length = Math.Min(ElementwiseWork.PartSize, size - start);
        Elementwise.Run<T, TOp>(op, x.Slice(start, length), y.Slice(start, length), z.Slice(start, length));
    }
}

readonly struct BinaryWork<T, TOp>(Numbers<T> x, Numbers<T> y, Numbers<T> z, int size) : IWork where T : unmanaged where TOp : IBinaryOp<T>
{
    public void Do(int part)
    {
        int start = part * ElementwiseWork.PartSize, length = Math.Min(ElementwiseWork.PartSize, size - start);
        Elementwise.Run<T, TOp>(x.Slice(start, length), y.Slice(start, length), z.Slice(start, length));
    }
}

readonly struct StretchedWork<T, TOp>(Numbers<T> x, int sizeX, Numbers<T> y, int sizeY, Numbers<T> result, int size, Broadcast walk, int linesPerPart) : IWork
    where T : unmanaged where TOp : IBinaryOp<T>
{
    public void Do(int part) => Elementwise.Run<T, TOp>(x.Slice(0, sizeX), y.Slice(0, sizeY), result.Slice(0, size), walk,
        part * linesPerPart, Math.Min((part + 1) * linesPerPart, size / walk.Sizes[-1]));
}
