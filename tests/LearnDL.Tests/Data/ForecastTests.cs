using FsCheck.Xunit;
using LearnDL.Data;
using LearnDL.Tensors;

namespace LearnDL.Tests.Data;

/// <summary>Several steps ahead, several columns in and some out, series of different lengths.</summary>
public class ForecastTests
{
    // Row t holds t, 100 + t, 200 + t.
    static Tensor Series(int T) =>
        Tensor.From([.. Enumerable.Range(0, T).SelectMany(t => new float[] { t, 100 + t, 200 + t })]).Reshape(T, 3);

    [Fact]
    public void Several_steps_of_one_column()
    {
        var (x, y) = Windows.Of(Series(7), length: 3, steps: 2, targets: [1]);

        Assert.Equal(("(3, 3, 3)", "(3, 2)"), (x.Shape.ToString(), y.Shape.ToString()));
        Assert.Equal([103f, 104, 104, 105, 105, 106], y.ToArray<float>());
        Assert.Equal("(4, 2)", Windows.Of(Tensor.Range(7), length: 2, steps: 2).Y.Shape.ToString());
    }

    [Fact]
    public void Several_columns_in_their_order()
    {
        Assert.Equal([205f, 5, 206, 6],
            Windows.Of(Series(7), length: 3, horizon: 3, targets: [2, 0]).Y.ToArray<float>());
        var y = Windows.Of(Series(7), length: 3, horizon: 2, stride: 2, steps: 2, targets: [2, 0]).Y;
        Assert.Equal("(1, 2, 2)", y.Shape.ToString());
        Assert.Equal([204f, 4, 205, 5], y.ToArray<float>());
        Assert.Equal("(3, 1)", Windows.Of(Series(6), length: 3, targets: [0]).Y.Shape.ToString());
        Assert.Equal("(2, 2, 3)", Windows.Of(Series(6), length: 3, steps: 2).Y.Shape.ToString());
    }

    [Property(MaxTest = 200)]
    public void No_training_target_reaches_into_the_test(byte count, byte length, byte horizon, byte stride, byte steps,
        byte split)
    {
        var (T, L, h, S) = (40 + count % 40, 1 + length % 8, 1 + horizon % 4, 1 + steps % 4);
        var windows = Windows.Of(Series(T), L, h, 1 + stride % 3, S, [0]);
        var row = 18 + split % 5;

        var (train, test) = windows.SplitAt(row);

        Assert.True(train.Y.Max().Item() < row && train.X[.., .., 0..1].Max().Item() < row);
        Assert.True(test.Y.Min().Item() >= row);
        Assert.Equal(S, test.Steps);
        Assert.Equal(windows.TargetRows.Count(first => first < row && first + S > row),
            windows.Count - train.Count - test.Count);
        Assert.Equal(test.TargetRows.SelectMany(first => Enumerable.Range(first, S)).Select(t => (float)t),
            test.Y.ToArray<float>());
        Assert.Equal(test.TargetRows.Select(first => (float)(first - h)), test.X[.., ^1, 0].ToArray<float>());
    }

    [Fact]
    public void Wrong_windows()
    {
        Assert.Contains("steps", Assert.Throws<HyperparameterException>(() => Windows.Of(Series(9), 2, steps: 0)).What);
        Assert.StartsWith("at least 9 rows",
            Assert.Throws<DataException>(() => Windows.Of(Series(8), 5, horizon: 2, steps: 3)).Expected);
        Assert.Equal(1, Windows.Of(Series(9), 5, horizon: 2, steps: 3).Count);
        Assert.Equal("0..2", Assert.Throws<ShapeException>(() => Windows.Of(Series(9), 2, targets: [3])).Expected);
        Assert.Throws<ShapeException>(() => Windows.Of(Series(9), 2, targets: [-1]));
        Assert.Throws<HyperparameterException>(() => Windows.Of(Series(9), 2, targets: []));
        Assert.Equal("a row from 4 to 6",
            Assert.Throws<HyperparameterException>(() => Windows.Of(Series(8), 2, steps: 2).SplitAt(3)).Expected);
        Assert.Equal(1, Windows.Of(Series(8), 2, steps: 2).SplitAt(4).Train.Count);
        Assert.Equal(1, Windows.Of(Series(8), 2, steps: 2).SplitAt(6).Test.Count);
    }

    [Fact]
    public void From_a_table_to_a_forecast_in_its_unit()
    {
        var series = Series(20);
        var scale = MinMaxScaler.Fit(series[..15]);
        var windows = Windows.Of(scale.Apply(series), length: 4, steps: 3, targets: [2]);

        var back = scale.Invert(windows.Y, column: 2);

        Assert.Equal(Windows.Of(series, length: 4, steps: 3, targets: [2]).Y.ToArray<float>(), back.ToArray<float>(),
            (a, b) => Math.Abs(a - b) < 1e-3f);
    }

    [Fact]
    public void Floats_are_padded()
    {
        float[][] floats = [[1.5f], [2.5f, 3.5f, 4.5f]];

        Assert.Equal([0f, 1.5f, 3.5f, 4.5f], floats.PadSequences(2).ToArray<float>());
        Assert.Equal([1.5f, -1, -1, 2.5f, 3.5f, 4.5f],
            floats.PadSequences(padding: "post", value: -1).ToArray<float>());
        Assert.Equal([1.5f, 0, 2.5f, 3.5f], new List<List<float>> { new() { 1.5f },
            new() { 2.5f, 3.5f, 4.5f } }.PadSequences(2, padding: "post", truncating: "post").ToArray<float>());
        Assert.Equal([0, 0.1], new double[][] { [0.1] }.PadSequences(2).ToArray<double>());
        Assert.True(float.IsNaN(floats.PadSequences(value: double.NaN).ToArray<float>()[0]));
    }

    [Fact]
    public void Measurements_are_padded_row_by_row()
    {
        var rows = new float[][,] { new float[,] { { 1, 2 } }, new float[,] { { 3, 4 }, { 5, 6 }, { 7, 8 } },
            new float[0, 2] };

        var padded = rows.PadSequences(2);

        Assert.Equal("(3, 2, 2)", padded.Shape.ToString());
        Assert.Equal([0f, 0, 1, 2, 5, 6, 7, 8, 0, 0, 0, 0], padded.ToArray<float>());
        Tensor[] whole = [Tensor.From<int>([1, 2]), Tensor.From<int>([3])];
        Assert.Equal([1, 2, 0, 3], whole.PadSequences().ToArray<int>());
        Assert.Equal([1.0, 2, 0, 3], whole.PadSequences(dtype: DType.Float64).ToArray<double>());
        Assert.Equal([9, 3], new[] { Tensor.From<byte>([3]) }.PadSequences(2, value: 9).ToArray<byte>());
    }

    [Fact]
    public void What_cannot_be_padded()
    {
        Assert.Contains("(T, 2), as series 0",
            Assert.Throws<ShapeException>(() => new[] { Tensor.Zeros([3, 2]),
            Tensor.Zeros([3, 1]) }.PadSequences()).Expected);
        Assert.Contains("Series 1", Assert.Throws<ShapeException>(() =>
            new[] { Tensor.Zeros([3]), Tensor.Zeros([3, 1]) }.PadSequences()).What);
        Assert.Throws<ShapeException>(() => new[] { Tensor.Zeros([3, 2, 1]) }.PadSequences());
        Assert.Throws<DTypeException>(() =>
            new[] { Tensor.Zeros([3]), Tensor.Zeros([3], DType.Float64) }.PadSequences());
        Assert.Throws<DataException>(() => Array.Empty<Tensor>().PadSequences());
        Assert.Throws<DataException>(() => new float[][] { [] }.PadSequences());
        Assert.Throws<HyperparameterException>(() => new[] { Tensor.From<int>([1]) }.PadSequences(2, value: 0.5));
        Assert.Throws<HyperparameterException>(() => new[] { Tensor.Of(1) }.PadSequences(2, value: 1e300));
        Assert.Throws<HyperparameterException>(() => new[] { Tensor.Of(1) }.PadSequences(0));
        Assert.Throws<UnknownNameException>(() => new[] { Tensor.Of(1) }.PadSequences(2, padding: "left"));
    }
}
