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

    /// <summary>Whether every epoch has a name of its own.</summary>
    public bool HasFields => Field().IsMatch(template);

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
        var (digits, kind) = (field.Groups["digits"].Value, field.Groups["kind"].Value);
        var form = kind == "d" ? "0" : digits + kind == "" ? ""
            : (kind == "e" ? "e" : "F") + (digits == "" ? "6" : digits);
        var width = field.Groups["width"] is { Length: > 0 } given ? given.Value[0] - '0' : 0;
        var text = value.ToString(form, CultureInfo.InvariantCulture);
        return text.PadLeft(width, field.Groups["zero"].Length > 0 ? '0' : ' ');
    }

    [GeneratedRegex(@"\{(?<name>[A-Za-z_]\w*)(:(?<zero>0?)(?<width>[1-9]?)(\.(?<digits>\d))?(?<kind>[dfe]?))?\}")]
    private static partial Regex Field();
}
