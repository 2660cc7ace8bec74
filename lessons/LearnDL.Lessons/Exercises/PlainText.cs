using Spectre.Console;

namespace LearnDL.Lessons;

/// <summary>Text for a learner to copy.</summary>
static class PlainText
{
    /// <summary>Prints without markup, and not folded at the width of the window: commands and paths are copied.</summary>
    internal static void Say(this IAnsiConsole console, string text) => console.Profile.Out.Writer.WriteLine(text);
}
