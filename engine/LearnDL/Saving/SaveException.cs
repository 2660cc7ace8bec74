namespace LearnDL.Saving;

/// <summary>Something could not be saved; what was there before is there still, whole.</summary>
public sealed class SaveException(string what, string expected, string got, string fix)
    : LearnDLException(what, expected, got, fix);
