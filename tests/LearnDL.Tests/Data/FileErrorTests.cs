using LearnDL.Data;

namespace LearnDL.Tests.Data;

/// <summary>Files that are not there, or are something else.</summary>
public class FileErrorTests
{
    static void Says(LearnDLException error, params string[] words)
    {
        Assert.All(words, word => Assert.Contains(word, error.Message));
        Assert.All([error.What, error.Expected, error.Got, error.Fix],
            part => Assert.False(string.IsNullOrWhiteSpace(part)));
    }

    [Fact]
    public void A_missing_file_lists_its_nearest_neighbours()
    {
        using var folder = new TempFolder();
        foreach (var name in new[] { "houses.csv", "notes.txt", "picture.png", "zebra.csv" })
            folder.Write(name, "x");

        Says(Assert.Throws<MissingFileException>(() => CsvFile.Read(folder["house.csv"])),
            "house.csv' does not exist", "'houses.csv' (changed just now)", "and 1 more");
    }

    [Fact]
    public void A_missing_folder_says_how_far_the_path_is_right()
    {
        using var folder = new TempFolder();

        Says(Assert.Throws<MissingFileException>(() => CsvFile.Read(folder["a/b/c.csv"])), "does not exist",
            $"right as far as '{folder.Path}'", "holds no files");
    }

    [Fact]
    public void A_folder_is_no_file()
    {
        using var folder = new TempFolder();
        folder.Write("inside.csv", "a\n1\n");

        Says(Assert.Throws<MissingFileException>(() => CsvFile.Read(folder.Path)), "is a folder", "inside.csv");
    }

    [Fact]
    public void An_empty_file_is_an_interrupted_copy()
    {
        using var folder = new TempFolder();

        Says(Assert.Throws<DamagedFileException>(() => CsvFile.Read(folder.Write("a.csv", ""))), "is empty", "0 bytes",
            "interrupted");
    }

    [Theory]
    [InlineData(new byte[] { 0x89, 0x50, 0x4E, 0x47, 1 }, "a PNG picture", "89 50 4E 47")]
    [InlineData(new byte[] { 0x50, 0x4B, 3, 4 }, "Excel workbook", "50 4B 03 04")]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0 }, "gzip", "1F 8B 08 00")]
    [InlineData(new byte[] { 0x31, 0, 0x32 }, "no text file", "zero byte")]
    [InlineData(new byte[] { 0x61, 0x0A, 0xE9, 0x0A }, "line 2", "E9")]
    public void Other_kinds_of_files_are_named(byte[] bytes, string kind, string shown)
    {
        using var folder = new TempFolder();

        Says(Assert.Throws<DamagedFileException>(() => CsvFile.Read(folder.Write("a.csv", bytes))), "a.csv", kind,
            shown, "UTF-8");
    }
}
