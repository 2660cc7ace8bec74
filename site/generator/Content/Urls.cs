namespace LearnDL.Site.Content;

/// <summary>Addresses inside the site: "lessons/02-pima/index.html", no leading slash.</summary>
public static class Urls
{
    public static string Folder(string url) =>
        url.Contains('/', StringComparison.Ordinal) ? url[..url.LastIndexOf('/')] : "";

    /// <summary>Resolves "..", "." and empty parts; null when it leaves the site.</summary>
    public static string? Combine(string folder, string path)
    {
        var parts = new List<string>();
        foreach (var part in $"{folder}/{path}".Split('/'))
        {
            if (part is "" or ".") continue;
            if (part != "..") parts.Add(part);
            else if (parts.Count == 0) return null;
            else parts.RemoveAt(parts.Count - 1);
        }
        return string.Join('/', parts);
    }

    /// <summary>
    /// How a page at one address writes a link to another: relative, so that the site works in any folder.
    /// </summary>
    public static string Relative(string from, string to)
    {
        var here = Folder(from).Split('/', StringSplitOptions.RemoveEmptyEntries);
        var there = to.Split('/');
        var common = 0;
        while (common < here.Length && common < there.Length - 1 && here[common] == there[common]) common++;
        return string.Concat(Enumerable.Repeat("../", here.Length - common)) + string.Join('/', there[common..]);
    }
}
