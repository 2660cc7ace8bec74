namespace LearnDL.Saving;

/// <summary>A config lacks a setting, has one that is not known, or names a class that is not known.</summary>
public sealed class ConfigException(string what, string expected, string got, string fix)
    : LearnDLException(what, expected, got, fix);
