
namespace LearnDL.Data;

/// <summary>Reads a whole file, and says in plain words why it could not be read.</summary>
public static class FileReader
{
    const int NoBuffer = 0;

    // The first bytes of files that people hand over by mistake.
    static readonly (byte[] Start, string Kind)[] Kinds =
    [
        ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"),
        ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
        ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive or an Excel workbook"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel workbook"),
        ([0x1F, 0x8B], "a gzip archive"),
        ([0x25, 0x50, 0x44, 0x46], "a PDF document"),
        ([0x3C, 0x21, 0x44, 0x4F], "a web page"),
        ([0x3C, 0x68, 0x74, 0x6D], "a web page"),
    ];

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="MissingFileException">It is not there, or may not be read.</exception>
    /// <exception cref="DamagedFileException">It is empty.</exception>
    public static byte[] ReadBytes(string path)
    {
        var bytes = Try(path, File.ReadAllBytes);
        return bytes.Length > 0 ? bytes : throw Empty(path);
    }

    /// <summary>A file to be read piece by piece.</summary>
    internal static FileStream Open(string path)
    {
        var stream = Try(path, path => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, NoBuffer));
        if (stream.Length > 0)
            return stream;
        stream.Dispose();
        throw Empty(path);
    }

    static T Try<T>(string path, Func<string, T> read)
    {
        if (Directory.Exists(path))
            throw new MissingFileException($"'{path}' is a folder.",
                "a file", "a folder", $"Name a file in it. {Contents(path, "")}");
        if (!File.Exists(path))
            throw Missing(path);
        try
        {
            return read(path);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new MissingFileException($"'{path}' cannot be read.", "a file this program may read", e.Message,
                "Check the file's permissions, and whether another program holds it open.");
        }
    }

    static DamagedFileException Empty(string path) => new($"'{path}' is empty.", "a file with content", "0 bytes",
        "Copy or download it again; the last copy was probably interrupted.");

    /// <summary>What a file's first bytes say it is, or null.</summary>
    internal static string? KindOf(ReadOnlySpan<byte> bytes)
    {
        foreach (var (start, kind) in Kinds)
            if (bytes.StartsWith(start))
                return kind;
        return null;
    }

    internal static string FirstBytes(ReadOnlySpan<byte> bytes) =>
        BitConverter.ToString(bytes[..Math.Min(4, bytes.Length)].ToArray()).Replace('-', ' ');

    static MissingFileException Missing(string path)
    {
        var full = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(full) ?? full;
        if (Directory.Exists(folder))
            return new MissingFileException($"'{full}' does not exist.", "the path of a file", "no such file",
                Contents(folder, Path.GetFileName(full)));
        var existing = folder;
        while (!Directory.Exists(existing) && Path.GetDirectoryName(existing) is { } parent)
            existing = parent;
        return new MissingFileException($"'{full}' does not exist.", "the path of a file", $"no folder '{folder}'",
            $"The path is right as far as '{existing}'. {Contents(existing, Path.GetFileName(full))}");
    }

    static string Contents(string folder, string wanted)
    {
        string[] files;
        try
        {
            files = Directory.GetFiles(folder);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return "Its folder cannot be listed.";
        }
        if (files.Length == 0)
            return "That folder holds no files.";
        var nearest = files.OrderBy(file => NameList.EditDistance(Path.GetFileName(file), wanted))
            .ThenBy(file => file, StringComparer.Ordinal).Take(3)
            .Select(file => $"'{Path.GetFileName(file)}' ({AgeOf(file)})");
        var more = files.Length > 3 ? $" and {files.Length - 3} more" : "";
        return $"In that folder: {string.Join(", ", nearest)}{more}.";
    }

    /// <summary>When a file was changed.</summary>
    internal static string AgeOf(string file) => Age(DateTime.UtcNow - File.GetLastWriteTimeUtc(file));

    static string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "changed just now",
        { TotalHours: < 1 } => $"changed {(int)age.TotalMinutes} min ago",
        { TotalDays: < 1 } => $"changed {(int)age.TotalHours} h ago",
        _ => $"changed {(int)age.TotalDays:N0} days ago",
    };
}
