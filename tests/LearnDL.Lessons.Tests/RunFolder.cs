namespace LearnDL.Lessons.Tests;

/// <summary>A folder of its own for a run, gone afterwards.</summary>
sealed class RunFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("learndl-run").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
