using System.Text.RegularExpressions;

namespace LearnDL.Site.Glossary;

/// <summary>Finds the terms of the glossary in a text, in their word forms: one layer, two layers.</summary>
public sealed partial class TermPattern
{
    readonly Dictionary<string, GlossaryTerm> byForm = new(StringComparer.OrdinalIgnoreCase);
    readonly Regex? pattern;

    public TermPattern(IReadOnlyList<GlossaryTerm> terms)
    {
        // A term's own name goes before what another is also called: "window" has an entry, and is a name of the kernel.
        foreach (var term in terms) Add(term.Name, term);
        foreach (var term in terms)
            foreach (var name in term.OtherNames)
                Add(name, term);
        if (byForm.Count == 0) return;
        // The longest first: "confusion matrix" before "matrix".
        var forms = byForm.Keys.OrderByDescending(form => form.Length).Select(Written);
        pattern = new Regex($@"(?<![\p{{L}}\p{{N}}_-])(?:{string.Join('|', forms)})(?![\p{{L}}\p{{N}}_-])",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    public Match First(string text, int start) => pattern?.Match(text, start) ?? Match.Empty;

    /// <summary>The term that a found piece of text is a form of.</summary>
    public GlossaryTerm Term(string found) => byForm[Joint().Replace(found, " ")];

    /// <summary>Whether a word, in whichever form, is the name of a term.</summary>
    public bool Names(string word, GlossaryTerm term) => byForm.GetValueOrDefault(Joint().Replace(word, " ")) == term;

    void Add(string name, GlossaryTerm term)
    {
        var plain = name.Replace('-', ' ');
        byForm.TryAdd(plain, term);
        byForm.TryAdd(Plural(plain), term);
        if (plain.EndsWith("ise", StringComparison.Ordinal)) byForm.TryAdd(plain + "d", term);
    }

    static string Plural(string name) =>
        name.EndsWith("ss", StringComparison.Ordinal) || name.EndsWith('x') || name.EndsWith("ch", StringComparison.Ordinal)
            ? name + "es"
        : name.EndsWith('y') && !"aeiou".Contains(name[^2]) ? name[..^1] + "ies"
        : name.EndsWith("sis", StringComparison.Ordinal) ? name[..^2] + "es"
        : name + "s";

    // "held out set", "held-out set", and the two words on two lines
    static string Written(string form) => string.Join(BetweenWords, form.Split(' ').Select(Regex.Escape));

    const string BetweenWords = @"[\s-]+";

    [GeneratedRegex(BetweenWords)]
    private static partial Regex Joint();
}
