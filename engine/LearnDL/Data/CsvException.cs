namespace LearnDL.Data;

/// <summary>
/// A CSV file can be read but not understood: text for a number, a missing value, a row of another length.
/// </summary>
public sealed class CsvException(string what, string expected, string got, string fix, int line = 0)
    : LearnDLException(what, expected, got, fix)
{
    /// <summary>The line of the file, counted from 1 as editors do; 0 when the whole file is meant.</summary>
    public int Line { get; } = line;
}
