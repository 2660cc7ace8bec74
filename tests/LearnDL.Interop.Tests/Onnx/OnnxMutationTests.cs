using LearnDL.Tests.Saving;

namespace LearnDL.Interop.Tests.Onnx;

/// <summary>A sample of the damaged files that the benchmark project reads.</summary>
public sealed class OnnxMutationTests
{
    static readonly int files =
        int.TryParse(Environment.GetEnvironmentVariable("LEARNDL_MUTATIONS"), out var n) ? n : 7_000;

    [Fact]
    public void A_damaged_file_is_read_or_refused()
    {
        var subjects = OnnxMutations.Subjects(OnnxGolden.Bytes).ToList();
        Assert.Equal(7, subjects.Count);
        foreach (var (kind, file, read) in subjects)
        {
            Assert.Null(FileMutations.Try(file, read));
            var failures = OnnxMutations.Run(file, read, files / subjects.Count, seed: 1);
            Assert.True(failures is [], $"{kind}: {string.Join('\n', failures)}");
        }
    }
}
