using Spectre.Console;

namespace LearnDL.Lessons;

/// <summary>The display of progress that suits the console.</summary>
public static class ProgressDisplay
{
    /// <summary>Bars in a terminal, lines of text in a file or a log.</summary>
    public static IProgressDisplay OfConsole() =>
        Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive
            ? new PlainProgressDisplay(Console.Out) : new SpectreProgressDisplay(AnsiConsole.Console);
}
