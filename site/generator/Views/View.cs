using System.Net;
using System.Text;

namespace LearnDL.Site.Views;

/// <summary>What a compiled .cshtml view needs to become text: no web server, no service container.</summary>
public abstract class View<TModel>
{
    readonly StringBuilder output = new();
    string attributeEnd = "";

    public TModel Model { get; private set; } = default!;

    public string Render(TModel model)
    {
        Model = model;
        ExecuteAsync().GetAwaiter().GetResult();
        return output.ToString();
    }

    public abstract Task ExecuteAsync();

    /// <summary>Text that is HTML already.</summary>
    protected static RawHtml Raw(string? html) => new(html ?? "");

    protected void WriteLiteral(string? html) => output.Append(html);

    protected void Write(object? value) =>
        output.Append(value is RawHtml raw ? raw.Html : WebUtility.HtmlEncode(value?.ToString()));

#pragma warning disable IDE0060 // The parameters are what the Razor compiler passes.
    // Razor splits attr="a @b" into a beginning, its values and an end.
    protected void BeginWriteAttribute(string name, string prefix, int prefixOffset, string suffix, int suffixOffset,
        int valuesCount)
    {
        output.Append(prefix);
        attributeEnd = suffix;
    }

    protected void WriteAttributeValue(string prefix, int prefixOffset, object? value, int valueOffset, int valueLength,
        bool isLiteral)
    {
        output.Append(prefix);
        Write(value);
    }

    protected void EndWriteAttribute() => output.Append(attributeEnd);
}
