using System.Text;

namespace LearnDL.Models;

/// <summary>
/// Where progress is printed: a terminal, in which the last line can be drawn again, or anything else, such as a file,
/// which gets whole lines only.
/// </summary>
/// <param name="output">The place itself.</param>
/// <param name="isTerminal">Whether a line can be drawn over.</param>
/// <param name="width">How many characters a line holds at the moment; 80 by default.</param>
/// <param name="clock">What time it is.</param>
sealed class Screen(TextWriter output, bool isTerminal, Func<int>? width = null, TimeProvider? clock = null)
{
    const int UsualWidth = 80;

    static Screen? terminal; // there is one, with one last line

    int drawn; // how many characters stand in the open line

    public bool IsTerminal => isTerminal;

    public TimeProvider Clock => clock ?? TimeProvider.System;

    /// <summary>What a bar is made of; '=' where the terminal's encoding has no '━'.</summary>
    public char Dash { get; } =
        output.Encoding.GetString(output.Encoding.GetBytes("━")) == "━" ? '━' : '=';

    /// <summary>The terminal, if it is the output and can draw a line again; otherwise a place for lines.</summary>
    public static Screen Of(TextWriter output)
    {
        if (!ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected || !MayRedraw(
            Environment.GetEnvironmentVariable("CI"), Environment.GetEnvironmentVariable("TERM")))
            return new Screen(output, isTerminal: false);
        return terminal?.IsOf(output) == true ? terminal : terminal = new Screen(output, true, ConsoleWidth);
    }

    /// <summary>
    /// Whether a console is one to draw in, by the variables that say so: CI is set where nobody watches, and TERM is
    /// "dumb" where \r does not lead back.
    /// </summary>
    public static bool MayRedraw(string? ci, string? term) =>
        (string.IsNullOrEmpty(ci) || ci == "0" || ci.Equals("false", StringComparison.OrdinalIgnoreCase))
            && term != "dumb";

    bool IsOf(TextWriter other) => ReferenceEquals(output, other);

    static int ConsoleWidth()
    {
        try
        {
            return OperatingSystem.IsBrowser() || OperatingSystem.IsAndroid() || OperatingSystem.IsIOS()
                || OperatingSystem.IsTvOS() ? UsualWidth : Console.WindowWidth;
        }
        catch (IOException) // a console without a window
        {
            return UsualWidth;
        }
    }

    /// <summary>Prints a line, below the one that is open.</summary>
    public void WriteLine(string text)
    {
        EndLine();
        output.WriteLine(text);
    }

    /// <summary>
    /// Draws the last line again. What is too long for the terminal is cut: it would wrap, and \r lead back to its last
    /// piece only.
    /// </summary>
    public void Redraw(StringBuilder line)
    {
        var room = width?.Invoke() ?? UsualWidth;
        Draw(line, Math.Min(line.Length, Math.Max(1, room - 1)));
        output.Flush();
    }

    /// <summary>Draws the last line for the last time, whole.</summary>
    public void Finish(StringBuilder line)
    {
        if (drawn == 0)
        {
            output.WriteLine(line);
            return;
        }
        Draw(line, line.Length);
        EndLine();
    }

    /// <summary>What is printed next stands below the open line, if there is one.</summary>
    public void EndLine()
    {
        if (drawn > 0)
            output.WriteLine();
        drawn = 0;
    }

    void Draw(StringBuilder line, int length)
    {
        line.Length = length;
        line.Append(' ', Math.Max(0, drawn - length)); // over the rest of the line before
        if (drawn > 0)
            output.Write('\r');
        output.Write(line);
        drawn = Math.Max(1, length);
    }
}
