using LearnDL.Tests.Saving;

namespace LearnDL.Interop.Tests;

/// <summary>A sample of the damaged files that the benchmark project reads.</summary>
public sealed class KerasMutationTests
{
    const int Files = 6_000;

    [Fact]
    public void A_damaged_file_is_read_or_refused()
    {
        var subjects = KerasMutations.Subjects(KerasGolden.Bytes).ToList();
        Assert.Equal(10, subjects.Count);
        foreach (var (kind, file, read) in subjects)
        {
            Assert.Null(FileMutations.Try(file, read));
            var failures = KerasMutations.Run(file, read, Files / subjects.Count, seed: 1);
            Assert.True(failures is [], $"{kind}: {string.Join('\n', failures)}");
        }
    }

    [Fact]
    public void A_config_whose_parts_changed_places_is_read_or_refused()
    {
        var subjects = ConfigMutations.Subjects(KerasGolden.Bytes).ToList();
        Assert.Equal(12, subjects.Count);
        foreach (var (kind, json, read) in subjects)
        {
            Assert.Null(FileMutations.Try([], _ => read(json)));
            var failures = ConfigMutations.Run(json, read, Files / subjects.Count, seed: 1);
            Assert.True(failures is [], $"{kind}: {string.Join('\n', failures)}");
        }
    }
}
