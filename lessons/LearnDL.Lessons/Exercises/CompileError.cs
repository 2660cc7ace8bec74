using System.Globalization;
using System.Text.RegularExpressions;

namespace LearnDL.Lessons;

/// <summary>Why the compiler does not accept a learner's file.</summary>
/// <param name="Place">The line, where the compiler names one.</param>
/// <param name="Code">Such as CS1002.</param>
/// <param name="Text">The compiler's words.</param>
sealed partial record CompileError(SourceLine? Place, string Code, string Text)
{
    /// <summary>What the compiler's words mean where they say little to whoever is new to C#.</summary>
    static readonly Dictionary<string, string> meanings = new()
    {
        ["CS0019"] = "This operator does not exist for these two types. For tensors there are methods: "
            + "Add, Subtract, Multiply, Scale.",
        ["CS0029"] = "The value does not have the type expected here.",
        ["CS0103"] = "Nothing has this name here. Is it misspelled, or declared further down?",
        ["CS0117"] = "The type has no member by this name. Is it misspelled?",
        ["CS0161"] = "Some path through the method ends without a return.",
        ["CS0165"] = "The variable is read before it has been given a value.",
        ["CS0246"] = "There is no type by this name. Is it misspelled?",
        ["CS0266"] = "The value has another type. A double becomes a float or an int by a cast: (float)x, (int)x.",
        ["CS1002"] = "A semicolon is missing at the end of this line, or of the one before.",
        ["CS1026"] = "A round bracket is not closed.",
        ["CS1061"] = "It has no method or property by this name. Is it misspelled?",
        ["CS1501"] = "The method exists, but takes a different number of arguments.",
        ["CS1503"] = "An argument's type does not match the parameter.",
        ["CS1513"] = "A curly bracket is not closed.",
        ["CS1525"] = "Something is missing or left over here.",
    };

    /// <summary>An error in a line that `dotnet build` printed; null where the line is none.</summary>
    internal static CompileError? Parse(string line)
    {
        if (Error().Match(line) is not { Success: true } match) return null;
        var file = match.Groups["file"].Value;
        return new(file.Length == 0 ? null : new(file.Trim(), int.Parse(match.Groups["line"].ValueSpan, CultureInfo.InvariantCulture)),
            match.Groups["code"].Value, match.Groups["text"].Value.Trim());
    }

    public override string ToString()
    {
        var place = Place is null ? "" : $"{Place}: ";
        var text = $"{place}{Text}{(Code.Length > 0 ? $" ({Code})" : "")}";
        if (Place?.Text is { Length: > 0 } source) text += $"\n    {source}";
        return meanings.TryGetValue(Code, out var meaning) ? $"{text}\n    {meaning}" : text;
    }

    [GeneratedRegex("""
        ^\s*((?<file>.+?)\((?<line>\d+),[\d,]+\)|[^:]*(:\\[^:]*)?)\s*:\s+error\s(?<code>\w+):\s(?<text>.*?)(\s\[[^\]]*\])?$
        """)]
    private static partial Regex Error();
}
