namespace LearnDL.Lessons;

/// <summary>A line of a learner's file.</summary>
sealed record SourceLine(string File, int Number)
{
    /// <summary>What stands there, without its indentation; empty where it cannot be read.</summary>
    internal string Text
    {
        get
        {
            try
            {
                return System.IO.File.ReadLines(File).ElementAtOrDefault(Number - 1)?.Trim() ?? "";
            }
            catch (IOException)
            {
                return "";
            }
        }
    }

    public override string ToString() => $"{Path.GetFileName(File)}, line {Number}";
}
