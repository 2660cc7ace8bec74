namespace LearnDL.Site.Runs;

/// <summary>What a lesson's run measured: lessons/NN-name/run/record.json.</summary>
public sealed record RunRecord(
    string Lesson,
    string Title,
    int Seed,
    bool Quick,
    string StartedUtc,
    double Seconds,
    RunRecord.Computer Machine,
    string SourceHash,
    IReadOnlyList<RunRecord.DataFile>? Data,
    IReadOnlyDictionary<string, RunRecord.Metric>? Metrics,
    IReadOnlyDictionary<string, string>? Outputs,
    IReadOnlyDictionary<string, RunRecord.Picture>? Pictures,
    string? Weights)
{
    public sealed record Computer(string Processor, int Cores, string Os, string Framework, string Simd);

    public sealed record DataFile(string File, string Sha256);

    public sealed record Metric(string Label, double Value, string Text);

    public sealed record Picture(string File, string Alt);
}
