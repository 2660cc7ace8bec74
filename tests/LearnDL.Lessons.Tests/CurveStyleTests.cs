using LearnDL.Plots;

namespace LearnDL.Lessons.Tests;

/// <summary>Curves of one picture can be told apart without their colours: by their dashes, and by their marks.</summary>
public sealed class CurveStyleTests
{
    static readonly double[] falling = [.. Enumerable.Range(0, 24).Select(i => 1.0 / (i + 1))];

    static readonly Curve[] five = [.. Enumerable.Range(0, 5).Select(k => new Curve($"curve {k}", [.. falling.Select(v => v + k)]))];

    static readonly Dictionary<string, Func<string>> pictures = new()
    {
        ["learning curves"] = () => LearningCurvePlot.Draw("t", "d", "loss", five),
        ["decay"] = () => DecayPlot.Draw("t", "d", "step", "size", 1e-9, five),
        ["series"] = () => SeriesPlot.Draw("t", "d", "y", [.. falling.Select((_, i) => $"1950-{i + 1:00}")], five),
    };

    public static TheoryData<string> Names => [.. pictures.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_curve_has_dashes_of_its_own(string name)
    {
        var picture = new Drawing(pictures[name]());
        Assert.Equal(5, Drawing.Series.Select(picture.Dashes).Distinct().Count());
        Assert.Equal("", picture.Dashes(Drawing.Blue));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_curve_has_marks_of_its_own_which_the_key_shows(string name)
    {
        var picture = new Drawing(pictures[name]());
        Assert.Equal(5, Drawing.Series.Select(colour => picture.Marks(colour)[0]).Distinct().Count());
        foreach (var colour in Drawing.Series)
        {
            Assert.InRange(picture.Marks(colour).Count, 4, 9);
            Assert.Single(picture.Marks(colour).Distinct());
            Assert.Equal([picture.Marks(colour)[0]], picture.KeyMarks(colour));
        }
    }

    [Fact]
    public void Marks_of_curves_that_coincide_cover_one_another_nowhere()
    {
        var picture = new Drawing(LearningCurvePlot.Draw("t", "d", "loss", new Curve("a", falling),
            new Curve("b", falling)));
        Assert.Empty(picture.MarkPlaces(Drawing.Blue).Intersect(picture.MarkPlaces(Drawing.Vermilion)));
    }

    [Fact]
    public void A_curve_alone_needs_no_mark() =>
        Assert.Empty(new Drawing(LearningCurvePlot.Draw("t", "d", "loss", new Curve("a", falling))).Marks(Drawing.Blue));
}
