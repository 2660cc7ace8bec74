using LearnDL.Data;

namespace LearnDL.Tests.Data;

/// <summary>The bundled data is found from anywhere, and read only when intact.</summary>
public class DataFolderTests
{
    const string Sums = "da9a0bf81c4f6d1f3d6f8fbf0a2a3d9d6f7a6bb9f5e3b6f26bd5e9e3f9b4f3aa  ./a.csv\n";

    [Fact]
    public void The_folder_is_found_above_the_current_one()
    {
        using var folder = new TempFolder();
        folder.Write("datasets/SHA256SUMS", Sums);
        var deep = Directory.CreateDirectory(folder["lessons/02/bin/Release"]).FullName;

        Assert.Equal(folder["datasets"], DataFolder.Find(null, deep, program: Path.GetTempPath()));
    }

    [Fact]
    public void The_folder_is_found_above_the_program()
    {
        using var folder = new TempFolder();
        using var elsewhere = new TempFolder();
        folder.Write("datasets/SHA256SUMS", Sums);

        Assert.Equal(folder["datasets"], DataFolder.Find(null, elsewhere.Path, program: folder["bin/net10.0"]));
    }

    [Fact]
    public void The_variable_wins()
    {
        using var folder = new TempFolder();
        folder.Write("datasets/SHA256SUMS", Sums);
        folder.Write("mine/SHA256SUMS", Sums);

        Assert.Equal(folder["mine"], DataFolder.Find(folder["mine"], folder.Path, folder.Path));
    }

    [Fact]
    public void A_wrong_variable_is_named_and_not_passed_over()
    {
        using var folder = new TempFolder();
        folder.Write("datasets/SHA256SUMS", Sums);

        var error =
            Assert.Throws<MissingFileException>(() => DataFolder.Find(folder["nowhere"], folder.Path, folder.Path));

        Assert.Contains(DataFolder.Variable, error.What);
        Assert.Contains("nowhere", error.Got);
    }

    [Fact]
    public void Where_it_was_looked_for_is_listed()
    {
        using var folder = new TempFolder();
        using var program = new TempFolder();
        folder.Write("datasets/readme.txt", "another folder of this name");

        var error = Assert.Throws<MissingFileException>(() => DataFolder.Find(null, folder.Path, program.Path));

        Assert.Contains(folder["datasets"], error.Got);
        Assert.Contains(program["datasets"], error.Got);
        Assert.Contains(DataFolder.Variable, error.Fix);
    }

    [Fact]
    public void A_damaged_file_is_refused_with_both_checksums()
    {
        using var folder = new TempFolder();
        folder.Write("SHA256SUMS", Sums);
        folder.Write("a.csv", "a\n1\n");

        var error = Assert.Throws<DamagedFileException>(() => DataFolder.Read(folder.Path, "a.csv"));

        Assert.Contains("a.csv' is damaged", error.What);
        Assert.Contains(Sums[..64], error.Expected);
        Assert.Contains(DataFile.Of(folder["a.csv"]).Sha256, error.Got);
        Assert.Contains("git checkout -- datasets/a.csv", error.Fix);
    }

    [Fact]
    public void A_file_that_is_gone_is_named()
    {
        using var folder = new TempFolder();
        folder.Write("SHA256SUMS", Sums);

        Assert.Contains("a.csv' does not exist",
            Assert.Throws<MissingFileException>(() => DataFolder.Read(folder.Path, "a.csv")).What);
        Assert.Contains("no bundled data set",
            Assert.Throws<MissingFileException>(() => DataFolder.Read(folder.Path, "b.csv")).What);
    }

    [Fact]
    public void Every_listed_file_is_intact()
    {
        var folder = DataFolder.Find();
        var names = File.ReadAllLines(Path.Combine(folder, "SHA256SUMS")).Select(line => line[68..]).ToArray();

        Assert.Equal(10, names.Length);
        Assert.All(names, name => Assert.Equal(name, DataFolder.Read(name).File.Name));
    }

    [Fact]
    public void The_readme_gives_every_checksum()
    {
        var readme = File.ReadAllText(Path.Combine(DataFolder.Find(), "README.md"));

        Assert.All(File.ReadAllLines(Path.Combine(DataFolder.Find(), "SHA256SUMS")),
            line => Assert.Contains(line[..64], readme));
    }
}
