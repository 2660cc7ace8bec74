using LearnDL.Site.Content;

namespace LearnDL.Site.Tests;

/// <summary>The commit a site is built from, wherever git keeps it.</summary>
public sealed class CommitTests : IDisposable
{
    const string Hash = "0123456789abcdef0123456789abcdef01234567";

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("learndl-commit-");

    [Theory]
    [InlineData("HEAD", Hash, null, null)]
    [InlineData("HEAD", "ref: refs/heads/a", "refs/heads/a", Hash)]
    [InlineData("HEAD", "ref: refs/heads/a", "packed-refs", "# pack-refs\n" + "f" + Hash + "\n" + Hash + " refs/heads/a\n")]
    public void It_stands_in_HEAD_in_a_branch_or_among_the_packed_branches(
        string first, string text, string? second, string? more)
    {
        Write(".git/" + first, text);
        if (second is not null) Write(".git/" + second, more!);

        Assert.Equal(Hash, Commit.Of(folder.FullName));
        Assert.Equal("0123456", Commit.Short(folder.FullName));
    }

    [Fact]
    public void A_second_work_tree_finds_the_branches_of_the_first()
    {
        Write("first/.git/refs/heads/b", Hash);
        Write("first/.git/worktrees/second/HEAD", "ref: refs/heads/b");
        Write("first/.git/worktrees/second/commondir", "../..");
        Write("second/.git", "gitdir: ../first/.git/worktrees/second");

        Assert.Equal(Hash, Commit.Of(Path.Combine(folder.FullName, "second")));
    }

    [Theory]
    [InlineData("HEAD", "ref: refs/heads/born-tomorrow")]
    [InlineData("HEAD", "no hash")]
    [InlineData("config", "")]
    public void Where_nothing_is_committed_there_is_none(string name, string text)
    {
        Assert.Null(Commit.Short(folder.FullName));
        Write(".git/" + name, text);
        Assert.Null(Commit.Of(folder.FullName));
    }

    void Write(string name, string text)
    {
        var file = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
