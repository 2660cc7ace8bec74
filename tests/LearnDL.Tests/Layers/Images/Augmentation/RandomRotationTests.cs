using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class RandomRotationTests : LayerContract
{
    protected override Layer NewLayer() => new RandomRotation(0.2, "wrap", dataFormat: "channels_last");

    protected override Shape InputShape => [3, 4, 3, 2];

    protected override bool DiffersInTraining => true;

    static RandomRotation By(double turns, string fillMode = "constant") =>
        new((turns, turns), fillMode, dataFormat: "channels_last");

    [Fact]
    public void A_quarter_turn_is_exact_and_counterclockwise()
    {
        var x = Pictures.Counted(3, 3); // 0 1 2 / 3 4 5 / 6 7 8
        Pictures.Shows(x, By(0.25), [2, 5, 8, 1, 4, 7, 0, 3, 6]);
        Pictures.Shows(x, By(-0.25), [6, 3, 0, 7, 4, 1, 8, 5, 2]);
        Pictures.Shows(x, By(0.5), [8, 7, 6, 5, 4, 3, 2, 1, 0]);
        Pictures.Shows(x, By(-1), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
        Pictures.Shows(Pictures.Counted(2, 4), By(0.5), [7, 6, 5, 4, 3, 2, 1, 0]);
        // stands upright, and all but the middle leaves the picture
        Pictures.Shows(Pictures.Counted(1, 3), By(0.25), [0, 1, 0]);
    }

    [Fact]
    public void An_eighth_of_a_turn_mixes_the_pixels_it_lies_between()
    {
        var y = Pictures.Seen(By(0.125), Pictures.Of(new float[,] { { 0, 0, 0 }, { 0, 1, 0 }, { 0, 0, 0 } }));
        // Each neighbour is read at √½ beside and √½ below the middle, a corner at √2 straight beside it.
        var beside = (float)((1 - Math.Sqrt(0.5)) * (1 - Math.Sqrt(0.5)));
        Assert.Equal([0, beside, 0, beside, 1, beside, 0, beside, 0], y, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Sine_and_cosine_are_those_of_the_platform_to_the_last_digits()
    {
        for (var i = -1024; i <= 1024; i++)
        {
            var (sin, cos) = RandomRotation.SinCos(i / 1024.0); // no rounding in the angle itself
            Assert.Equal(double.SinPi(i / 512.0), sin, 3e-16);
            Assert.Equal(double.CosPi(i / 512.0), cos, 3e-16);
        }
        Assert.Equal((1, 0), RandomRotation.SinCos(0.25));
        Assert.Equal((0, -1), RandomRotation.SinCos(-0.5));
    }

    [Fact]
    public void A_factor_out_of_range_is_told() =>
        Assert.Contains("[-1, 1]", Assert.Throws<HyperparameterException>(() => new RandomRotation((0, 45))).Message,
            StringComparison.Ordinal);
}
