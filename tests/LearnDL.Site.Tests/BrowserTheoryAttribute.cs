using System.Runtime.CompilerServices;

namespace LearnDL.Site.Tests;

/// <summary>As <see cref="BrowserFactAttribute"/>, for several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute([CallerMemberName] string test = "")
    {
        Skip = BrowserMachine.SkipReason;
        // the console of "dotnet test" shows names, but no reasons
        if (Skip is not null) DisplayName = $"{test}: {Skip}";
    }
}
