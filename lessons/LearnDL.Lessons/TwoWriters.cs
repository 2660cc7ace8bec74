using System.Text;

namespace LearnDL.Lessons;

/// <summary>Writes the same text to two places.</summary>
sealed class TwoWriters(TextWriter first, TextWriter second) : TextWriter(first.FormatProvider)
{
    public override Encoding Encoding => first.Encoding;

    public override void Write(char value)
    {
        first.Write(value);
        second.Write(value);
    }

    public override void Write(string? value)
    {
        first.Write(value);
        second.Write(value);
    }

    public override void WriteLine()
    {
        first.WriteLine();
        second.WriteLine();
    }

    public override void WriteLine(string? value)
    {
        Write(value);
        WriteLine();
    }
}
