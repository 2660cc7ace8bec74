using System.Globalization;
using System.Text;

namespace System.Runtime.CompilerServices;

/// <summary>
/// Writes every <c>$"…"</c> of this repository: 1.5 is "1.5" and -1 is "-1" on every machine, whatever its language.
/// The compiler builds interpolated strings with the type of this name, and prefers one of the assembly's own to
/// .NET's, which follows the culture: a German reader would see a rate of 0,5 in a message and could not paste it
/// back into code. So nobody who writes a message has to think about cultures. <c>Directory.Build.props</c>
/// compiles this file into every project. What is written without interpolation ("…" + 1.5, <c>1.5.ToString()</c>)
/// has a test of its own, InvariantTextTests.
/// </summary>
[InterpolatedStringHandler]
ref struct DefaultInterpolatedStringHandler
{
    readonly StringBuilder text;
    StringBuilder.AppendInterpolatedStringHandler writer;

    public DefaultInterpolatedStringHandler(int literalLength, int formattedCount)
    {
        text = new(literalLength + 12 * formattedCount);
        writer = new(literalLength, formattedCount, text, CultureInfo.InvariantCulture);
    }

    public void AppendLiteral(string value) => writer.AppendLiteral(value);

    public void AppendFormatted(string? value) => writer.AppendFormatted(value);

    public void AppendFormatted(ReadOnlySpan<char> value) => writer.AppendFormatted(value);

    public void AppendFormatted<T>(T value) => writer.AppendFormatted(value);

    public void AppendFormatted<T>(T value, string? format) => writer.AppendFormatted(value, format);

    public void AppendFormatted<T>(T value, int alignment) => writer.AppendFormatted(value, alignment);

    public void AppendFormatted<T>(T value, int alignment, string? format) =>
        writer.AppendFormatted(value, alignment, format);

    public void AppendFormatted(object? value, int alignment = 0, string? format = null) =>
        writer.AppendFormatted(value, alignment, format);

    public readonly string ToStringAndClear() => text.ToString();
}
