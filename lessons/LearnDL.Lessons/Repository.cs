namespace LearnDL.Lessons;

/// <summary>Finds the repository a program belongs to, wherever the program was started.</summary>
public static class Repository
{
    const string Landmark = "LearnDL.sln";

    /// <summary>
    /// The folder that holds LearnDL.sln, looked for above the program and then above the working folder.
    /// </summary>
    public static string Folder { get; } =
        Above(AppContext.BaseDirectory)
            ?? Above(Directory.GetCurrentDirectory())
            ?? throw new DirectoryNotFoundException($"There is no {Landmark} above {AppContext.BaseDirectory} "
                + $"nor above {Directory.GetCurrentDirectory()}. Start the program inside the repository.");

    static string? Above(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, Landmark))) return folder.FullName;
        return null;
    }
}
