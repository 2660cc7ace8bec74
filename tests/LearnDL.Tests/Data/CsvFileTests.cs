using System.Globalization;
using System.Text;
using FsCheck.Xunit;
using LearnDL.Data;
using LearnDL.Tensors;

namespace LearnDL.Tests.Data;

/// <summary>What a CSV file may look like and still be read right.</summary>
public class CsvFileTests
{
    [Fact]
    public void A_header_is_found_by_its_words()
    {
        var table = CsvFile.Parse("age,height\n30,1.75\n41,1.62\n");

        Assert.Equal(["age", "height"], table.Columns);
        Assert.Equal(2, table.RowCount);
        Assert.Equal("1.62", table[1, "height"]);
        Assert.Equal(3, table.LineOf(1));
        Assert.Equal([30f, 1.75f, 41f, 1.62f], table.ToTensor().ToArray<float>());
    }

    [Fact]
    public void Without_a_header_columns_are_numbered()
    {
        var table = CsvFile.Parse("30,1.75\n41,1.62");

        Assert.Equal(["column1", "column2"], table.Columns);
        Assert.Equal(2, table.RowCount);
    }

    [Fact]
    public void A_header_of_years_is_read_when_asked_for()
    {
        var table = CsvFile.Parse("2019,2020\n1,2", hasHeader: true);

        Assert.Equal(["2019", "2020"], table.Columns);
        Assert.Equal(1, table.RowCount);
    }

    [Theory]
    [InlineData("a,b\r\n1,2\r\n")]
    [InlineData("a,b\n1,2")]
    [InlineData("a,b\r1,2\r")]
    [InlineData("\n\na,b\n\n1,2\n\n")]
    [InlineData("\"a\",\"b\"\n\"1\",\"2\"\n")]
    [InlineData("a , b\n 1 , 2 \n")]
    public void Line_ends_blank_lines_quotes_and_spaces_do_not_matter(string text)
    {
        var table = CsvFile.Parse(text);

        Assert.Equal(["a", "b"], table.Columns);
        Assert.Equal([1f, 2f], table.ToTensor().ToArray<float>());
    }

    [Fact]
    public void Quotes_hold_separators_quotes_and_line_ends()
    {
        var table = CsvFile.Parse("name,n\n\"Doe, \"\"JD\"\"\r\nJohn\",7\nx,8\n");

        Assert.Equal("Doe, \"JD\"\r\nJohn", table[0, "name"]);
        Assert.Equal([2, 4], [table.LineOf(0), table.LineOf(1)]);
    }

    [Fact]
    public void Byte_order_marks_are_no_part_of_the_first_name()
    {
        using var folder = new TempFolder();
        foreach (var encoding in new Encoding[] { new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            var path = folder.Write("marked.csv", [.. encoding.Preamble, .. encoding.GetBytes("höhe,b\n1,2\n")]);
            Assert.Equal(["höhe", "b"], CsvFile.Read(path).Columns);
        }
    }

    [Fact]
    public void Semicolons_and_decimal_commas_are_read_when_named()
    {
        var table = CsvFile.Parse("a;b\n1,5;-2,25e1\n", separator: ';', decimalMark: ',');

        Assert.Equal([1.5f, -22.5f], table.ToTensor().ToArray<float>());
    }

    [Fact]
    public void A_million_columns_take_a_line()
    {
        var text = string.Join(',',
            Enumerable.Range(0, 1_000_000).Select(i => i.ToString(CultureInfo.InvariantCulture)));

        Assert.Equal("(1, 1000000)", CsvFile.Parse(text).ToTensor().Shape.ToString());
    }

    [Property]
    public void What_was_written_is_read(float[][] rows)
    {
        var width = rows.Length == 0 ? 1 : Math.Max(1, rows[0].Length);
        var values = rows.Append([0]).Select(row =>
            Enumerable.Range(0, width).Select(i => i < row.Length && float.IsFinite(row[i]) ? row[i] : 0.1f).ToArray())
            .ToArray();
        var text = string.Join("\r\n", values.Select(row =>
            string.Join(',', row.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))));

        var read = CsvFile.Parse(text).ToTensor();

        Assert.Equal(new Shape().Concat([values.Length, width]), read.Shape);
        // Float64 where a column is tiny
        Assert.Equal(values.SelectMany(row => row).ToArray(), read.Cast(DType.Float32).ToArray<float>());
    }

    [Property]
    public void Any_text_survives_in_quotes(string?[] cells, bool header)
    {
        var texts = cells.Select(cell => cell ?? "").Append("end").ToArray();
        string Quote(string cell) => $"\"{cell.Replace("\"", "\"\"")}\"";
        var names = Enumerable.Range(0, texts.Length).Select(i => $"name {i}").ToArray();
        var text = (header ? string.Join(',', names.Select(Quote)) + "\n" : "")
            + string.Join(',', texts.Select(Quote)) + "\n";

        var table = CsvFile.Parse(text, hasHeader: header);

        Assert.Equal(texts, table.Columns.Select(name => table[0, name]));
    }
}
