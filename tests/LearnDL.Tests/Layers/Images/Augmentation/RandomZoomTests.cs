using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class RandomZoomTests : LayerContract
{
    protected override Layer NewLayer() =>
        new RandomZoom(0.5, (0, 0.4), "constant", fillValue: 0.3, dataFormat: "channels_first");

    protected override Shape InputShape => [3, 2, 4, 3];

    protected override bool DiffersInTraining => true;

    static RandomZoom By(double factor, Factor? width = null, string fillMode = "constant") =>
        new((factor, factor), width, fillMode, dataFormat: "channels_last");

    [Fact]
    public void Positive_shows_more_of_the_picture()
    {
        // read at -1, 1, 3
        Pictures.Shows(Pictures.Counted(3, 3), By(1), [0, 0, 0, 0, 4, 0, 0, 0, 0]);
        // at -2, 0, 2, 4, 6
        Pictures.Shows(Pictures.Counted(5, 5), By(1),
            [0, 0, 0, 0, 0, 0, 0, 2, 4, 0, 0, 10, 12, 14, 0, 0, 20, 22, 24, 0, 0, 0, 0, 0, 0]);
        Pictures.Shows(Pictures.Counted(1, 3), By(1, fillMode: "reflect"), [0, 1, 2]); // at -1, 1, 3
    }

    [Fact]
    public void Negative_shows_less_of_it_larger()
    {
        // read at 1, 1.5, 2, 2.5, 3
        Pictures.Shows(Pictures.Of(new float[,] { { 0, 2, 4, 6, 8 } }), By(-0.5), [2, 3, 4, 5, 6]);
        Pictures.Shows(Pictures.Counted(3, 3), By(-0.5), [2, 2.5f, 3, 3.5f, 4, 4.5f, 5, 5.5f, 6]);
        Pictures.Shows(Pictures.Of(new float[,] { { 1, 2, 3 } }), By(-1), [2, 2, 2]); // nothing but the middle
    }

    [Fact]
    public void A_width_factor_of_its_own_changes_the_proportions()
    {
        Pictures.Shows(Pictures.Counted(3, 3), By(-1, width: (0, 0)), [3, 4, 5, 3, 4, 5, 3, 4, 5]);
        Pictures.Shows(Pictures.Counted(3, 3), By(0, width: (1, 1)), [0, 1, 0, 0, 4, 0, 0, 7, 0]);
    }

    [Fact]
    public void Without_one_the_proportions_stay()
    {
        var x = Tensor.Zeros([50, 9, 9, 1]);
        foreach (ref var pixel in x.AsSpan<float>())
            pixel = 1;
        foreach (var image in
            Pictures.Seen(new RandomZoom((0, 1), fillMode: "constant", dataFormat: "channels_last"), x).Chunk(81))
            for (var i = 0; i < 9; i++)
                Assert.Equal(image[4 * 9 + i], image[i * 9 + 4]); // as wide as it is high
    }

    [Fact]
    public void Factors_out_of_range_are_told()
    {
        Assert.Contains("heightFactor", Assert.Throws<HyperparameterException>(() => new RandomZoom(-1.1)).Message,
            StringComparison.Ordinal);
        Assert.Contains("widthFactor",
            Assert.Throws<HyperparameterException>(() => new RandomZoom(0.1, (0.2, double.PositiveInfinity))).Message,
            StringComparison.Ordinal);
    }
}
