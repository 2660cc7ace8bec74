namespace LearnDL.Site.Views;

/// <summary>What a program printed. A summary of a model begins with a table, and the text follows it.</summary>
public sealed record OutputFigure(string Label, LayerTable? Table, string Text)
{
    public static OutputFigure Of(string label, string printed)
    {
        var (table, rest) = LayerTable.Read(printed);
        return new(label, table, rest);
    }
}
