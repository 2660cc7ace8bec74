using System.Globalization;

namespace LearnDL.Data;

/// <summary>How a CSV file writes its fields and numbers.</summary>
sealed class CsvDialect(string name, char separator, char decimalMark, char? thousandsMark, bool? quotes, string text)
{
    const NumberStyles Style =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    readonly NumberFormatInfo numbers = new() { NumberDecimalSeparator = decimalMark.ToString() };

    public string Name => name;

    public char Separator => separator;

    public char DecimalMark => decimalMark;

    public char? ThousandsMark => thousandsMark;

    /// <summary>
    /// Whether a quote at the start of a field encloses it; null: it does, and what looks like an accident is an error.
    /// </summary>
    public bool? Quotes => quotes;

    /// <summary>The beginning of the file; its last line may be cut off.</summary>
    public string FirstLines { get; } = text[..Math.Min(text.Length, 2000)];

    /// <summary>The same file with other marks in its numbers.</summary>
    public CsvDialect With(char otherDecimalMark, char? otherThousandsMark) =>
        new(name, separator, otherDecimalMark, otherThousandsMark, quotes, FirstLines);

    /// <summary>
    /// A finite number with this dialect's marks. Without a thousands mark none is taken for one, so that <c>1,5</c>
    /// is never read as 15; with one, groups have exactly three digits. The minus sign U+2212 counts as <c>-</c>,
    /// blanks of every kind around the number do not matter.
    /// </summary>
    public bool TryNumber(string field, out double value)
    {
        if (Plain(field) is { } number && double.TryParse(number, Style, numbers, out value) && double.IsFinite(value))
            return true;
        value = 0;
        return false;
    }

    /// <summary>
    /// The number as digits, '.', '-' and 'e' only, or null where a group of thousands has not three digits.
    /// </summary>
    string? Plain(string field)
    {
        var number = Blanks.Trim(field);
        if (number.Contains('−'))
            number = number.Replace('−', '-');
        if (thousandsMark is not { } mark || !HasMark(number, mark))
            return number;
        return HasThousands(number, mark, decimalMark)
            ? string.Concat(number.Where(letter => !IsThousands(letter, mark))) : null;
    }

    /// <summary>
    /// Whether a number is grouped, as 1,234 or -12,345,678.9 are: one to three digits that do not begin with 0,
    /// groups of exactly three, then a fraction or nothing.
    /// </summary>
    public static bool HasThousands(string field, char mark, char decimalMark)
    {
        var number = Blanks.Trim(field);
        var at = number.Length > 0 && number[0] is '-' or '+' or '−' ? 1 : 0;
        var lead = Digits(number, at);
        if (lead is < 1 or > 3 || number[at] == '0')
            return false;
        at += lead;
        var groups = 0;
        for (; at < number.Length && IsThousands(number[at], mark); groups++, at += 4)
            if (Digits(number, at + 1) != 3)
                return false;
        return groups > 0 && (at == number.Length || number[at] == decimalMark
            && Digits(number, at + 1) == number.Length - at - 1);
    }

    /// <summary>Whether this mark of thousands stands anywhere between the letters of a cell.</summary>
    public static bool HasMark(string cell, char mark)
    {
        foreach (var letter in Blanks.Trim(cell))
            if (IsThousands(letter, mark))
                return true;
        return false;
    }

    /// <summary>
    /// Whether the digits of a whole number are all kept: Float64 skips some from 9,007,199,254,740,992 on.
    /// </summary>
    public bool KeepsDigits(string field, double value)
    {
        if (Math.Abs(value) < 1L << 53 || Plain(field) is not { } number)
            return true;
        var point = number.IndexOf(decimalMark);
        var whole = point < 0 ? number : number[..point];
        if (point >= 0 && number.AsSpan(point + 1).ContainsAnyExcept('0')
            || whole.AsSpan(whole.Length > 0 && whole[0] is '-' or '+' ? 1 : 0).ContainsAnyExceptInRange('0', '9'))
            return true; // measured: written with a fraction or an exponent
        return System.Numerics.BigInteger.Parse(whole, CultureInfo.InvariantCulture)
            == new System.Numerics.BigInteger(value);
    }

    /// <summary>A number as this dialect writes it, with all its digits.</summary>
    public string Write(double value) => value.ToString("R", CultureInfo.InvariantCulture).Replace('.', decimalMark);

    public static bool IsMissing(string field) =>
        Blanks.Trim(field) is "" or "?" or "NA" or "N/A" or "NaN" or "nan" or "null" or "NULL";

    /// <summary>A field as a message shows it: one line, not too long.</summary>
    public static string Short(string field)
    {
        var line = field.ReplaceLineEndings(" ");
        return line.Length <= 40 ? line : line[..37] + "...";
    }

    static bool IsThousands(char letter, char mark) => letter == mark || mark == ' ' && Blanks.IsBlank(letter)
        || mark == '\'' && letter == '’';

    static int Digits(string number, int from)
    {
        var at = from;
        while (at < number.Length && char.IsAsciiDigit(number[at]))
            at++;
        return at - from;
    }
}
