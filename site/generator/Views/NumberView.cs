using System.Globalization;
using System.Text;
using LearnDL.Site.Runs;

namespace LearnDL.Site.Views;

/// <summary>
/// Numbers in rows and columns, four decimals; the exact value is in the title of each. Wide ones stand
/// in blocks, a block a gate.
/// </summary>
public static class NumberView
{
    const string Gates = "ifgo";

    public static string Html(NumberTable table)
    {
        // a last axis of 1 is no column of a sequence
        int[] sizes = table.Shape is [_, _, .., 1] ? [.. table.Shape.SkipLast(1)] : [.. table.Shape];
        var columns = sizes.Length == 0 ? 1 : sizes[^1];
        var rows = table.Values.Count / columns;
        var blocks = columns == Gates.Length * ThroughTimeBatch.Units ? Gates.Length : 1;
        var html = new StringBuilder("<span class=\"numbers\">");
        for (var block = 0; block < blocks; block++)
        {
            var width = columns / blocks;
            html.Append(CultureInfo.InvariantCulture, $"<span class=\"grid\" style=\"--columns: {width}\">");
            if (blocks > 1) html.Append(CultureInfo.InvariantCulture, $"<i>{Gates[block]}</i>");
            for (var row = 0; row < rows; row++)
                for (var column = 0; column < width; column++)
                    html.Append(Number(table.Values[row * columns + block * width + column]));
            html.Append("</span>");
        }
        return html.Append("</span>").ToString();
    }

    public static string Number(double value) =>
        $"<data value=\"{value.ToString("R", CultureInfo.InvariantCulture)}\" "
            + $"title=\"{value.ToString("R", CultureInfo.InvariantCulture)}\">{Short(value)}</data> ";

    static string Short(double value)
    {
        var text = Math.Abs(value).ToString("0.0000", CultureInfo.InvariantCulture);
        return (value < 0 && text != "0.0000" ? "−" : "") + text;
    }

    /// <summary>The position of a number: [0, 3].</summary>
    public static string Place(NumberTable table, int flat)
    {
        var position = new int[table.Shape.Count];
        for (var axis = position.Length - 1; axis >= 0; axis--)
            (flat, position[axis]) = Math.DivRem(flat, table.Shape[axis]);
        return $"[{string.Join(", ", position)}]";
    }

    public static string Shape(NumberTable table) =>
        table.Shape.Count == 0 ? "" : $"({string.Join(", ", table.Shape)}{(table.Shape.Count == 1 ? "," : "")})";
}
