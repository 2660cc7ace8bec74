using LearnDL.Backends;
using LearnDL.Backends.Cpu;
using LearnDL.Numbers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Backends;

/// <summary>
/// The CPU backend's promise: the bits depend neither on the number of threads nor on the width of the vectors.
/// The width cannot be changed inside a process, so the tests compare with scalar models that have no width at all.
/// </summary>
public sealed class SameBitsTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Any_number_of_threads(bool transposeX, bool transposeY)
    {
        var make = new TensorMaker(DType.Float32, seed: 1);
        foreach (var (m, n, k) in ((int, int, int)[])[(130, 131, 132), (1, 1500, 800), (1, 20_000, 60), (3, 8192, 50),
            (90, 65, 600), (32, 784, 300), (400, 33, 300)])
        {
            var size = new ProductSize(m, n, k, transposeX, transposeY);
            Tensor x = make.Random(transposeX ? [k, m] : [m, k]), y = make.Random(transposeY ? [n, k] : [k, n]);
            var one = Tensor.Zeros([m, n]);
            new CpuBackend { Threads = 1 }.Dot(x, y, size, one, accumulate: false);
            foreach (var threads in (int[])[2, 3, 8])
            {
                var many = Tensor.Zeros([m, n]);
                new CpuBackend { Threads = threads }.Dot(x, y, size, many, accumulate: false);
                Naive.SameBits(one, many);
            }
        }
    }

    [Fact]
    public void Threads_must_be_at_least_1() =>
        Assert.Contains("0", Assert.Throws<HyperparameterException>(() => new CpuBackend { Threads = 0 }).Got);

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    public void Dot_is_the_plain_loop_of_multiply_adds(bool transposeX, bool transposeY, bool accumulate)
    {
        var make = new TensorMaker(DType.Float32, seed: 2);
        for (var trial = 0; trial < 40; trial++)
        {
            var (m, n, k) = trial == 39 ? (1, 20_000, 60) : (trial % 7 == 6 ? 1 + trial % 3 : make.Integer(41),
                trial % 5 == 0 ? 1 : trial % 7 == 6 ? 2040 + trial : make.Integer(70),
                trial < 3 ? 700 : make.Integer(60));
            var size = new ProductSize(m, n, k, transposeX, transposeY);
            Tensor x = make.Random(transposeX ? [k, m] : [m, k]), y = make.Random(transposeY ? [n, k] : [k, n]),
                result = make.Random([m, n]);
            float[] vx = x.ToArray<float>(), vy = y.ToArray<float>(),
                expected = accumulate ? result.ToArray<float>() : new float[m * n];
            for (var i = 0; i < m; i++)
                for (var j = 0; j < n; j++)
                    for (var s = 0; s < k; s++)
                        expected[i * n + j] = MultiplyAdd(vx[transposeX ? s * m + i : i * k + s],
                            vy[transposeY ? j * k + s : s * n + j], expected[i * n + j]);
            new CpuBackend { Threads = 2 }.Dot(x, y, size, result, accumulate);
            Naive.SameBits(Tensor.From<float>(expected, [m, n]), result);
        }
    }

    [Fact]
    public void Dot_in_double_is_the_plain_loop_of_multiply_adds()
    {
        var make = new TensorMaker(DType.Float64, seed: 3);
        var (m, n, k) = (13, 37, 300);
        Tensor x = make.Random([m, k]), y = make.Random([k, n]), result = make.Random([m, n]);
        var expected = new double[m * n];
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++)
                for (var s = 0; s < k; s++)
                    expected[i * n + j] = Simd.HasFusedMultiplyAdd
                        ? Math.FusedMultiplyAdd(x.At(i, s), y.At(s, j), expected[i * n + j])
                        : x.At(i, s) * y.At(s, j) + expected[i * n + j];
        new CpuBackend().Dot(x, y, new ProductSize(m, n, k, false, false), result, accumulate: false);
        Naive.SameBits(Tensor.From<double>(expected, [m, n]), result);
    }

    [Fact]
    public void Adam_with_any_number_of_threads()
    {
        var make = new TensorMaker(DType.Float32, seed: 8);
        const int size = (1 << 19) + 5;
        Tensor w = make.Random([size]), g = make.Random([size]), m = make.Random([size]),
            v = make.Random([size], 0.1, 1);
        Tensor[] Step(int threads)
        {
            Tensor[] copies = [w.Keep(), m.Keep(), v.Keep()];
            new CpuBackend { Threads = threads }.Adam(copies[0], g, copies[1], copies[2], 0.01);
            return copies;
        }

        var one = Step(1);
        foreach (var threads in (int[])[2, 5])
            foreach (var (expected, got) in one.Zip(Step(threads)))
                Naive.SameBits(expected, got);
    }

    [Fact]
    public void A_line_is_summed_in_16_lanes()
    {
        foreach (var dtype in (DType[])[DType.Float32, DType.Float64])
            foreach (var length in Enumerable.Range(0, 150).Concat([4095, 4096, 4097, 4112, 4113, 50_007]))
            {
                var x = new TensorMaker(dtype, seed: 4).Random([length], -1e3, 1e3);
                var result = Tensor.Zeros([], dtype);
                new CpuBackend().Reduce(Reduction.Sum, x, 0, result, accumulate: false);
                Naive.SameBits(Tensor.From<double>([SumInLanes(Naive.Values(x))], []).Cast(dtype), result);
            }
    }

    [Fact]
    public void Columns_are_summed_row_after_row_in_blocks()
    {
        foreach (var dtype in (DType[])[DType.Float32, DType.Float64])
            foreach (var (rows, columns) in Enumerable.Range(2, 68).Select(columns => (11, columns))
                .Concat([(256, 3), (257, 40), (3000, 5), (2048, 33)]))
            {
                var make = new TensorMaker(dtype, seed: 5);
                Tensor x = make.Random([rows, columns], -1e3, 1e3), y = make.Random([rows, columns]);
                Tensor sums = Tensor.Zeros([columns], dtype), products = make.Random([columns]),
                    start = products.Keep();
                new CpuBackend().Reduce(Reduction.Sum, x, 0, sums, accumulate: false);
                new CpuBackend().SumProducts(x, y, products, accumulate: true);
                for (var j = 0; j < columns; j++)
                {
                    Assert.Equal(Rounded(SumInBlocks(rows, (r, sum) => sum + x.At(r, j)), dtype), sums.At(j));
                    Assert.Equal(Rounded(start.At(j) + SumInBlocks(rows,
                        (r, sum) => MultiplyAdd(x.At(r, j), y.At(r, j), sum)), dtype), products.At(j));
                }
            }
    }

    [Fact]
    public void Sums_on_any_number_of_threads()
    {
        foreach (var columns in (int[])[33, 64, 70])
        {
            var make = new TensorMaker(DType.Float32, seed: 9);
            Tensor x = make.Random([9001, columns]), y = make.Random([9001, columns]);
            Tensor[] Sums(int threads)
            {
                var backend = new CpuBackend { Threads = threads };
                Tensor sum = Tensor.Zeros([columns]), products = Tensor.Zeros([columns]),
                    mean = Tensor.Zeros([columns]), variance = Tensor.Zeros([columns]);
                backend.Reduce(Reduction.Sum, x, 0, sum, accumulate: false);
                backend.SumProducts(x, y, products, accumulate: false);
                backend.Moments(x, mean, variance);
                return [sum, products, mean, variance];
            }

            var one = Sums(1);
            foreach (var threads in (int[])[2, 3, 5])
                foreach (var (expected, got) in one.Zip(Sums(threads)))
                    Naive.SameBits(expected, got);
        }
    }

    public static TheoryData<UnaryOp> UnaryOps() => [.. Enum.GetValues<UnaryOp>()];

    /// <summary>
    /// Alone, first, last or in the middle: an element has the same bits, so a wider vector cannot change them.
    /// </summary>
    [Theory]
    [MemberData(nameof(UnaryOps))]
    public void An_element_has_the_same_bits_wherever_it_stands(UnaryOp op)
    {
        var backend = new CpuBackend();
        foreach (var dtype in (DType[])[DType.Float32, DType.Float64])
        {
            Tensor x = new TensorMaker(dtype, seed: 6).Random([67], -20, 20), together = Tensor.Zeros([67], dtype),
                alone = Tensor.Zeros([67], dtype);
            backend.Unary(op, x, together);
            for (var i = 0; i < 67; i++)
                backend.Unary(op, x[i..(i + 1)], alone[i..(i + 1)]);
            Naive.SameBits(together, alone);
        }
    }

    [Fact]
    public void Combine_and_Affine_have_the_same_bits_wherever_an_element_stands()
    {
        var backend = new CpuBackend();
        var make = new TensorMaker(DType.Float32, seed: 7);
        Tensor x = make.Random([67]), y = make.Random([67]), together = Tensor.Zeros([67]), alone = Tensor.Zeros([67]);
        backend.Combine(0.1, x, 0.7, y, together);
        for (var i = 0; i < 67; i++)
            backend.Combine(0.1, x[i..(i + 1)], 0.7, y[i..(i + 1)], alone[i..(i + 1)]);
        Naive.SameBits(together, alone);
        backend.Affine(0.1, x, 0.7, together);
        for (var i = 0; i < 67; i++)
            backend.Affine(0.1, x[i..(i + 1)], 0.7, alone[i..(i + 1)]);
        Naive.SameBits(together, alone);
    }

    static float MultiplyAdd(float a, float b, float c) =>
        Simd.HasFusedMultiplyAdd ? MathF.FusedMultiplyAdd(a, b, c) : a * b + c;

    static double MultiplyAdd(double a, double b, double c) =>
        Simd.HasFusedMultiplyAdd ? Math.FusedMultiplyAdd(a, b, c) : a * b + c;

    static double Rounded(double value, DType dtype) => dtype == DType.Float32 ? (float)value : value;

    static double SumInBlocks(int rows, Func<int, double, double> add)
    {
        var sum = 0.0;
        for (var start = 0; start < rows; start += 256)
        {
            var block = 0.0;
            for (var r = start; r < Math.Min(rows, start + 256); r++)
                block = add(r, block);
            sum += block;
        }
        return sum;
    }

    static double SumInLanes(double[] x)
    {
        var lanes = new double[16];
        var start = 0;
        for (; x.Length - start > 16; start += Math.Min(16 * 256, x.Length - start))
        {
            var length = Math.Min(16 * 256, x.Length - start);
            for (var lane = 0; lane < 16; lane++)
            {
                var block = 0.0;
                for (var i = lane; i < length - length % 16; i += 16)
                    block += x[start + i];
                lanes[lane] += block;
            }
            for (var i = length - length % 16; i < length; i++)
                lanes[i % 16] += x[start + i];
        }
        for (var i = start; i < x.Length; i++)
            lanes[i - start] += x[i];
        for (var half = 8; half > 0; half /= 2)
            for (var i = 0; i < half; i++)
                lanes[i] += lanes[i + half];
        return lanes[0];
    }
}
