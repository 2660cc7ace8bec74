namespace LearnDL.Site.Tests;

/// <summary>A test that drives a real browser; skipped, with the reason, on a machine without one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = BrowserMachine.SkipReason;
}
