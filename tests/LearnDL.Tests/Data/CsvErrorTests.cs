using LearnDL.Data;

namespace LearnDL.Tests.Data;

/// <summary>
/// Wrong files that people will really give, and what they read then. Every message names the place and the way out.
/// </summary>
public class CsvErrorTests
{
    static CsvException Fails(Func<object> read, int line, params string[] words)
    {
        var error = Assert.Throws<CsvException>(read);
        Assert.Equal(line, error.Line);
        Assert.All(words, word => Assert.Contains(word, error.Message));
        Assert.All([error.What, error.Expected, error.Got, error.Fix],
            part => Assert.False(string.IsNullOrWhiteSpace(part)));
        return error;
    }

    [Fact]
    public void Text_column() =>
        Fails(() => CsvFile.Parse("city,rooms,price\nParis,3,1\nOslo,2,0\n", "homes.csv").ToDataset("price"), 2,
            "homes.csv", "'city' is text", "'Paris' in line 2", "OneHot(\"city\")", "Exclude(\"city\")");

    [Fact]
    public void One_word_among_numbers() =>
        Fails(() => CsvFile.Parse("age,y\n30,1\nforty,0\n", "a.csv").ToDataset("y"), 3,
            "a.csv line 3, column 1 ('age')", "'forty' is not a number");

    [Fact]
    public void Decimal_comma_under_semicolons() =>
        Fails(() => CsvFile.Parse("a;b\n7;1,5\n", "a.csv", separator: ';').ToTensor(), 2, "line 2, column 2",
            "'1,5' is not a number with '.' decimals", "decimalMark: ','");

    [Fact]
    public void Semicolons_and_decimal_commas_read_as_usual() =>
        Fails(() => CsvFile.Parse("a;b\n7,25;1,5\n"), 2, "looks like separator ';', decimal mark ','",
            "CsvFile.Read(path, separator: ';', decimalMark: ',')");

    [Fact]
    public void Semicolons_with_whole_numbers() =>
        Fails(() => CsvFile.Parse("a;b\n7;1\n").ToTensor(), 2, "looks like separator ';'");

    [Fact]
    public void Tabs() =>
        Fails(() => CsvFile.Parse("a\tb\n7\t1\n").ToDataset("b"), 0, "no column 'b'", @"separator '\t'");

    [Fact]
    public void Quoted_decimal_comma_is_never_fifteen() =>
        Fails(() => CsvFile.Parse("a,b\n\"1,5\",2\n").ToTensor(), 2, "'1,5' is not a number with '.' decimals");

    [Fact]
    public void Decimal_comma_in_the_label_makes_no_classes() =>
        Fails(() => CsvFile.Parse("a;b\n1;1,5\n2;2,5\n", separator: ';').ToDataset("b"), 2, "'1,5' is not a number");

    [Fact]
    public void Thousands_marks_are_no_decimals() =>
        Fails(() => CsvFile.Parse("a,b\n\"1,234,567\",2\n3,4\n").ToTensor(), 2, "'1,234,567' is not a number");

    [Theory]
    [InlineData("a,b,c\n1,2,3\n1,2\n", "line 3 has 2 fields", "'c' is missing")]
    [InlineData("a,b,c\n1,2,3\n1,2,3,x\n", "line 3 has 4 fields", "'x' is too much")]
    [InlineData("1,2,3\n\n1,2\n", "line 3 has 2 fields, the first line has 3", "'column3' is missing")]
    public void Ragged_row(string text, string what, string differing) =>
        Fails(() => CsvFile.Parse(text, "b.csv"), 3, "b.csv", what, differing);

    [Theory]
    [InlineData("", "empty")]
    [InlineData("  ", "empty")]
    [InlineData("?", "'?'")]
    [InlineData("NA", "'NA'")]
    [InlineData("NaN", "'NaN'")]
    public void Missing_value(string cell, string shown) =>
        Fails(() => CsvFile.Parse($"a,age,y\n1,2,0\n3,{cell},1\n", "housing.csv").ToDataset("y"), 3,
            "housing.csv line 3, column 2 ('age')", shown, "MissingValues.Mean or MissingValues.Drop (now: Error)");

    [Fact]
    public void Label_is_never_made_up() =>
        Fails(() => CsvFile.Parse("a,y\n1,0\n2,?\n").ToDataset("y", MissingValues.Mean), 3, "column 2 ('y')",
            "A label can only be dropped");

    [Theory]
    [InlineData("inf")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("1e999")]
    [InlineData("1e39")]
    public void No_infinities(string cell) =>
        Fails(() => CsvFile.Parse($"a,b\n{cell},2\n1,2").ToTensor(), 2, "line 2, column 1", cell);

    [Fact]
    public void Header_only() => Fails(() => CsvFile.Parse("a,b\n", "x.csv"), 0, "'x.csv' has a header only", "0 rows");

    [Fact]
    public void Blank_lines_only() => Fails(() => CsvFile.Parse("\n\n"), 0, "no rows");

    [Fact]
    public void All_rows_dropped() =>
        Fails(() => CsvFile.Parse("a,y\n?,1\n,0\n").ToDataset("y", MissingValues.Drop), 0, "no row left", "all 2 rows");

    [Fact]
    public void Column_of_gaps() =>
        Fails(() => CsvFile.Parse("a,b,y\n?,1,1\n,2,0\n").ToDataset("y", MissingValues.Mean), 0,
            "'a' has no value at all", "Exclude(\"a\")");

    [Fact]
    public void Unknown_column() => Fails(() => CsvFile.Parse("a,b\n1,2\n").ToDataset("Y"), 0, "no column 'Y'", "a, b");

    [Fact]
    public void Label_alone() => Fails(() => CsvFile.Parse("a\n1\n").ToDataset("a"), 0, "no column besides the label");

    [Fact]
    public void Twice_the_same_name() =>
        Fails(() => CsvFile.Parse("a,b,a\n1,2,3\n"), 1, "two columns named 'a'", "columns 1 and 3");

    [Fact]
    public void Quote_that_never_closes() => Fails(() => CsvFile.Parse("a,b\n1,\"2\n3,4\n"), 2, "never closes");

    [Fact]
    public void Text_after_a_quote() =>
        Fails(() => CsvFile.Parse("a,b\n\"1\"x,2\n"), 2, "text follows a closing quote", "'x'");

    [Fact]
    public void Separator_that_is_the_decimal_mark() =>
        Assert.Throws<HyperparameterException>(() => CsvFile.Parse("a,b", separator: ',', decimalMark: ','));

    [Fact]
    public void Quotes_that_are_ordinary_characters_do_not_hide_the_separator() =>
        Fails(() => CsvFile.Parse("3\";b;c\n1,5;2;3\n", quotes: false), 2, "separator ';'");
}
