using LearnDL.Data;

namespace LearnDL.Saving;

/// <summary>
/// Writes a file so that at every instant, a crash or a power failure included, either the old file is there or the
/// new one, and never a part: the bytes go to a file beside it, are flushed to the disk, and take the old one's name in
/// one step (rename). Whoever has the old file open reads it to its end.
/// </summary>
public static class AtomicFile
{
    const string Partial = ".partial"; // name.safetensors.1f6b09ac.partial
    const int Abandoned = 10; // seconds

    /// <summary>Writes a file. A link in its place becomes a file; what it led to stays as it is.</summary>
    /// <param name="path">The file; its folder must be there.</param>
    /// <param name="write">Writes the content. If it throws, the old file stays.</param>
    /// <exception cref="SaveException">The disk is full, the folder or the file may not be written, ….</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var (full, folder) = Check(path);
        DeleteAbandoned(full, folder);
        var temporary = $"{full}.{Random.Shared.Next():x8}{Partial}";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            KeepPermissions(full, temporary);
            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SaveException($"'{full}' could not be saved.", "a disk with room, and a folder and a file that "
                + "this program may write", e.Message, $"{Advice(e)} {Stands(full)}");
        }
        finally
        {
            Try(() => File.Delete(temporary)); // after a success there is none
        }
        FolderFlush.Flush(folder);
    }

    /// <summary>Writes a file that holds these bytes; see <see cref="Write(string, Action{Stream})"/>.</summary>
    /// <exception cref="SaveException">The disk is full, the folder or the file may not be written, ….</exception>
    public static void Write(string path, ReadOnlyMemory<byte> bytes) =>
        Write(path, stream => stream.Write(bytes.Span));

    static (string Full, string Folder) Check(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0'))
            throw new SaveException("There is no name to save under.", "the path of a file",
                $"'{path.Replace("\0", "\\0")}'", "Give a path such as \"model.safetensors\".");
        var full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is not { } folder || Directory.Exists(full)
            || Path.EndsInDirectorySeparator(full))
            throw new SaveException($"'{full}' is a folder.", "the path of a file", "a folder",
                "Add a file's name to it.");
        if (!Directory.Exists(folder))
            throw new SaveException($"'{full}' could not be saved.", "a folder that exists", $"no folder '{folder}'",
                "Check the path for a typo, or make the folder first: Directory.CreateDirectory(…).");
        // A rename asks the folder for permission and not the file, so the file is asked here.
        if (File.Exists(full) && File.GetAttributes(full).HasFlag(FileAttributes.ReadOnly))
            throw new SaveException($"'{full}' is there already, and is read-only.", "a file that may be replaced",
                "a read-only file", $"Save under another name, or change its permissions. {Stands(full)}");
        return (full, folder);
    }

    /// <summary>The new file may be read by whoever might read the old one.</summary>
    static void KeepPermissions(string full, string temporary)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(full))
            File.SetUnixFileMode(temporary, File.GetUnixFileMode(full));
    }

    /// <summary>
    /// What killed programs have left. A file that is being written is locked, and stays; so does one that was made
    /// just now, and may not be locked yet.
    /// </summary>
    static void DeleteAbandoned(string full, string folder)
    {
        var start = Path.GetFileName(full) + ".";
        Try(() =>
        {
            foreach (var file in Directory.GetFiles(folder, "*" + Partial))
                if (Path.GetFileName(file) is var name && name.StartsWith(start, StringComparison.Ordinal)
                    && name.Length == start.Length + 8 + Partial.Length
                    && DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > TimeSpan.FromSeconds(Abandoned))
                    Try(() => DeleteUnlocked(file));
        });
    }

    static void DeleteUnlocked(string file)
    {
        using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.Delete))
            File.Delete(file);
    }

    /// <summary>A file too many takes room, and does no harm.</summary>
    static void Try(Action delete)
    {
        try
        {
            delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    static string Advice(Exception e) => e is UnauthorizedAccessException
        ? "Save into a folder of your own, or ask for permission."
        : "Make room on the disk, close the program that holds the file open, or save elsewhere.";

    static string Stands(string full) =>
        File.Exists(full) ? $"The file that was there, {FileReader.AgeOf(full)}, is whole." : "No file was made.";
}
