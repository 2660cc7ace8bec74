using System.Text;

namespace LearnDL.Tensors;

/// <summary>
/// Prints as NumPy does, character for character: brackets nest with the axes, columns are aligned, lines end before
/// column 75, and of more than 1,000 elements a long axis shows three at each end.
/// </summary>
static class TensorPrinter
{
    const int SummarizeAbove = 1000, EdgeItems = 3, LineWidth = 75;

    public static string Print(Tensor x)
    {
        if (x.Size == 0)
            return "[]";
        if (x.Rank == 0)
            return x.IsFloat ? NumberText.Alone(x.ValueAt(0), x.DType) : NumberText.Whole(x.ValueAt(0));
        var text = new StringBuilder();
        Append(text, x, Formatter(x), axis: 0, start: 0, stride: x.Size);
        return text.ToString();
    }

    static void Append(StringBuilder text, Tensor x, Func<double, string> format, int axis, int start, int stride)
    {
        stride /= x.Shape[axis];
        text.Append('[');
        if (axis == x.Rank - 1)
        {
            var words = Shown(x, axis).Select(i => i < 0 ? "..." : format(x.ValueAt(start + i)));
            AppendLine(text, words, indent: axis + 1, LineWidth - x.Rank);
        }
        else
            foreach (var i in Shown(x, axis))
            {
                if (i != 0)
                    text.Append('\n', x.Rank - 1 - axis).Append(' ', axis + 1);
                if (i < 0)
                    text.Append("...");
                else
                    Append(text, x, format, axis + 1, start + i * stride, stride);
            }
        text.Append(']');
    }

    /// <summary>
    /// The elements of the last axis, on as many lines as they need; each line leaves room for the closing brackets.
    /// </summary>
    static void AppendLine(StringBuilder text, IEnumerable<string> words, int indent, int width)
    {
        var line = new StringBuilder();
        foreach (var word in words)
        {
            if (line.Length > 0 && indent + line.Length + word.Length > width)
            {
                text.Append(line.ToString().TrimEnd()).Append('\n').Append(' ', indent);
                line.Clear();
            }
            line.Append(word).Append(' ');
        }
        text.Append(line, 0, line.Length - 1);
    }

    /// <summary>The positions of an axis that are printed; -1 stands for the dots.</summary>
    static IEnumerable<int> Shown(Tensor x, int axis)
    {
        var size = x.Shape[axis];
        return x.Size <= SummarizeAbove || size <= 2 * EdgeItems
            ? Enumerable.Range(0, size)
            : [.. Enumerable.Range(0, EdgeItems), -1, .. Enumerable.Range(size - EdgeItems, EdgeItems)];
    }

    static IEnumerable<double> ShownValues(Tensor x, int axis = 0, int start = 0) => axis == x.Rank
        ? [x.ValueAt(start)]
        : Shown(x, axis).Where(i => i >= 0).SelectMany(
            i => ShownValues(x, axis + 1, start + i * x.Shape[(axis + 1)..].Size));

    /// <summary>One way to write every number shown, so that the points line up.</summary>
    static Func<double, string> Formatter(Tensor x)
    {
        var values = ShownValues(x).ToArray();
        if (!x.IsFloat)
        {
            var wide = values.Max(v => NumberText.Whole(v).Length);
            return v => NumberText.Whole(v).PadLeft(wide);
        }
        var finite = values.Where(double.IsFinite).ToArray();
        var sizes = finite.Select(Math.Abs).Where(v => v != 0).DefaultIfEmpty(1);
        double max = sizes.Max(), min = sizes.Min();
        var ratio = x.DType == DType.Float32 ? (float)max / (float)min : max / min;
        Func<double, string> write = v => NumberText.Fixed(v, x.DType);
        if (max >= 1e8 || min < 1e-4 || ratio > 1000)
        {
            var digits = finite.Max(v => NumberText.DigitsNeeded(v, x.DType));
            var exponentDigits = sizes.Max(v => NumberText.Scientific(v, digits).Split('e')[1].Length) - 1;
            write = v => NumberText.Scientific(v, digits, exponentDigits);
        }
        var texts = finite.Select(write).ToArray();
        var left = texts.Select(t => t.IndexOf('.')).DefaultIfEmpty(0).Max();
        var right = texts.Select(t => t.Length - t.IndexOf('.') - 1).DefaultIfEmpty(0).Max();
        var special = values.Where(v => !double.IsFinite(v)).Select(v => NumberText.Special(v).Length);
        var width = Math.Max(left + 1 + right, special.DefaultIfEmpty(0).Max());
        return v => double.IsFinite(v) ? PadToPoint(write(v), width - right - 1, right)
            : NumberText.Special(v).PadLeft(width);
    }

    static string PadToPoint(string number, int left, int right)
    {
        var point = number.IndexOf('.');
        return number.PadLeft(number.Length + left - point).PadRight(left + 1 + right);
    }
}
