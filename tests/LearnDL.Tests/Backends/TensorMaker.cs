using LearnDL.Tensors;

namespace LearnDL.Tests.Backends;

/// <summary>Random tensors and shapes. Every tensor is a view that begins somewhere inside a larger one.</summary>
sealed class TensorMaker(DType dtype, int seed)
{
    readonly Random random = new(seed);

    public int Integer(int limit) => random.Next(limit);

    public Tensor Random(Shape shape, double low = -4, double high = 4, bool whole = false)
    {
        if (dtype == DType.UInt8)
            low = 0;
        var offset = 1 + random.Next(20);
        var values = new double[offset + shape.Size + 3];
        for (var i = 0; i < values.Length; i++)
            values[i] = low + (high - low) * random.NextDouble() is var v && (whole || dtype is DType.Int32
                or DType.UInt8) ? Math.Round(v) : v;
        return Tensor.From(values).Cast(dtype)[offset..(offset + shape.Size)].Reshape(shape);
    }

    public static Tensor Of(double[] values, Shape shape, DType dtype) =>
        Tensor.From<double>(values, shape).Cast(dtype);

    /// <summary>No sizes of 0.</summary>
    public Shape RandomShape(int maxRank, int maxSize, int minRank = 0) =>
        Shape.Of([.. Enumerable.Range(0, minRank + random.Next(maxRank - minRank + 1))
            .Select(_ => 1 + random.Next(maxSize))]);

    /// <summary>A shape that NumPy's rule stretches to this one: some sizes are 1, some leading axes missing.</summary>
    public Shape Shrink(Shape shape) =>
        Shape.Of([.. shape.Skip(random.Next(4) == 0 ? random.Next(shape.Rank + 1) : 0)
            .Select(size => random.Next(3) == 0 ? 1 : size)]);

    public int[] Order(int rank)
    {
        var order = Enumerable.Range(0, rank).ToArray();
        random.Shuffle(order);
        return order;
    }
}
