using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class RandomTranslationTests : LayerContract
{
    protected override Layer NewLayer() => new RandomTranslation(0.4, (-0.1, 0.3), dataFormat: "channels_last");

    protected override Shape InputShape => [4, 3, 4, 2];

    protected override bool DiffersInTraining => true;

    /// <summary>Always this share of the height and of the width.</summary>
    static RandomTranslation By(double down, double right, string fillMode = "constant",
        string interpolation = "bilinear", double fillValue = 0) =>
            new((down, down), (right, right), fillMode, interpolation, fillValue: fillValue,
                dataFormat: "channels_last");

    [Fact]
    public void A_positive_height_factor_moves_down_and_a_positive_width_factor_to_the_right()
    {
        var x = Pictures.Counted(4, 4);
        Pictures.Shows(x, By(0.25, 0), [0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
        Pictures.Shows(x, By(-0.25, 0, fillValue: 9), [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 9, 9, 9, 9]);
        Pictures.Shows(x, By(0, 0.5), [0, 0, 0, 1, 0, 0, 4, 5, 0, 0, 8, 9, 0, 0, 12, 13]);
    }

    [Fact]
    public void Half_a_pixel_is_the_mean_of_two_or_the_nearest()
    {
        var x = Pictures.Of(new float[,] { { 2, 4, 8, 16 } });
        Pictures.Shows(x, By(0, 0.125), [1, 3, 6, 12]);                         // (0 + 2)/2, (2 + 4)/2, …
        Pictures.Shows(x, By(0, 0.125, fillValue: 6), [4, 3, 6, 12]);           // (6 + 2)/2
        Pictures.Shows(x, By(0, 0.1, interpolation: "nearest"), [2, 4, 8, 16]); // read at -0.4, 0.6, …
        Pictures.Shows(x, By(0, 0.15, interpolation: "nearest"), [0, 2, 4, 8]); // read at -0.6, 0.4, …
        Pictures.Shows(x, By(0, 0.125, "nearest", "nearest"), [2, 4, 8, 16]);   // at -0.5, 0.5, …: halves away from 0
    }

    /// <summary>A whole width to the right, and a bit: the edge is seen from both sides.</summary>
    [Theory]
    [InlineData("reflect", 0.75, new float[] { 3, 2, 1, 1 })]
    [InlineData("reflect", 1.0, new float[] { 4, 3, 2, 1 })]
    [InlineData("reflect", -0.75, new float[] { 4, 4, 3, 2 })]
    [InlineData("nearest", 0.75, new float[] { 1, 1, 1, 1 })]
    [InlineData("nearest", -0.5, new float[] { 3, 4, 4, 4 })]
    [InlineData("wrap", 0.75, new float[] { 2, 3, 4, 1 })]
    [InlineData("wrap", -0.25, new float[] { 2, 3, 4, 1 })]
    [InlineData("constant", 0.75, new float[] { 7, 7, 7, 1 })]
    [InlineData("constant", -0.5, new float[] { 3, 4, 7, 7 })]
    public void Beyond_the_edge_stands_what_the_fill_mode_says(string fillMode, double right, float[] expected) =>
        Pictures.Shows(Pictures.Of(new float[,] { { 1, 2, 3, 4 } }), By(0, right, fillMode, fillValue: 7), expected);

    /// <summary>
    /// Moved by whole pixels, nothing is mixed: a number that is none stays alone, on its way in and on its way back.
    /// </summary>
    [Theory]
    [InlineData(0, 0.25, 6, 4)]
    [InlineData(0.25, 0, 9, 1)]
    [InlineData(0, -0.25, 4, 6)]
    [InlineData(-0.25, 0, 1, 9)]
    public void A_whole_pixel_further_nothing_is_mixed(double down, double right, int moved, int back)
    {
        var x = Tensor.Zeros([1, 4, 4, 1]);
        x.AsSpan<float>()[5] = float.NaN; // row 1, column 1
        var layer = By(down, right);
        layer.Build(x.Shape, x.DType, new RandomSource(3));
        var call = layer.NewCall();
        var (y, dx) = (call.Forward(x, training: true).ToArray<float>(), call.Backward(x).ToArray<float>());
        Assert.Equal([moved], Positions(y));
        Assert.Equal([back], Positions(dx));

        static IEnumerable<int> Positions(float[] values) =>
            Enumerable.Range(0, values.Length).Where(i => float.IsNaN(values[i]));
    }

    [Fact]
    public void An_axis_of_one_pixel_has_neighbours_too()
    {
        Tensor x = Pictures.Of(new float[,] { { 1, 2, 3, 4 } });
        foreach (var fillMode in new[] { "reflect", "nearest", "wrap" })
            Pictures.Shows(x, By(0.4, 0, fillMode), [1, 2, 3, 4]);
    }

    [Fact]
    public void Every_picture_of_a_batch_moves_on_its_own_and_within_its_limits()
    {
        var picture = Tensor.Zeros([300, 1, 21, 1]);
        for (var n = 0; n < 300; n++)
            picture.AsSpan<float>()[n * 21 + 10] = 1;
        var centres = Pictures.Seen(
            new RandomTranslation(0, (-2.0 / 21, 5.0 / 21), "constant", dataFormat: "channels_last"), picture)
            .Chunk(21).Select(row => row.Select((v, i) => v * i).Sum() - 10).ToList();

        Assert.True(centres.Distinct().Count() > 290);
        Assert.InRange(centres.Min(), -2.001, -1.8);
        Assert.InRange(centres.Max(), 4.8, 5.001);
    }

    [Theory]
    [InlineData(1.5, 0.1, "heightFactor")]
    [InlineData(0.1, double.NaN, "widthFactor")]
    public void A_factor_out_of_range_is_told(double height, double width, string which)
    {
        var error = Assert.Throws<HyperparameterException>(() => new RandomTranslation(height, width, name: "shift"));
        Assert.Contains("RandomTranslation 'shift'", error.What, StringComparison.Ordinal);
        Assert.Contains(which, error.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_names_and_values_that_are_no_numbers_are_told()
    {
        Assert.Contains("reflect, constant, nearest, wrap",
            Assert.Throws<UnknownNameException>(() => new RandomTranslation(0.1, 0.1, "mirror")).Message,
            StringComparison.Ordinal);
        Assert.Contains("bilinear, nearest",
            Assert.Throws<UnknownNameException>(() => new RandomTranslation(0.1, 0.1, interpolation: "cubic")).Message,
            StringComparison.Ordinal);
        Assert.Contains("fillValue", Assert.Throws<HyperparameterException>(() =>
            new RandomTranslation(0.1, 0.1, fillValue: double.NaN)).Message, StringComparison.Ordinal);
        Assert.Throws<UnknownNameException>(() => new RandomTranslation(0.1, 0.1, dataFormat: "channels"));
    }
}
