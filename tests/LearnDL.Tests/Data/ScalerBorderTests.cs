using FsCheck.Xunit;
using LearnDL.Data;
using LearnDL.Tensors;

namespace LearnDL.Tests.Data;

/// <summary>
/// Scalers and norms for numbers of any size and any distance from 0: no border, no square that overflows or vanishes.
/// </summary>
public class ScalerBorderTests
{
    static Tensor Column(params double[] values) => Tensor.From(values).Reshape(-1, 1);

    [Theory]
    [InlineData(1e6, 1e6 + 1e-7)]
    [InlineData(-1e12, -1e12 + 1)]
    [InlineData(1e16, 1e16 + 2)]        // neighbours in Float64: their mean lies between them
    [InlineData(1, 1.0000000000000002)]
    [InlineData(1e200, 3e200)]
    [InlineData(-1.7e308, 1.7e308)]
    [InlineData(1e-200, 2e-200)]
    [InlineData(0, 1e-300)]
    public void Two_values_become_minus_1_and_1(double low, double high)
    {
        var x = Column(low, high);
        var scale = Standardizer.Fit(x);

        Assert.Equal([-1.0, 1.0], scale.Apply(x).ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal([low, high], scale.Invert(scale.Apply(x)).ToArray<double>(), Near);
        Assert.Equal([0.0, 1.0], MinMaxScaler.Fit(x).Apply(x).ToArray<double>());
        Assert.Equal([-1.0, 1.0], MinMaxScaler.Fit(x, -1, 1).Apply(x).ToArray<double>());
        Assert.Equal([low, high], MinMaxScaler.Fit(x).Invert(Column(0, 1)).ToArray<double>());

        static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-15 * Math.Max(Math.Abs(a), Math.Abs(b)) || a == b;
    }

    [Fact]
    public void Float32_values_of_1e30()
    {
        var x = Tensor.From(new float[,] { { 1e30f }, { 2e30f }, { 3e30f } });

        Assert.Equal([-1.2247449f, 0, 1.2247449f], Standardizer.Fit(x).Apply(x).ToArray<float>(),
            (a, b) => Math.Abs(a - b) < 1e-6f);
        Assert.Equal([0.6f, 0.8f], Tensor.Of(3e30f, 4e30f).Normalize().ToArray<float>(),
            (a, b) => Math.Abs(a - b) < 1e-6f);
        Assert.Equal([0.6f, 0.8f], Tensor.Of(3e-40f, 4e-40f).Normalize().ToArray<float>(),
            (a, b) => Math.Abs(a - b) < 1e-5f);
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(2.0)]
    [InlineData(3.0)]
    [InlineData(double.PositiveInfinity)]
    public void Norms_do_not_overflow_or_vanish(double order)
    {
        var expected = Tensor.From(new double[,] { { 3, 4 } }).Normalize(order: order).ToArray<double>();
        foreach (var size in new[] { 1e200, 1e-200, 4e307, 1e-307 })
        {
            var unit = Tensor.From(new double[,] { { 3 * size, 4 * size } }).Normalize(order: order).ToArray<double>();
            Assert.Equal(expected, unit, (a, b) => Math.Abs(a - b) < 1e-12);
        }
    }

    [Fact]
    public void Constant_is_exactly_constant()
    {
        foreach (var value in new[] { 0.1, 1e300, -7e-300, 0 })
        {
            var scale = Standardizer.Fit(Tensor.Full([1001, 1], value, DType.Float64));
            Assert.Equal((value, 1.0), (scale.Mean.Item(), scale.Deviation.Item()));
            Assert.Equal(0.0, scale.Apply(Column(value)).Item());
        }
        Assert.NotEqual(1.0, Standardizer.Fit(Column(0.1, 0.1, Math.BitIncrement(0.1))).Deviation.Item());
    }

    [Fact]
    public void Sums_stay_true_over_millions_of_rows()
    {
        const int N = 2_000_000;
        var values = new double[N];
        for (var i = 0; i < N; i++)
            values[i] = 1e9 + (i % 2 == 0 ? 0.25 : 0.75);

        var scale = Standardizer.Fit(Column(values));

        Assert.Equal((1e9 + 0.5, 0.25), (scale.Mean.Item(), scale.Deviation.Item()));
        Assert.Equal(0.1,
            Standardizer.Fit(Column([.. Enumerable.Repeat(0.1, 1_000_000), 0.05, 0.15])).Mean.Item(), 1e-17);
    }

    /// <summary>
    /// Moving and stretching a column changes neither its z nor its t, as long as Float64 holds the values.
    /// </summary>
    [Property(MaxTest = 200)]
    public void Place_and_size_do_not_matter(int seed)
    {
        var random = new Random(seed);
        var whole = Enumerable.Range(0, 20).Select(_ => (double)random.Next(-1000, 1000)).ToArray();
        var size = Math.ScaleB(1, random.Next(-900, 900));                 // exact
        var offset = Math.ScaleB(random.Next(-1000, 1000), random.Next(0, 40)); // exact beside whole numbers
        var moved = Column(Array.ConvertAll(whole, value => (value + offset) * size));

        var (expected, expectedT) = (Standardizer.Fit(Column(whole)).Apply(Column(whole)),
            MinMaxScaler.Fit(Column(whole)).Apply(Column(whole)));

        Assert.Equal(expected.ToArray<double>(), Standardizer.Fit(moved).Apply(moved).ToArray<double>(),
            (a, b) => Math.Abs(a - b) < 1e-13);
        Assert.Equal(expectedT.ToArray<double>(), MinMaxScaler.Fit(moved).Apply(moved).ToArray<double>(),
            (a, b) => Math.Abs(a - b) < 1e-15);
    }

    [Fact]
    public void One_column_of_several_is_inverted_in_any_shape()
    {
        var x = Tensor.From(new double[,] { { 10, 100, 5 }, { 20, 300, 5 } });
        var (standard, range) = (Standardizer.Fit(x), MinMaxScaler.Fit(x));

        foreach (var shape in new[] { Shape.Of([2]), Shape.Of([2, 1]), Shape.Of([1, 2]) })
        {
            Assert.Equal([100.0, 300],
                standard.Invert(Tensor.From<double>([-1, 1]).Reshape(shape), column: 1).ToArray<double>());
            var back = range.Invert(Tensor.From<double>([0, 1.5]).Reshape(shape), column: 1);
            Assert.Equal([100.0, 400], back.ToArray<double>());
            Assert.Equal(shape, back.Shape);
            Assert.Equal([0.0, 1.5], range.Apply(back, column: 1).ToArray<double>());
            Assert.Equal([-1.0, 2], standard.Apply(back, column: 1).ToArray<double>());
        }
        Assert.Equal([300.0, 20, 100, 10], range.Columns(1,
            0).Invert(Tensor.From(new double[,] { { 1, 1 }, { 0, 0 } })).ToArray<double>());
        Assert.Equal([300.0, 20], standard.Columns(1, 0).Invert(Tensor.From(new double[,] { { 1, 1 } }))
            .ToArray<double>());
        Assert.Contains("0..2", Assert.Throws<ShapeException>(() => range.Invert(x, column: 3)).Expected);
        Assert.Throws<ShapeException>(() => standard.Apply(x, column: -1));
        Assert.Throws<ShapeException>(() => standard.Columns());
        Assert.Contains("column: 0", Assert.Throws<ShapeException>(() => range.Invert(Tensor.Zeros([2, 1]))).Fix);
    }

    [Fact]
    public void Times_in_seconds_come_back_whole()
    {
        var x = Column(1700000000, 1700000060, 1700000120);
        var (standard, range) = (Standardizer.Fit(x), MinMaxScaler.Fit(x));

        Assert.True(standard.NeedsFloat64 && range.NeedsFloat64 && !Standardizer.Fit(Column(1, 2)).NeedsFloat64);
        Assert.Equal([1700000060.0], standard.Invert(Tensor.Zeros([1, 1])).ToArray<double>());
        Assert.Equal([1700000060.0], range.Invert(Tensor.Full([1, 1], 0.5)).ToArray<double>());
        Assert.Equal(DType.Float32, Standardizer.Fit(Column(1, 2, 4)).Invert(Tensor.Zeros([1, 1])).DType);
    }
}
