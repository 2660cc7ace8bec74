namespace LearnDL.Lessons;

/// <summary>Which commit a repository stands at, read from git's own files: no git need be installed.</summary>
public static class Commit
{
    /// <summary>Its hash in full; null where the folder is no clone.</summary>
    public static string? Of(string repository)
    {
        if (GitFolder(repository) is not { } git || Text(git, "HEAD") is not { } head) return null;
        if (!head.StartsWith("ref: ", StringComparison.Ordinal)) return head;
        var branch = head["ref: ".Length..];
        // in a work tree of its own, branches are kept where the clone itself is
        var common = Text(git, "commondir") is { } place ? Path.Combine(git, place) : git;
        return Text(git, branch) ?? Text(common, branch) ?? Packed(common, branch);
    }

    /// <summary>The first seven digits, as git shows them.</summary>
    public static string Short(string commit) => commit[..Math.Min(7, commit.Length)];

    static string? GitFolder(string repository)
    {
        var git = Path.Combine(repository, ".git");
        if (Directory.Exists(git)) return git;
        return File.Exists(git) && File.ReadAllText(git).Trim() is var link
            && link.StartsWith("gitdir: ", StringComparison.Ordinal)
            ? Path.Combine(repository, link["gitdir: ".Length..]) : null;
    }

    static string? Packed(string git, string branch) => Text(git, "packed-refs")?.Split('\n')
        .FirstOrDefault(line => line.EndsWith($" {branch}", StringComparison.Ordinal))?.Split(' ')[0];

    static string? Text(string folder, string name) =>
        Path.Combine(folder, name) is var path && File.Exists(path) ? File.ReadAllText(path).Trim() : null;
}
