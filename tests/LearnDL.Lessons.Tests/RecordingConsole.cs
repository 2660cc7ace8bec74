using Spectre.Console;

namespace LearnDL.Lessons.Tests;

/// <summary>A console without colours that keeps what is printed.</summary>
sealed class RecordingConsole : IDisposable
{
    readonly StringWriter text = new();

    public RecordingConsole() => Console = AnsiConsole.Create(new()
    {
        Ansi = AnsiSupport.No,
        ColorSystem = ColorSystemSupport.NoColors,
        Out = new AnsiConsoleOutput(text),
    });

    public IAnsiConsole Console { get; }

    public string Text => text.ToString();

    public void Dispose() => text.Dispose();
}
