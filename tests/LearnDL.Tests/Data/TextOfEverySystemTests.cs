using System.Text;
using FsCheck.Xunit;
using LearnDL.Data;

namespace LearnDL.Tests.Data;

/// <summary>Texts from Windows, from word processors, from web pages: the same words.</summary>
public class TextOfEverySystemTests
{
    static string[] Words(string text, Tokenizer? tokenizer = null)
    {
        tokenizer ??= new Tokenizer();
        tokenizer.FitOnTexts([text]);
        return [.. tokenizer.WordCounts.Keys];
    }

    [Fact]
    public void Windows_lines_and_no_break_spaces()
    {
        var words = new Tokenizer();
        words.FitOnTexts(["the cat\r\nsat", "the cat sat", "new\u00a0york new york"]);

        Assert.Equal(["the", "cat", "sat", "new", "york"], words.WordIndex.Keys);
    }

    [Fact]
    public void Every_blank_is_a_gap()
    {
        var blanks = Enumerable.Range(1, char.MaxValue).Select(code =>
            (char)code).Where(char.IsWhiteSpace).Concat("\uFEFF\u200B").ToArray();

        Assert.True(blanks.Length > 20);
        Assert.All(blanks, blank => Assert.Equal(["a", "b"], Words($"{blank}a{blank}{blank}b{blank}")));
        Assert.All(blanks, blank => Assert.Equal(["a", "b"], Words($"a{blank}b", new Tokenizer(filters: ""))));
        Assert.Equal(["a\tb"], Words("a\tb", new Tokenizer(filters: "", split: "|")));
    }

    [Theory]
    [InlineData("“Hello,” he said – “don’t!”…", "hello he said don't")]
    [InlineData("«où» ‚ja‘ ¿qué?—¡no!", "où ja qué no")]
    [InlineData("co\u00adoperate \uFEFFthe", "cooperate the")]
    [InlineData("cafe\u0301 café", "café")]
    [InlineData("\uFEFFa a", "a")]
    public void Signs_of_word_processors(string text, string words) => Assert.Equal(words.Split(' '), Words(text));

    [Theory]
    [InlineData("e\u0301", "é")]
    [InlineData("E\u0301", "É")]
    [InlineData("u\u0308ber", "über")]
    [InlineData("s\u0323\u0307", "ṩ")]
    [InlineData("s\u0307\u0323", "ṩ")]
    [InlineData("\u00EA\u0323", "ệ")]  // Vietnamese as Windows writes it
    [InlineData("e\u0323\u0302", "ệ")]
    [InlineData("α\u0313\u0301\u0345", "ᾄ")]
    [InlineData("и\u0306", "й")]
    [InlineData("x\u0301", "x\u0301")] // there is no such letter
    [InlineData("e\u0301\u0301", "é\u0301")]
    [InlineData("\u0301", "\u0301")]
    [InlineData("", "")]
    public void Letters_and_accents_are_one_sign(string apart, string composed) =>
        Assert.Equal(composed, Composition.Compose(apart));

    [Property(MaxTest = 200)]
    public void Line_ends_do_not_matter(string?[] lines)
    {
        var texts = lines.Select(line => (line ?? "").ReplaceLineEndings(" ")).Append("end").ToArray();
        var expected = Words(string.Join('\n', texts));

        foreach (var end in new[] { "\r\n", "\r", "\u2028", "\u2029", "\u0085", "\t", "\u00a0" })
            Assert.Equal(expected, Words(string.Join(end, texts)));
    }

    [Theory]
    [InlineData("\ufefflabel,a\n1,2\n")]
    [InlineData("label,a\n\ufeff1,2\n")]
    [InlineData("label\u00a0,a \n 1,\u00a02\n")]
    [InlineData("label,a\r1,2\r")]
    public void Marks_of_a_file_are_no_part_of_its_names_and_numbers(string text)
    {
        var table = CsvFile.Parse(text);

        Assert.Equal("1", table[0, "label"].Trim());
        Assert.Equal([1f, 2], table.ToTensor().ToArray<float>());
    }

    [Fact]
    public void Files_of_other_systems()
    {
        using var folder = new TempFolder();
        var joined = folder.Write("joined.csv",
            [.. Encoding.UTF8.Preamble, .. "t,k\ncat,1\n"u8, .. Encoding.UTF8.Preamble,
                .. "cat,2\n"u8]);

        Assert.Equal(["cat"], Categories.Fit(CsvFile.Read(joined), "t").Texts);
        var latin = folder.Write("latin.csv", [.. "a,b\rx,1\r"u8, 0xE9, .. ",2\r"u8]);
        Assert.Contains("line 3", Assert.Throws<DamagedFileException>(() => CsvFile.Read(latin)).What);
    }

    /// <summary>Who filters or splits at the apostrophe means both of its signs.</summary>
    [Theory]
    [InlineData("don't")]
    [InlineData("don’t")]
    public void Both_apostrophes_are_filtered(string text)
    {
        Assert.Equal(["don", "t"], Words(text, new Tokenizer(filters: "'")));
        Assert.Equal(["don", "t"], Words(text, new Tokenizer(filters: "", split: "'")));
        Assert.Equal(["don't"], Words(text, new Tokenizer(filters: "")));
    }

    [Theory]
    [InlineData('’')]
    [InlineData('\u00AD')]
    public void A_split_may_be_any_sign(char split) =>
        Assert.Equal(["a", "b"], Words($"a{split}b", new Tokenizer(filters: "", split: $"{split}")));

    [Theory]
    [InlineData("\uFEFFNA")]
    [InlineData("?\u200B")]
    [InlineData("\u00A0null\uFEFF")]
    [InlineData("\u200B")]
    public void Blanks_of_no_width_do_not_hide_a_gap(string cell) =>
        Assert.Equal([2f, 2f],
            CsvFile.Parse($"a,b\n1,{cell}\n1,2\n").ToTensor(MissingValues.Mean)[.., 1].ToArray<float>());
}
