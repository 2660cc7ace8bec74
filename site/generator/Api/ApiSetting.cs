namespace LearnDL.Site.Api;

/// <summary>A parameter of a constructor: name, type, and what its documentation says, as HTML.</summary>
public sealed record ApiSetting(string Name, string Type, string Html);
