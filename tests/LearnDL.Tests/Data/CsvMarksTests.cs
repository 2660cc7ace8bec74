using System.Globalization;
using FsCheck.Xunit;
using LearnDL.Data;

namespace LearnDL.Tests.Data;

/// <summary>
/// Thousands marks, decimal marks, blanks as separator, quotes as letters: read when named, told when they look so,
/// never guessed.
/// </summary>
public class CsvMarksTests
{
    static float[] Read(string text, char separator = ',', char decimalMark = '.', char? thousandsMark = null) =>
        CsvFile.Parse(text, separator: separator, decimalMark: decimalMark,
            thousandsMark: thousandsMark).ToTensor().ToArray<float>();

    static CsvException Fails(Func<object> read, params string[] words)
    {
        var error = Assert.Throws<CsvException>(read);
        Assert.All(words, word => Assert.Contains(word, error.Message));
        return error;
    }

    [Fact]
    public void Groups_of_three_digits_are_proposed_as_thousands() =>
        Fails(() => Read("a\tb\n1,234\t0\n", '\t'), "'1,234'", "groups have exactly three digits", "thousandsMark: ','",
            "If these are fractions: decimalMark: ','");

    [Theory]
    [InlineData("a\tb\n1,234\t0\n12,500\t3\n999\t4\n", '\t', ',')]
    [InlineData("a\tb\n1,234,567\t0\n", '\t', ',')]
    [InlineData("a;b\n1.234;0\n", ';', '.')]
    [InlineData("a;b\n1,234;0\n", ';', ',')]
    public void What_may_be_thousands_is_never_a_fraction_silently(string text, char separator, char decimalMark)
    {
        var error = Assert.Throws<CsvException>(() => Read(text, separator, decimalMark));

        Assert.Equal(2, error.Line);
        Assert.Contains("thousandsMark:", error.Fix);
    }

    [Theory]
    [InlineData("a\tb\n1,234\t0,5\n", new[] { 1.234f, 0.5f })]     // another column proves the comma
    [InlineData("a\tb\n1,234\t0\n1,5\t1\n", new[] { 1.234f, 0, 1.5f, 1 })]
    [InlineData("a\tb\n0,234\t0\n", new[] { 0.234f, 0 })]          // thousands do not begin with 0
    [InlineData("a\tb\n1234,567\t0\n", new[] { 1234.567f, 0 })]
    public void One_number_proves_the_decimal_comma(string text, float[] expected) =>
        Assert.Equal(expected, Read(text, '\t', ','));

    [Theory]
    [InlineData("a\tb\n1,234\t0\n", ',', '.', new[] { 1.234f, 0 })]
    [InlineData("a\tb\n1,234\t0\n", '.', ',', new[] { 1234f, 0 })]
    [InlineData("a\tb\n-1,234,567.5\t12\n", '.', ',', new[] { -1234567.5f, 12 })]
    [InlineData("a\tb\n1.234,5\t999\n", ',', '.', new[] { 1234.5f, 999 })]
    [InlineData("a\tb\n1 234\t12\u00a0345\n", '.', ' ', new[] { 1234f, 12345 })]
    [InlineData("a\tb\n1\u2009234,5\t12\u202f345\n", ',', ' ', new[] { 1234.5f, 12345 })]
    [InlineData("a\tb\n1'234\t1’234.5\n", '.', '\'', new[] { 1234f, 1234.5f })]
    public void Thousands_marks_are_read_when_named(string text, char decimalMark, char thousandsMark,
        float[] expected) =>
            Assert.Equal(expected, Read(text, '\t', decimalMark, thousandsMark));

    [Theory]
    [InlineData("1,23")]
    [InlineData("1,2345")]
    [InlineData("1234,567")]
    [InlineData(",123")]
    [InlineData("1,234.5,6")]
    [InlineData("12,34,567")]
    [InlineData("1,,234")]
    public void Other_groups_are_no_thousands(string cell) =>
        Assert.Throws<CsvException>(() => Read($"a\tb\n{cell}\t0\n", '\t', '.', ','));

    [Theory]
    [InlineData("a\n1 234\n999\n", "thousandsMark: ' '")]
    [InlineData("a\n1'234\n", @"thousandsMark: '\''")]
    [InlineData("a\tb\n1.234,5\t0\n", "decimalMark: ',', thousandsMark: '.'")]
    [InlineData("a\tb\n1,5\t0\n1,234\t0\n", "decimalMark: ','")]
    [InlineData("a\tb\n1,5\t0\n1.5\t0\n", "written in different ways")]
    public void The_whole_column_says_what_to_set(string text, string fix) =>
        Assert.Contains(fix, Fails(() => Read(text, '\t')).Fix);

    [Fact]
    public void A_label_of_thousands_makes_no_classes() =>
        Fails(() => CsvFile.Parse("a\ty\n1\t1 234\n2\t5 678\n", separator: '\t').ToDataset("y"), "thousandsMark: ' '");

    [Fact]
    public void Blanks_as_separator()
    {
        const string Text = " 0.00632  18.00   24.00\n 0.02731   0.00\t 21.60 \n";

        Assert.Equal([0.00632f, 18, 24, 0.02731f, 0, 21.6f], Read(Text, ' '));
        Fails(() => Read(Text), "separator ' '");
        Fails(() => CsvFile.Parse(" 1 2 3\n").ToTensor(), "separator ' '");
        Fails(() => CsvFile.Parse("a b\n1 2\n3 4\n").ToDataset("b"), "separator ' '");
        Fails(() => CsvFile.Parse("1,5 2,5\n3,5 4\n").ToTensor(), "line 2");
        Fails(() => CsvFile.Parse("1,5 2\n3,5 4\n", separator: ';').ToTensor(), "separator: ' ', decimalMark: ','");
        Assert.Equal("x y", CsvFile.Parse("t n\n\"x y\"  1\n\n   \n", separator: ' ')[0, "t"]);
        Assert.Equal(1, CsvFile.Parse("t n\n\"x y\"  1\n\n   \n", separator: ' ').RowCount);
        Assert.Null(CsvAdvice.Separator(new CsvDialect("", ',', '.', null, null, "name,text\nx,1 2 3\n")));
    }

    [Theory]
    [InlineData('\u2212')]
    [InlineData('-')]
    public void A_minus_is_a_minus(char minus) => Assert.Equal([-1.5f, 2e-3f], Read($"a,b\n{minus}1.5,2e{minus}3\n"));

    [Fact]
    public void Quotes_may_be_letters()
    {
        const string Text = "ham\t\"Hello\nspam\tbye\"\nham\tz\n";

        var error = Fails(() => CsvFile.Parse(Text, hasHeader: false, separator: '\t'), "quotes: false");
        Assert.Equal(1, error.Line);
        var table = CsvFile.Parse(Text, hasHeader: false, separator: '\t', quotes: false);
        Assert.Equal((3, "\"Hello", "bye\""), (table.RowCount, table[0, "column2"], table[1, "column2"]));
        Assert.Equal(2, CsvFile.Parse(Text, hasHeader: false, separator: '\t', quotes: true).RowCount);
        Fails(() => CsvFile.Parse("a,b\n\"x,1\n"), "quotes: false");
        Fails(() => CsvFile.Parse("a,b\n\"x\"y,1\n"), "quotes: false");
        // no tab inside: a text of two lines
        Assert.Equal("x\ny", CsvFile.Parse("a\tb\n\"x\ny\"\t1\n", separator: '\t')[0, "a"]);
    }

    [Fact]
    public void A_separator_in_quotes_is_not_proposed() =>
        Assert.DoesNotContain(";",
            Fails(() => CsvFile.Parse("\"x;y;z\",d\n1,2\n1,2,3\n")).Fix.Replace("separator; text", ""));

    [Fact]
    public void Two_columns_of_one_name_beside_one_without() =>
        Fails(() => CsvFile.Parse("a,,a\n1,2,3\n"), "two columns named 'a'", "columns 1 and 3");

    [Fact]
    public void Marks_that_cannot_be()
    {
        Assert.Throws<HyperparameterException>(() => CsvFile.Parse("a", thousandsMark: '.'));
        Assert.Throws<HyperparameterException>(() => CsvFile.Parse("a", thousandsMark: '0'));
        Assert.Throws<HyperparameterException>(() => CsvFile.Parse("a", thousandsMark: '-'));
        // a separator may mark thousands inside quotes
        Assert.Equal([1234f, 2], Read("a,b\n\"1,234\",2\n", thousandsMark: ','));
    }

    /// <summary>
    /// Any number, written with groups in any of the usual ways, is read back, or refused where the mark is not named.
    /// </summary>
    [Property(MaxTest = 200)]
    public void Grouped_numbers(int seed, byte style)
    {
        var number = new Random(seed).Next(-60_000_000, 60_000_000);
        var (decimalMark, thousands) = (style % 4) switch
        {
            0 => ('.', ','),
            1 => (',', '.'),
            2 => (',', ' '),
            _ => ('.', '\'')
        };
        var marks = new NumberFormatInfo
        {
            NumberGroupSeparator = $"{thousands}",
            NumberDecimalSeparator = $"{decimalMark}"
        };
        var text = (number / 4.0).ToString("#,##0.00", marks);

        Assert.Equal((float)Math.Round(number / 4.0, 2), Read($"a\tb\n{text}\t0\n", '\t', decimalMark, thousands)[0]);
        if (text.Contains(thousands))
            Assert.Throws<CsvException>(() => Read($"a\tb\n{text}\t0\n", '\t', decimalMark));
    }
}
