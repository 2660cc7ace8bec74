namespace LearnDL.Site.Content;

/// <summary>
/// The commit of a repository, read from its files: a build needs no git program. A copy that was downloaded without
/// its history has none.
/// </summary>
public static class Commit
{
    const string Reference = "ref: ", Elsewhere = "gitdir: ";

    /// <summary>The 40 hexadecimal digits, or null.</summary>
    public static string? Of(string repository)
    {
        if (GitFolder(repository) is not { } git || Text(git, "HEAD") is not { } head) return null;
        if (!head.StartsWith(Reference, StringComparison.Ordinal)) return Hash(head); // no branch is checked out
        var name = head[Reference.Length..];
        var shared = Text(git, "commondir") is { } folder ? Path.Combine(git, folder) : git; // a second work tree
        return Hash(Text(git, name) ?? Text(shared, name) ?? Packed(shared, name));
    }

    /// <summary>As many digits of it as people write; null if there is none.</summary>
    public static string? Short(string repository) => Of(repository)?[..7];

    // In a second work tree, and in a submodule, .git is a file that names the folder.
    static string? GitFolder(string repository)
    {
        var place = Path.Combine(repository, ".git");
        if (Directory.Exists(place)) return place;
        return Text(repository, ".git") is { } text && text.StartsWith(Elsewhere, StringComparison.Ordinal)
            ? Path.Combine(repository, text[Elsewhere.Length..])
            : null;
    }

    // git gc moves branches into one file, a line each: hash, space, name.
    static string? Packed(string git, string name) =>
        Text(git, "packed-refs")?.Split('\n')
            .FirstOrDefault(line => line.TrimEnd().EndsWith(' ' + name, StringComparison.Ordinal));

    static string? Text(string folder, string name)
    {
        var file = Path.Combine(folder, name);
        return File.Exists(file) ? File.ReadAllText(file).Trim() : null;
    }

    static string? Hash(string? text) =>
        text is { Length: >= 40 } && text[..40].All(char.IsAsciiHexDigitLower) ? text[..40] : null;
}
