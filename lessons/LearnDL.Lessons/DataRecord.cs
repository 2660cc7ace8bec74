namespace LearnDL.Lessons;

/// <summary>A file the lesson read.</summary>
public sealed record DataRecord(string File, string Sha256);
