namespace LearnDL.Site.Markdown;

public enum ShortcodeForm
{
    Alone,
    Open,
    Close,
}
