namespace LearnDL.Models;

/// <summary>The columns of a summary: their headings, how they are aligned, how wide they are.</summary>
/// <param name="Headings">Their headings.</param>
/// <param name="Alignments">'l', 'r' or 'c' for each.</param>
/// <param name="Widths">The characters of each, without borders and the space to either side.</param>
sealed record SummaryColumns(string[] Headings, string Alignments, int[] Widths)
{
    /// <exception cref="HyperparameterException">The line is too short, or there is not one position per
    /// column.</exception>
    public static SummaryColumns Of(bool isChain, SummarySettings settings)
    {
        string[] headings = ["Layer (type)", "Output Shape", "Param #"];
        var (alignments, length) = ("llr", 88);
        IReadOnlyList<double> ends = [0.45, 0.80, 1.0];
        if (!isChain)
        {
            headings = [.. headings, "Connected to"];
            (alignments, length, ends) = ("llrl", 108, [0.3, 0.56, 0.74, 1.0]);
        }
        ends = Checked(settings.Positions ?? ends, headings.Length);
        if (settings.ShowTrainable)
        {
            headings = [.. headings, "Trainable"];
            (alignments, length, ends) = (alignments + "c", length + 12, [.. ends.Select(end => end * 0.9), 1.0]);
        }
        return new SummaryColumns(headings, alignments, Fitted(ends, settings.LineLength ?? length));
    }

    static IReadOnlyList<double> Checked(IReadOnlyList<double> ends, int columns) =>
        ends.Count == columns && ends.All(end => end is > 0 and <= 1) ? ends : throw new HyperparameterException(
            "Summary: the positions do not fit the columns.", $"{columns} numbers from 0 to 1, where the columns end",
            string.Join(", ", ends.Select(end => FormattableString.Invariant($"{end}"))),
            "Leave them out, or give one for each column but \"Trainable\".");

    /// <summary>
    /// A column of width w takes w + 2 characters with its spaces. With the borders that is 3·n + 1 too many, which are
    /// taken from all columns alike, as Keras's library does.
    /// </summary>
    static int[] Fitted(IReadOnlyList<double> ends, int lineLength)
    {
        var widths = new int[ends.Count];
        var (begin, excess) = (0, 3 * ends.Count + 1);
        for (var i = 0; i < widths.Length; i++)
        {
            var width = (int)(ends[i] * lineLength) - begin;
            begin += width;
            var less = (int)Math.Round((double)excess / (widths.Length - i)); // a half to the even number
            excess -= less;
            widths[i] = width < 4 ? 0 : width - less;
        }
        return widths.Min() > 0 ? widths : throw new HyperparameterException(
            $"Summary: a line of {lineLength} has no room for {ends.Count} columns.", "a longer line", $"{lineLength}",
            "Give a larger lineLength, or leave it out.");
    }
}
