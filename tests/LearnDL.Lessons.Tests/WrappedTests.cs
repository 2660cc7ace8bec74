namespace LearnDL.Lessons.Tests;

/// <summary>What is too wide for a page is broken at spaces, and nothing else changes.</summary>
public sealed class WrappedTests
{
    [Fact]
    public void A_line_that_fits_stays_as_it_is()
    {
        var line = "  two  gaps " + new string('x', 48);

        Assert.Equal(60, line.Length);
        Assert.Equal(line + "\nnext", Wrapped.Text(line + "\nnext"));
    }

    [Fact]
    public void A_wide_line_goes_on_under_its_own_text()
    {
        const string Fix = "  fix:      The first is a column. Make the second one, too: ExpandDims() makes (3, 1) of (3,).";

        Assert.Equal("  fix:      The first is a column. Make the second one, too:\n"
            + "            ExpandDims() makes (3, 1) of (3,).", Wrapped.Text(Fix));
    }

    [Fact]
    public void Words_are_kept_and_lines_fit()
    {
        var words = string.Join(' ', Enumerable.Range(0, 200).Select(n => $"word{n}"));

        var lines = Wrapped.Text(words).Split('\n');

        Assert.All(lines, line => Assert.InRange(line.Length, 1, 60));
        Assert.Equal(words, string.Join(' ', lines));
    }

    [Fact]
    public void A_word_that_is_too_long_stays_whole() =>
        Assert.Equal(new string('x', 90), Wrapped.Text(new string('x', 90)));
}
