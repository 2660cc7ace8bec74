using System.Net;
using System.Text.RegularExpressions;

namespace LearnDL.Site.Walk;

/// <summary>
/// An equation as it stands in a comment, "c = f∘cPrev + i∘g", as MathML. Formulas of the pages' text are TeX; these
/// are read from the code, so that they cannot differ from it.
/// </summary>
public static partial class EquationMath
{
    public static string Html(string equation) =>
        $"<math><mrow>{string.Concat(Token().Matches(equation).Select(Html))}</mrow></math>";

    static string Html(Match token)
    {
        if (token.Groups["number"] is { Success: true } number) return $"<mn>{number.Value}</mn>";
        if (token.Groups["name"] is not { Success: true } name)
            return $"<mo stretchy=\"false\">{WebUtility.HtmlEncode(token.Value)}</mo>";
        var parts = Indexed().Match(name.Value);
        var (symbol, index) = parts.Success ? (parts.Groups["of"].Value, parts.Groups["index"].Value.ToLowerInvariant())
            : (name.Value, "");
        if (token.Groups["power"].Value == "'") symbol += "′"; // a slope
        var power = token.Groups["power"].Value switch { "" or "'" => "", "²" => "<mn>2</mn>", _ => "<mi>T</mi>" };
        return (index.Length > 0, power.Length > 0) switch
        {
            (true, true) => $"<msubsup><mi>{symbol}</mi><mi>{index}</mi>{power}</msubsup>",
            (true, false) => $"<msub><mi>{symbol}</mi><mi>{index}</mi></msub>",
            (false, true) => $"<msup><mi>{symbol}</mi>{power}</msup>",
            _ => $"<mi>{symbol}</mi>",
        };
    }

    [GeneratedRegex(@"(?<number>\d+)|(?<name>[\p{Ll}\p{Lu}]+)(?<power>['²ᵀ])?|\+=|\S")]
    private static partial Regex Token();

    // hPrev, dcNext: of the step before, by way of the step after. zi, dzi: of gate i. tanhC: the tanh of c.
    [GeneratedRegex(@"^(?<of>.+)(?<index>Prev|Next)$|^(?<of>d?z)(?<index>[ifgo])$|^(?<of>tanh)(?<index>C)$")]
    private static partial Regex Indexed();
}
