using FsCheck;
using FsCheck.Xunit;
using LearnDL.Data;
using LearnDL.Tensors;

namespace LearnDL.Tests.Data;

/// <summary>Which rows lie in a window, which is its target, and that a split in time lets none of them leak.</summary>
public class WindowsTests
{
    [Fact]
    public void The_target_is_the_row_after_the_window()
    {
        var windows = Windows.Of(Tensor.Of(0, 10, 20, 30, 40, 50), length: 3);
        var (x, y) = windows;

        Assert.Equal(("(3, 3, 1)", "(3, 1)"), (x.Shape.ToString(), y.Shape.ToString()));
        Assert.Equal([0f, 10, 20, 10, 20, 30, 20, 30, 40], x.ToArray<float>());
        Assert.Equal([30f, 40, 50], y.ToArray<float>());
        Assert.Equal([3, 4, 5], windows.TargetRows);
        Assert.Equal(3, windows.Count);
    }

    [Fact]
    public void Features_stay_together_and_the_type_stays()
    {
        var windows = Windows.Of(Tensor.From(new int[,] { { 1, -1 }, { 2, -2 }, { 3, -3 } }), length: 2);

        Assert.Equal(("(1, 2, 2)", DType.Int32), (windows.X.Shape.ToString(), windows.X.DType));
        Assert.Equal([1, -1, 2, -2], windows.X.ToArray<int>());
        Assert.Equal([3, -3], windows.Y.ToArray<int>());
        Assert.Equal("(1, 2)", windows.Y.Shape.ToString());
        Assert.Equal(DType.Float64, Windows.Of(Tensor.Zeros([5], DType.Float64), 2).Y.DType);
    }

    [Theory]
    [InlineData(10, 3, 2, 1, new[] { 4, 5, 6, 7, 8, 9 })]
    [InlineData(10, 3, 1, 4, new[] { 3, 7 })]
    [InlineData(10, 3, 1, 3, new[] { 3, 6, 9 })]
    [InlineData(10, 1, 9, 1, new[] { 9 })]
    [InlineData(10, 9, 1, 5, new[] { 9 })]
    public void Horizon_and_stride(int count, int length, int horizon, int stride, int[] targets)
    {
        var windows = Windows.Of(Tensor.Range(count), length, horizon, stride);

        Assert.Equal(targets, windows.TargetRows);
        Assert.Equal(targets.Select(row => (float)row), windows.Y.ToArray<float>());
        Assert.Equal(targets.Select(row => (float)(row - horizon)), windows.X[.., ^1].ToArray<float>());
        Assert.Equal(targets.Select(row => (float)(row - horizon - length + 1)), windows.X[.., 0].ToArray<float>());
    }

    [Property]
    public void No_training_window_holds_a_row_of_the_test(byte count, byte length, byte horizon,
        byte stride, byte split)
    {
        var (T, L, h) = (30 + count % 40, 1 + length % 8, 1 + horizon % 4);
        var windows = Windows.Of(Tensor.Range(T), L, h, 1 + stride % 3);
        var row = 16 + split % 3;

        var (train, test) = windows.SplitAt(row);

        Assert.Equal(windows.Count, train.Count + test.Count);
        Assert.True(train.Y.Max().Item() < row && train.X.Max().Item() < row);
        Assert.True(test.Y.Min().Item() >= row);
        Assert.Equal(test.TargetRows.Select(target => (float)target), test.Y.ToArray<float>());
    }

    [Fact]
    public void Test_windows_reach_back_or_not()
    {
        var windows = Windows.Of(Tensor.Range(20), length: 4, horizon: 2);

        var (train, reaching) = windows.SplitAt(10);
        var (sameTrain, apart) = windows.SplitAt(10, reachBack: false);

        Assert.Equal("5 windows (5, 4, 1), targets (5, 1) 2 rows later", $"{train}");
        Assert.Equal([5, 6, 7, 8, 9], train.TargetRows);
        Assert.Equal(train.TargetRows, sameTrain.TargetRows);
        Assert.Equal([10, 11, 12, 13, 14, 15, 16, 17, 18, 19], reaching.TargetRows);
        Assert.Equal(5, reaching.X.Min().Item());                    // row 10 is predicted from rows 5 to 8
        Assert.Equal([15, 16, 17, 18, 19], apart.TargetRows);
        Assert.Equal(10, apart.X.Min().Item());
    }

    [Fact]
    public void The_airline_recipe()
    {
        var (months, passengers) = Datasets.AirlinePassengers();
        var (train, test) = Split.InOrder(months.Length, testCount: 48);
        var scale = MinMaxScaler.Fit(passengers.Gather(train));
        var windows = Windows.Of(scale.Apply(passengers), length: 12);
        var (past, future) = windows.SplitAt(test[0]);

        Assert.Equal(("(132, 12, 1)", "(132, 1)"), (windows.X.Shape.ToString(), windows.Y.Shape.ToString()));
        Assert.Equal((84, 48), (past.Count, future.Count));
        Assert.Equal("1957-01", months[future.TargetRows[0]]);
        Assert.Equal((0, 1), (past.X.Min().Item(), past.Y.Max().Item()));
        Assert.True(future.Y.Max().Item() > 1.5);
        Assert.Equal(passengers[96..].ToArray<float>(), scale.Invert(future.Y).ToArray<float>(),
            (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Fact]
    public void Too_short_a_series_says_how_long_it_must_be()
    {
        var error = Assert.Throws<DataException>(() => Windows.Of(Tensor.Range(30), length: 30));

        Assert.StartsWith("at least 31 rows", error.Expected);
        Assert.Equal("30 rows", error.Got);
        Assert.Equal(1, Windows.Of(Tensor.Range(31), length: 30).Count);
        Assert.Throws<DataException>(() => Windows.Of(Tensor.Range(31), length: 30, horizon: 2));
        Assert.Throws<DataException>(() => Windows.Of(Tensor.Range(31), length: int.MaxValue, horizon: int.MaxValue));
    }

    [Fact]
    public void Wrong_input()
    {
        Assert.Throws<ShapeException>(() => Windows.Of(Tensor.Zeros([9, 3, 1]), 2));
        Assert.Throws<ShapeException>(() => Windows.Of(Tensor.Zeros([9, 0]), 2));
        Assert.Contains("length", Assert.Throws<HyperparameterException>(() => Windows.Of(Tensor.Range(9), 0)).What);
        Assert.Contains("horizon",
            Assert.Throws<HyperparameterException>(() => Windows.Of(Tensor.Range(9), 2, horizon: 0)).What);
        Assert.Contains("stride",
            Assert.Throws<HyperparameterException>(() => Windows.Of(Tensor.Range(9), 2, stride: -1)).What);
        var windows = Windows.Of(Tensor.Range(9), 3);
        Assert.Throws<HyperparameterException>(() => windows.SplitAt(3));
        Assert.Throws<HyperparameterException>(() => windows.SplitAt(9));
        Assert.DoesNotContain("reachBack", Assert.Throws<HyperparameterException>(() => windows.SplitAt(9)).Fix);
        Assert.Contains("No row", Assert.Throws<HyperparameterException>(() => Windows.Of(Tensor.Range(
            15), 12).SplitAt(13, reachBack: false)).What);
        Assert.Equal("6 windows (6, 3, 1), targets (6, 1) 1 row later", $"{windows}");
        Assert.Equal("a row from 4 to 5",
            Assert.Throws<HyperparameterException>(() => windows.SplitAt(6, reachBack: false)).Expected);
        Assert.Equal(1, windows.SplitAt(5, reachBack: false).Test.Count);
        Assert.Throws<ShapeException>(() => windows.Rows([6]));
    }
}
