using System.Globalization;
using System.Text;

namespace LearnDL.Tensors;

/// <summary>
/// Prints as NumPy does: brackets nest with the axes, columns are aligned, floats show up to 8 digits and no more than they need,
/// long axes show three elements at each end.
/// </summary>
static class TensorPrinter
{
    const int SummarizeAbove = 1000, EdgeItems = 3, Precision = 8, LineWidth = 75;

    public static string Print(Tensor x)
    {
        if (x.Size == 0)
            return "[]";
        var format = Formatter(x);
        if (x.Rank == 0)
            return format(x.ValueAt(0)).Trim();
        var text = new StringBuilder();
        Append(text, x, format, axis: 0, start: 0, stride: x.Size);
        return text.ToString();
    }

    static void Append(StringBuilder text, Tensor x, Func<double, string> format, int axis, int start, int stride)
    {
        var size = x.Shape[axis];
        stride /= size;
        var last = axis == x.Rank - 1;
        text.Append('[');
        var lineStart = text.Length;
        foreach (var i in Shown(x, size))
        {
            if (i != 0)
                text.Append(last ? " " : new string('\n', x.Rank - 1 - axis) + new string(' ', axis + 1));
            var item = i < 0 ? "..." : last ? format(x.ValueAt(start + i * stride)) : null;
            if (last && text.Length - lineStart + item!.Length > LineWidth - 2 * axis)
            {
                text.Length--; // the space that is now a line break
                text.Append('\n').Append(' ', axis + 1);
                lineStart = text.Length;
            }
            if (item is null)
                Append(text, x, format, axis + 1, start + i * stride, stride);
            else
                text.Append(item);
        }
        text.Append(']');
    }

    /// <summary>The positions of an axis that are printed; -1 stands for the dots.</summary>
    static IEnumerable<int> Shown(Tensor x, int size) => x.Size <= SummarizeAbove || size <= 2 * EdgeItems
        ? Enumerable.Range(0, size)
        : [.. Enumerable.Range(0, EdgeItems), -1, .. Enumerable.Range(size - EdgeItems, EdgeItems)];

    static Func<double, string> Formatter(Tensor x)
    {
        var values = ShownValues(x).ToArray();
        if (!x.IsFloat)
        {
            var wide = values.Max(v => Whole(v).Length);
            return v => Whole(v).PadLeft(wide);
        }
        var finite = values.Where(double.IsFinite).Select(Math.Abs).Where(v => v != 0).ToArray();
        var scientific = finite.Length > 0 && (finite.Max() >= 1e8 || finite.Min() < 1e-4 || finite.Max() / finite.Min() > 1000);
        string[] Texts(Func<double, string> one) => [.. values.Select(one)];
        Func<double, string> number = scientific ? v => Scientific(v, Digits(finite, x.DType, exponent: true)) : v => Fixed(v, x.DType, Digits(finite, x.DType, exponent: false));
        var width = Texts(number).Max(t => t.Length);
        return v => number(v).PadLeft(width);
    }

    static IEnumerable<double> ShownValues(Tensor x)
    {
        IEnumerable<int> Flat(int axis, int start, int stride) => axis == x.Rank
            ? [start]
            : Shown(x, x.Shape[axis]).Where(i => i >= 0).SelectMany(i => Flat(axis + 1, start + i * (stride / x.Shape[axis]), stride / x.Shape[axis]));
        return Flat(0, 0, x.Size).Select(x.ValueAt);
    }

    static string Whole(double v) => v.ToString("0", CultureInfo.InvariantCulture);

    /// <summary>How many digits after the point tell every value from its neighbours, at most 8.</summary>
    static int Digits(double[] values, DType dtype, bool exponent) => values.Length == 0 ? 0 : values.Max(v =>
    {
        var shortest = exponent ? Shortest(v, dtype) : Shortest(Math.Round(v, Precision), dtype);
        var mantissa = shortest.Split('E')[0];
        var scale = shortest.Contains('E') ? int.Parse(shortest.Split('E')[1], CultureInfo.InvariantCulture) : 0;
        var point = mantissa.IndexOf('.');
        if (exponent)
            return Math.Min(Precision, mantissa.Replace(".", "").Trim('0').Length - 1);
        return Math.Clamp((point < 0 ? 0 : mantissa.Length - point - 1) - scale, 0, Precision);
    });

    static string Shortest(double v, DType dtype) => dtype == DType.Float32 ? ((float)v).ToString("R", CultureInfo.InvariantCulture) : v.ToString("R", CultureInfo.InvariantCulture);

    static string Fixed(double v, DType dtype, int digits)
    {
        if (!double.IsFinite(v))
            return Special(v);
        var decimals = decimal.Parse(Shortest(v, dtype), NumberStyles.Float, CultureInfo.InvariantCulture);
        var text = decimals.ToString("F" + digits, CultureInfo.InvariantCulture);
        var trimmed = text.Contains('.') ? text.TrimEnd('0') : text + ".";
        return (double.IsNegative(v) && v == 0 ? "-" : "") + trimmed.PadRight(text.Length + (digits == 0 ? 1 : 0)); // NumPy keeps the point and pads with spaces
    }

    static string Scientific(double v, int digits) =>
        !double.IsFinite(v) ? Special(v) :
        digits == 0 ? v.ToString("0e+00", CultureInfo.InvariantCulture).Replace("e", ".e") :
        v.ToString("0." + new string('0', digits) + "e+00", CultureInfo.InvariantCulture);

    static string Special(double v) => double.IsNaN(v) ? "nan" : v > 0 ? "inf" : "-inf";
}
