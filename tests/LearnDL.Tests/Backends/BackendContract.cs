using LearnDL.Backends;
using LearnDL.Backends.Cpu;
using LearnDL.Backends.Reference;
using LearnDL.Tensors;

namespace LearnDL.Tests.Backends;

/// <summary>
/// What every backend must compute, compared with the plain definition in double. Tensors begin at odd places of a
/// larger array, and have odd sizes, so that no kernel can count on whole vectors.
/// </summary>
public abstract class BackendContract(IBackend backend)
{
    static readonly int[] lengths = [0, 1, 2, 3, 5, 7, 8, 15, 16, 17, 31, 33, 63, 64, 65, 100, 257];

    public static TheoryData<UnaryOp, DType> UnaryCases() =>
        Pairs(Enum.GetValues<UnaryOp>(), [DType.Float32, DType.Float64]);

    public static TheoryData<BinaryOp, DType> BinaryCases()
    {
        var data = Pairs(Enum.GetValues<BinaryOp>(), [DType.Float32, DType.Float64]);
        foreach (var op in Enum.GetValues<BinaryOp>().Except([BinaryOp.Divide]))
            data.Add(op, DType.Int32);
        return data;
    }

    public static TheoryData<Reduction, DType> ReductionCases()
    {
        var cases = Pairs(Enum.GetValues<Reduction>(), [DType.Float32, DType.Float64]);
        foreach (var op in (Reduction[])[Reduction.Sum, Reduction.Max, Reduction.Min]) // a mean is of floats
            cases.Add(op, DType.Int32);
        return cases;
    }

    public static TheoryData<DType, bool, bool> DotCases()
    {
        var data = new TheoryData<DType, bool, bool>();
        foreach (var dtype in (DType[])[DType.Float32, DType.Float64, DType.Int32])
        {
            data.Add(dtype, false, false);
            data.Add(dtype, true, false);
            data.Add(dtype, false, true);
            data.Add(dtype, true, true);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(UnaryCases))]
    public void Unary_of_every_length(UnaryOp op, DType dtype)
    {
        var make = new TensorMaker(dtype, seed: 1);
        foreach (var length in lengths)
        {
            var x = make.Random([length],
                op is UnaryOp.Log or UnaryOp.Sqrt or UnaryOp.Reciprocal ? 0.01 : op == UnaryOp.Log1p ? -0.99 : -4, 4);
            var expected = Naive.Values(x).Select(v => Naive.Unary(op, v)).ToArray();
            var result = make.Random([length]);
            backend.Unary(op, x, result);
            Near.Equal(expected, result, ulps: 8);
            backend.Unary(op, x, x);
            Naive.SameBits(result, x);
        }
    }

    [Theory]
    [MemberData(nameof(BinaryCases))]
    public void Binary_of_every_length_and_in_place(BinaryOp op, DType dtype)
    {
        var make = new TensorMaker(dtype, seed: 2);
        foreach (var length in lengths)
        {
            Tensor x = make.Random([length]), y = make.Random([length]), result = make.Random([length]);
            if (op == BinaryOp.Equal && length > 0)
                x[..((length + 1) / 2)].CopyFrom(y[..((length + 1) / 2)]);
            Tensor intoX = x.Keep(), intoY = y.Keep();
            backend.Binary(op, x, y, result);
            Near.Equal(Naive.Binary(op, x, y, x.Shape), result, ulps: 1);
            backend.Binary(op, intoX, y, intoX);
            backend.Binary(op, x, intoY, intoY);
            Naive.SameBits(result, intoX);
            Naive.SameBits(result, intoY);
        }
    }

    [Theory]
    [MemberData(nameof(BinaryCases))]
    public void Binary_of_shapes_that_are_stretched(BinaryOp op, DType dtype)
    {
        var make = new TensorMaker(dtype, seed: 3);
        for (var trial = 0; trial < 60; trial++)
        {
            var shape =
                trial % 2 == 0 ? make.RandomShape(maxRank: 2, maxSize: 40) : make.RandomShape(maxRank: 5, maxSize: 4);
            Tensor x = make.Random(make.Shrink(shape)), y = make.Random(make.Shrink(shape));
            var result = make.Random(Broadcast.Shapes(x.Shape, y.Shape));
            backend.Binary(op, x, y, result);
            Near.Equal(Naive.Binary(op, x, y, result.Shape), result, ulps: 1);
        }
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void Affine_Combine_and_Clip(DType dtype)
    {
        var make = new TensorMaker(dtype, seed: 4);
        foreach (var length in lengths)
        {
            Tensor x = make.Random([length]), y = make.Random([length]), result = make.Random([length]);
            double[] vx = Naive.Values(x), vy = Naive.Values(y);
            backend.Affine(1.5, x, -0.25, result);
            Near.Equal([.. vx.Select(v => 1.5 * v - 0.25)], result, ulps: 2, scale: 10);
            backend.Combine(0.5, x, -3, y, result);
            Near.Equal([.. vx.Zip(vy, (a, b) => 0.5 * a - 3 * b)], result, ulps: 2, scale: 20);
            backend.Clip(x, -1, 2, result);
            Near.Equal([.. vx.Select(v => Math.Clamp(v, -1, 2))], result, ulps: 0);
            backend.Clip(x, -1, 2, x);
            Naive.SameBits(result, x);
        }
    }

    [Theory]
    [MemberData(nameof(DotCases))]
    public void Dot_in_every_form(DType dtype, bool transposeX, bool transposeY)
    {
        var make = new TensorMaker(dtype, seed: 5);
        var sizes = new List<(int M, int N, int K)>
        {
            (0, 3, 4), (3, 0, 4), (3, 4, 0), (1, 1, 1), (1, 40, 1), (40, 1, 40), (1, 1, 300), (7, 33, 257),
            (13, 5, 600), (6, 32, 256), (12, 64, 8),
        };
        for (var trial = 0; trial < 80; trial++)
            sizes.Add((make.Integer(41), make.Integer(41), make.Integer(41)));
        foreach (var (m, n, k) in sizes)
            foreach (var accumulate in (bool[])[false, true])
            {
                var size = new ProductSize(m, n, k, transposeX, transposeY);
                Tensor x = make.Random(transposeX ? [k, m] : [m, k]), y = make.Random(transposeY ? [n, k] : [k, n]),
                    result = make.Random([m, n]);
                var expected = Naive.Dot(x, y, size, accumulate ? result : default);
                backend.Dot(x, y, size, result, accumulate);
                Near.Equal(expected, result, ulps: 2 * (k + 1), scale: 16); // |x·y| ≤ 16
            }
    }

    [Theory]
    [MemberData(nameof(ReductionCases))]
    public void Reduce_along_every_axis(Reduction op, DType dtype)
    {
        var make = new TensorMaker(dtype, seed: 6);
        for (var trial = 0; trial < 120; trial++)
        {
            var x = make.Random(trial % 3 == 0 ? [1 + make.Integer(70), 1 + make.Integer(40)]
                : make.RandomShape(maxRank: 4, maxSize: 9, minRank: 1));
            for (var axis = 0; axis < x.Rank; axis++)
            {
                var result = make.Random(x.Shape[..axis].Concat(x.Shape[(axis + 1)..]));
                var before = Naive.Values(result);
                var expected = Naive.Reduce(op, x, axis);
                backend.Reduce(op, x, axis, result, accumulate: false);
                // Float32 is summed in Float64 and rounded once
                var rounding = dtype == DType.Float32 ? 1 : 2 * x.Shape[axis];
                Near.Equal(expected, result, ulps: op is Reduction.Sum or Reduction.Mean ? rounding : 0,
                    scale: dtype == DType.Float32 ? 0 : 4);
                if (op != Reduction.Sum)
                    continue;
                result = TensorMaker.Of(before, result.Shape, dtype);
                backend.Reduce(op, x, axis, result, accumulate: true);
                Near.Equal([.. expected.Zip(before, (a, b) => a + b)], result, rounding,
                    scale: dtype == DType.Float32 ? 0 : 8);
            }
        }
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Int32)]
    public void Sum_of_nothing_is_0(DType dtype)
    {
        var make = new TensorMaker(dtype, seed: 7);
        foreach (var (shape, axis) in ((Shape, int)[])[([0], 0), ([0, 5], 0), ([5, 0], 1), ([2, 0, 3], 1)])
        {
            var result = make.Random(shape[..axis].Concat(shape[(axis + 1)..]));
            backend.Reduce(Reduction.Sum, make.Random(shape), axis, result, accumulate: false);
            Assert.All(Naive.Values(result), v => Assert.Equal(0, v));
        }
    }

    [Fact]
    public void NaN_is_passed_on()
    {
        Tensor x = Tensor.Full([19], 1), result = Tensor.Zeros([19]), one = Tensor.Zeros([]);
        x.AsSpan<float>()[17] = float.NaN;
        foreach (var op in Enum.GetValues<UnaryOp>().Except([UnaryOp.Positive]))
        {
            backend.Unary(op, x, result);
            Assert.True(double.IsNaN(result.At(17)), $"{op}");
        }
        backend.Clip(x, 0, 1, result);
        Assert.True(double.IsNaN(result.At(17)));
        foreach (var op in (BinaryOp[])[BinaryOp.Add, BinaryOp.Subtract, BinaryOp.Multiply, BinaryOp.Divide,
            BinaryOp.Maximum, BinaryOp.Minimum])
        {
            backend.Binary(op, x, Tensor.Ones([19]), result);
            Assert.True(double.IsNaN(result.At(17)), $"{op}");
            backend.Binary(op, Tensor.Ones([19]), x, result);
            Assert.True(double.IsNaN(result.At(17)), $"{op}");
        }
        foreach (var op in Enum.GetValues<Reduction>())
        {
            backend.Reduce(op, x, 0, one, accumulate: false);
            Assert.True(double.IsNaN(one.Item()), $"{op}");
        }
    }

    [Fact]
    public void Bytes_become_floats()
    {
        foreach (var length in (int[])[0, 1, 15, 16, 31, 32, 33, 63, 64, 100, 256])
        {
            byte[] bytes = [.. Enumerable.Range(0, length).Select(i => (byte)(255 - i))];
            var result = Tensor.Full([length], -1);
            backend.Cast(Tensor.From<byte>(bytes), result);
            Assert.Equal([.. bytes.Select(b => (float)b)], result.ToArray<float>());
        }
    }

    static TheoryData<TOp, DType> Pairs<TOp>(TOp[] ops, DType[] dtypes)
    {
        var data = new TheoryData<TOp, DType>();
        foreach (var op in ops)
            foreach (var dtype in dtypes)
                data.Add(op, dtype);
        return data;
    }
}

public sealed class ReferenceBackendTests() : BackendContract(new ReferenceBackend());

public sealed class CpuBackendTests() : BackendContract(new CpuBackend());
