using System.Text;

namespace LearnDL.Lessons;

/// <summary>
/// Keeps text back while a progress bar is on the screen, which it would tear apart, and writes it afterwards.
/// </summary>
sealed class HeldWriter(TextWriter to) : TextWriter(to.FormatProvider)
{
    readonly StringBuilder kept = new();
    int bars;

    public override Encoding Encoding => to.Encoding;

    public void Hold() => bars++;

    public void Release()
    {
        if (--bars > 0) return;
        to.Write(kept.ToString());
        _ = kept.Clear();
    }

    public override void Write(char value)
    {
        if (bars > 0) _ = kept.Append(value);
        else to.Write(value);
    }

    public override void Write(string? value)
    {
        if (bars > 0) _ = kept.Append(value);
        else to.Write(value);
    }
}
