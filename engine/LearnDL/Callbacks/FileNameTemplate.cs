using System.Globalization;
using System.Text.RegularExpressions;
using LearnDL.Models;

namespace LearnDL.Callbacks;

/// <summary>
/// A file's name with figures in it, in Python's form: "best-{epoch:02d}-{val_loss:.2f}.safetensors".
/// </summary>
sealed partial class FileNameTemplate
{
    const string Form = "{name}, {name:02d} for whole numbers, {name:.2f} for others";

    readonly string template;

    /// <exception cref="HyperparameterException">A brace is left open, or a form is not known.</exception>
    public FileNameTemplate(string owner, string template)
    {
        this.template = template;
        var rest = Field().Replace(template, "");
        if (rest.AsSpan().ContainsAny('{', '}'))
            throw new HyperparameterException($"{owner}: the name of the file has a brace too many, or a form that is "
                + "not known.", Form, $"\"{template}\"", "Write {epoch:02d} or {val_loss:.2f}.");
    }

    /// <summary>Whether the name has a figure in it that begins so.</summary>
    public bool Needs(string start) => Field().Matches(template)
        .Any(field => field.Groups["name"].Value.StartsWith(start, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override string ToString() => template;

    /// <summary>The name for these figures. Epochs and batches count from 1 in it, as in Keras.</summary>
    /// <exception cref="UnknownNameException">There is no such figure.</exception>
    public string Of(int epoch, int? batch, Logs logs) => Field().Replace(template, match =>
    {
        var name = match.Groups["name"].Value;
        double value = name switch
        {
            "epoch" => epoch + 1,
            "batch" when batch is { } number => number + 1,
            _ => logs.TryGetValue(name, out var figure) ? figure
                : throw NameList.Unknown("figure for the name of a file", name, ["epoch", "batch", .. logs.Keys]),
        };
        return Text(value, match);
    });

    static string Text(double value, Match field)
    {
        var places = field.Groups["digits"] is { Length: > 0 } digits ? digits.Value[0] - '0' : 6;
        var text = value.ToString(field.Groups["kind"].Value switch
        {
            "d" => "0",
            "f" => $"F{places}",
            "e" => $"0.{new string('0', places)}e+00",
            _ => "",
        }, CultureInfo.InvariantCulture);
        var width = field.Groups["width"] is { Length: > 0 } given ? given.Value[0] - '0' : 0;
        if (field.Groups["zero"].Length == 0)
            return text.PadLeft(width);
        var sign = text.StartsWith('-') ? "-" : "";
        return sign + text[sign.Length..].PadLeft(width - sign.Length, '0'); // zeros stand behind the sign
    }

    [GeneratedRegex(@"\{(?<name>[A-Za-z_]\w*)(:(?<zero>0?)(?<width>[1-9]?)(((\.(?<digits>\d))?(?<kind>[fe]))|(?<kind>d))?)?\}")]
    private static partial Regex Field();
}
