using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests;

/// <summary>
/// Rules with two sides: bounds from below and from above, edges before and behind, and what stands exactly there.
/// </summary>
public sealed class BothSidesTests
{
    static bool Accepts(Action use)
    {
        try
        {
            use();
            return true;
        }
        catch (HyperparameterException)
        {
            return false;
        }
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(0.5, true)]
    [InlineData(0.9999999999999999, true)]
    [InlineData(1, false)]
    [InlineData(1.5, false)]
    [InlineData(-1e-300, false)]
    [InlineData(double.NaN, false)]
    [InlineData(double.PositiveInfinity, false)]
    [InlineData(double.NegativeInfinity, false)]
    public void A_share_lies_from_0_to_below_1(double value, bool accepted) =>
        Assert.Equal(accepted, Accepts(() => Hyperparameter.Share(value, "share")));

    [Theory]
    [InlineData(double.Epsilon, true, true, true)]
    [InlineData(0, false, true, true)]
    [InlineData(-double.Epsilon, false, false, true)]
    [InlineData(double.MaxValue, true, true, true)]
    [InlineData(double.MinValue, false, false, true)]
    [InlineData(double.PositiveInfinity, false, false, false)]
    [InlineData(double.NegativeInfinity, false, false, false)]
    [InlineData(double.NaN, false, false, false)]
    public void Above_0_from_0_on_and_finite(double value, bool positive, bool notNegative, bool finite)
    {
        Assert.Equal(positive, Accepts(() => Hyperparameter.Positive(value, "value", "fix")));
        Assert.Equal(notNegative, Accepts(() => Hyperparameter.NotNegative(value, "value")));
        Assert.Equal(finite, Accepts(() => Hyperparameter.Finite(value, "value")));
    }

    [Fact]
    public void At_least_takes_the_least()
    {
        Assert.True(Accepts(() => Hyperparameter.AtLeast(3, 3, "n")));
        Assert.False(Accepts(() => Hyperparameter.AtLeast(3, 2, "n")));
    }

    [Theory]
    [InlineData(-1, 1, true)]
    [InlineData(1, -1, true)] // the order does not matter
    [InlineData(-1.001, 0, false)]
    [InlineData(0, 1.001, false)]
    [InlineData(0, -1.001, false)]
    [InlineData(double.NaN, 0, false)]
    [InlineData(0, double.NaN, false)]
    [InlineData(double.NegativeInfinity, 0, false)]
    public void Both_ends_of_a_factor_lie_within_1(double low, double high, bool accepted)
    {
        Assert.Equal(accepted, Accepts(() => _ = new RandomRotation((low, high))));
        Assert.Equal(accepted, Accepts(() => _ = new RandomZoom((low, high))));
        Assert.Equal(accepted, Accepts(() => _ = new RandomZoom(0, (low, high))));
        Assert.Equal(accepted, Accepts(() => _ = new RandomTranslation((low, high), 0)));
        Assert.Equal(accepted, Accepts(() => _ = new RandomTranslation(0, (low, high))));
    }

    /// <summary>Pixels a b c d, far before the first and far behind the last; k is the constant.</summary>
    [Theory]
    [InlineData("reflect", "abcddcbaabcddcbaabcd")]
    [InlineData("wrap", "abcdabcdabcdabcdabcd")]
    [InlineData("nearest", "aaaaaaaaabcddddddddd")]
    [InlineData("constant", "kkkkkkkkabcdkkkkkkkk")]
    public void Beyond_either_edge_stands_what_the_fill_mode_says(string mode, string expected)
    {
        Assert.Equal(expected,
            string.Concat(Enumerable.Range(-8, 20).Select(i => "kabcd"[((FillMode)mode).Pixel(i, 4) + 1])));
        Assert.Equal(mode == "constant" ? "kkkakkk" : "aaaaaaa",
            string.Concat(Enumerable.Range(-3, 7).Select(i => "ka"[((FillMode)mode).Pixel(i, 1) + 1])));
    }

    [Theory]
    [InlineData(0.5, 1, -1)]
    [InlineData(0.49, 0, 0)]
    [InlineData(1.5, 2, -2)]
    [InlineData(2.5, 3, -3)]
    public void The_nearest_pixel_of_a_half_is_the_one_further_from_0(double place, int above, int below)
    {
        Assert.Equal((above, 0), Interpolation.Nearest.Split(place));
        Assert.Equal((below, 0), Interpolation.Nearest.Split(-place));
        var (pixel, share) = Interpolation.Bilinear.Split(-place);
        Assert.Equal(-place, pixel + share);
        Assert.InRange(share, 0, 1);
    }

    [Fact]
    public void Truncated_normal_numbers_reach_two_deviations_on_either_side()
    {
        var random = new RandomSource(3);
        var numbers = Enumerable.Range(0, 20_000).Select(_ => random.NextTruncatedNormal()).ToList();
        Assert.InRange(numbers.Min(), -2, -1.98);
        Assert.InRange(numbers.Max(), 1.98, 2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Evaluate_is_silent_for_0_only(int verbose)
    {
        var model = Scene.YesNo.Model();
        model.Writer = new StringWriter();
        model.Evaluate(Scene.YesNo.X, Scene.YesNo.Y, verbose: verbose);
        Assert.Equal(verbose == 0 ? 0 : 1,
            model.Writer.ToString()!.Split('\n').Count(line => line.Contains(" - loss: ")));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void Verbose_lies_from_0_to_2(int verbose)
    {
        Refused.By<HyperparameterException>(Scene.YesNo,
            model => model.Fit(Scene.YesNo.X, Scene.YesNo.Y, verbose: verbose), "Verbose");
        Refused.By<HyperparameterException>(Scene.YesNo,
            model => model.Evaluate(Scene.YesNo.X, Scene.YesNo.Y, verbose: verbose), "Verbose");
    }

    [Fact]
    public void Every_side_of_a_padding_may_be_0_and_none_less()
    {
        foreach (var (top, bottom, left, right) in (Padding2D[])[new(-1, 1, 1, 1), new(1, -1, 1, 1), new(1, 1, -1, 1),
            new(1, 1, 1, -1)])
            Assert.Throws<HyperparameterException>(() => new ZeroPadding2D(((top, bottom), (left, right))));
        Assert.Equal<Shape>([1, 3, 4, 2],
            new ZeroPadding2D(((0, 0), (0, 0)), "channels_last").ComputeOutputShape([1, 3, 4, 2]));
    }
}
