using System.Runtime.CompilerServices;

namespace LearnDL.Site.Tests;

/// <summary>A test that drives a real browser; skipped, with the reason, on a machine without one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute([CallerMemberName] string test = "")
    {
        Skip = BrowserMachine.SkipReason;
        // the console of "dotnet test" shows names, but no reasons
        if (Skip is not null) DisplayName = $"{test}: {Skip}";
    }
}
