using System.Globalization;

namespace LearnDL.Callbacks;

/// <summary>A row of a CSV file as Python's csv module writes it (its dialect "excel").</summary>
sealed class CsvRow(char separator)
{
    /// <summary>The fields, in quotes where they need them, and a line end.</summary>
    public string Of(IEnumerable<string> fields) => string.Join(separator, fields.Select(Quoted)) + "\r\n";

    string Quoted(string field) => field.IndexOfAny([separator, '"', '\r', '\n']) < 0 ? field
        : '"' + field.Replace("\"", "\"\"") + '"';

    /// <summary>
    /// A number as Python writes it: the shortest text that gives it back; 1.0, 1e-05, 1e+16, nan, inf.
    /// </summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        var text = value.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e');
        if (text.AsSpan().ContainsAny('.', 'e'))
            return text;
        if (Math.Abs(value) < 1e16)
            return text + ".0";
        var first = value < 0 ? 2 : 1; // 12300000000000000, of 17 digits, is 1.23e+16
        var rest = text[first..].TrimEnd('0');
        return $"{text[..first]}{(rest.Length > 0 ? "." : "")}{rest}e+16";
    }
}
