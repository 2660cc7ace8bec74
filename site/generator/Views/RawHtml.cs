namespace LearnDL.Site.Views;

/// <summary>HTML that a view writes as it is, without encoding it again.</summary>
public readonly record struct RawHtml(string Html);
