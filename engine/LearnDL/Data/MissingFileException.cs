namespace LearnDL.Data;

/// <summary>A file or folder that was asked for is not there, or may not be read or written.</summary>
public sealed class MissingFileException(string what, string expected, string got, string fix)
    : LearnDLException(what, expected, got, fix);
