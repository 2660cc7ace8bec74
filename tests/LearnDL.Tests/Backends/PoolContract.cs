using LearnDL.Backends;
using LearnDL.Backends.Cpu;
using LearnDL.Backends.Reference;
using LearnDL.Tensors;

namespace LearnDL.Tests.Backends;

/// <summary>
/// Pooling and the row kernels of normalization, by looking up every single position, with windows of every kind:
/// overlapping, with gaps, padded, dilated.
/// </summary>
public abstract class PoolContract(IBackend backend)
{
    public static TheoryData<DType> Types() => [DType.Float32, DType.Float64];

    static WindowAxis Axis(TensorMaker make)
    {
        while (true)
        {
            // a dilated window may lie on padding with all its pixels, and has no maximum there
            var dilation = 1 + make.Integer(5) / 3;
            var axis = WindowAxis.Of(1 + make.Integer(9), 1 + make.Integer(4), 1 + make.Integer(4), dilation,
                dilation == 1 && make.Integer(2) == 0 ? Padding.Same : Padding.Valid);
            if (axis.Places > 0)
                return axis;
        }
    }

    /// <summary>Windows, images for them and gradients of what is pooled.</summary>
    static IEnumerable<(Window Window, Tensor X, Tensor Dy)> Cases(DType dtype, bool whole)
    {
        var make = new TensorMaker(dtype, seed: 11);
        for (var trial = 0; trial < 120; trial++)
        {
            var window = new Window(Axis(make), Axis(make));
            int samples = 1 + make.Integer(3), channels = trial % 3 == 0 ? 1 + make.Integer(40) : 1 + make.Integer(4);
            yield return (window,
                make.Random([samples, window.Vertical.Size, window.Horizontal.Size, channels], -3, 3, whole),
                make.Random([samples, window.Vertical.Places, window.Horizontal.Places, channels]));
        }
    }

    /// <summary>The pixels under a place, row by row, by the definition of <see cref="WindowAxis"/>.</summary>
    static IEnumerable<(int H, int W)> Pixels(Window window, int row, int column) =>
        from h in Line(window.Vertical, row)
        from w in Line(window.Horizontal, column)
        select (h, w);

    static IEnumerable<int> Line(WindowAxis axis, int place) =>
        Enumerable.Range(0, axis.Kernel).Select(k => place * axis.Stride + k * axis.Dilation - axis.Before)
            .Where(pixel => pixel >= 0 && pixel < axis.Size);

    static int Flat(Shape shape, int n, int h, int w, int c) => ((n * shape[1] + h) * shape[2] + w) * shape[3] + c;

    [Theory]
    [MemberData(nameof(Types))]
    public void MaxPool_and_its_gradient(DType dtype)
    {
        foreach (var whole in (bool[])[false, true]) // whole numbers are often equal: the first one counts
            foreach (var (window, x, dy) in Cases(dtype, whole))
            {
                var y = new TensorMaker(dtype, seed: 12).Random(dy.Shape);
                var dx = new TensorMaker(dtype, seed: 13).Random(x.Shape);
                backend.MaxPool(x, window, y);
                backend.MaxPoolBack(dy, x, y, window, dx);

                var expected = new double[x.Size];
                foreach (var p in Naive.Positions(y.Shape))
                {
                    // the first of equals
                    var largest = Pixels(window, p[1], p[2]).MaxBy(pixel => x.At(p[0], pixel.H, pixel.W, p[3]));
                    Assert.Equal(x.At(p[0], largest.H, largest.W, p[3]), y.At(p));
                    expected[Flat(x.Shape, p[0], largest.H, largest.W, p[3])] += dy.At(p);
                }
                Near.Equal(expected, dx, ulps: 32, scale: 4);
            }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void AveragePool_and_its_gradient(DType dtype)
    {
        foreach (var (window, x, dy) in Cases(dtype, whole: false))
        {
            var y = new TensorMaker(dtype, seed: 12).Random(dy.Shape);
            var dx = new TensorMaker(dtype, seed: 13).Random(x.Shape);
            backend.AveragePool(x, window, y);
            backend.AveragePoolBack(dy, window, dx);

            var expected = new double[x.Size];
            foreach (var p in Naive.Positions(y.Shape))
            {
                var pixels = Pixels(window, p[1], p[2]).ToList();
                Assert.Equal(pixels.Average(pixel => x.At(p[0], pixel.H, pixel.W, p[3])), y.At(p),
                    dtype == DType.Float32 ? 2e-6 : 4e-15);
                foreach (var (h, w) in pixels)
                    expected[Flat(x.Shape, p[0], h, w, p[3])] += dy.At(p) / pixels.Count;
            }
            Near.Equal(expected, dx, ulps: 32, scale: 4);
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void NaN_is_the_largest_and_gets_the_gradient_once(DType dtype)
    {
        var window = new Window(WindowAxis.Of(2, 2, 2, 1, Padding.Valid), WindowAxis.Of(2, 2, 2, 1, Padding.Valid));
        for (var at = 0; at < 4; at++)
        {
            double[] values = [1, 2, 3, 4];
            values[at] = double.NaN;
            var x = TensorMaker.Of(values, [1, 2, 2, 1], dtype);
            Tensor y = Tensor.Zeros([1, 1, 1, 1], dtype), dx = Tensor.Zeros(x.Shape, dtype);
            backend.MaxPool(x, window, y);
            backend.MaxPoolBack(Tensor.Full(y.Shape, 5, dtype), x, y, window, dx);
            Assert.True(double.IsNaN(y.Item()));
            Assert.Equal(5, dx.Cast(DType.Float64).Sum().Item());
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Below_every_number_a_pixel_is_larger_than_padding(DType dtype)
    {
        var axis = WindowAxis.Of(3, 2, 2, 1, Padding.Same);
        var window = new Window(axis, axis);
        var x = Tensor.Full([1, 3, 3, 5], double.NegativeInfinity, dtype);
        Tensor y = Tensor.Zeros([1, 2, 2, 5], dtype), dx = Tensor.Zeros(x.Shape, dtype);
        backend.MaxPool(x, window, y);
        backend.MaxPoolBack(Tensor.Ones(y.Shape, dtype), x, y, window, dx);
        Assert.All(Naive.Values(y), v => Assert.Equal(double.NegativeInfinity, v));
        Assert.Equal([1, 0, 1, 0, 0, 0, 1, 0, 1], Naive.Values(dx).Where((_, i) => i % 5 == 0));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void CombineRow_and_SumProducts(DType dtype)
    {
        var make = new TensorMaker(dtype, seed: 14);
        for (var trial = 0; trial < 80; trial++)
        {
            int rows = make.Integer(trial == 0 ? 1 : 30), columns = 1 + make.Integer(trial % 4 == 0 ? 150 : 20);
            Tensor x = make.Random([rows, columns]), y = make.Random([rows, columns]),
                result = make.Random([rows, columns]), sums = make.Random([columns]);
            Tensor a = make.Random([columns]), b = make.Random([columns]), c = make.Random([columns]);
            double[] vx = Naive.Values(x), vy = Naive.Values(y), va = Naive.Values(a), vb = Naive.Values(b),
                vc = Naive.Values(c), before = Naive.Values(sums);

            backend.CombineRow(a, x, b, y, c, result);
            Near.Equal([.. vx.Select((v, i) => va[i % columns] * v + vb[i % columns] * vy[i] + vc[i % columns])],
                result, ulps: 4, scale: 40);
            backend.CombineRow(a, x, default, default, c, result);
            Near.Equal([.. vx.Select((v, i) => va[i % columns] * v + vc[i % columns])], result, ulps: 3, scale: 20);

            double[] expected = [.. Enumerable.Range(0, columns)
                .Select(j => Enumerable.Range(0, rows).Sum(r => vx[r * columns + j] * vy[r * columns + j]))];
            backend.SumProducts(x, y, sums, accumulate: true);
            Near.Equal([.. expected.Zip(before, (e, s) => e + s)], sums, ulps: 2 * rows + 2, scale: 16);
            backend.SumProducts(x, y, sums, accumulate: false);
            Near.Equal(expected, sums, ulps: 2 * rows + 2, scale: 16);
        }
    }
}

public sealed class ReferencePoolTests() : PoolContract(new ReferenceBackend());

public sealed class CpuPoolTests() : PoolContract(new CpuBackend { Threads = 2 });
