namespace LearnDL.Data;

/// <summary>A file is there but is not what it should be: changed, cut short, empty, or of another kind.</summary>
public sealed class DamagedFileException(string what, string expected, string got, string fix)
    : LearnDLException(what, expected, got, fix);
