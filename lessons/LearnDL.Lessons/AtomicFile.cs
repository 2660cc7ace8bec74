namespace LearnDL.Lessons;

/// <summary>Writes files so that whoever reads, or stops the program, at any moment finds the old or the new one, whole.</summary>
public static class AtomicFile
{
    /// <summary>Writes a text, and its folder where there is none.</summary>
    public static void Write(string path, string text) => Replace(path, draft => File.WriteAllText(draft, text));

    /// <summary>Writes bytes, and their folder where there is none.</summary>
    public static void Write(string path, byte[] content) => Replace(path, draft => File.WriteAllBytes(draft, content));

    static void Replace(string path, Action<string> write)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Environment.ProcessId}.new"; // of this program's own: others may write the file, too
        try
        {
            write(draft);
            File.Move(draft, path, overwrite: true);
        }
        finally
        {
            File.Delete(draft); // nothing is left to delete where all went well
        }
    }
}
