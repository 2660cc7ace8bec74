using System.Runtime.InteropServices;

namespace LearnDL.Saving;

/// <summary>
/// Puts a folder's list of names on the disk, so that a renamed file has its new name after a power failure too. .NET
/// opens no folders, so the system's C library is asked. Windows has nothing like it: NTFS writes names to a journal.
/// </summary>
static partial class FolderFlush
{
    const int ReadOnly = 0;

    /// <summary>Whether the system says that it is done; some file systems cannot.</summary>
    public static bool Flush(string folder)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
            return false;
        var file = Open(folder, ReadOnly);
        if (file < 0)
            return false;
        var done = Sync(file) == 0;
        return Close(file) == 0 && done;
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int file);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
