using LearnDL.Tests.Golden;

namespace LearnDL.Tests.Saving;

/// <summary>A sample of the million damaged files that the benchmark project reads.</summary>
public sealed class FileMutationTests
{
    const int Files = 24_000;

    [Fact]
    public void A_damaged_file_is_read_or_refused()
    {
        var subjects = FileMutations.Subjects(name => File.ReadAllBytes(GoldenFile.PathOf(name))).ToList();
        Assert.Equal(6, subjects.Count);
        foreach (var (kind, file, read) in subjects)
        {
            Assert.Null(FileMutations.Try(file, read));
            Assert.True(FileMutations.Run(file, read, Files / subjects.Count, seed: 1) is [], $"{kind}: "
                + string.Join('\n', FileMutations.Run(file, read, Files / subjects.Count, seed: 1)));
        }
    }

    [Fact]
    public void What_a_reader_does_wrong_is_seen()
    {
        Assert.StartsWith("FormatException", FileMutations.Try([1], _ => throw new FormatException("x")));
        Assert.Contains("bytes for a file of 1", FileMutations.Try([1], _ => GC.KeepAlive(new byte[1 << 25])));
        Assert.Contains(" ms", FileMutations.Try([1], _ => Thread.Sleep(1001)));
    }
}
