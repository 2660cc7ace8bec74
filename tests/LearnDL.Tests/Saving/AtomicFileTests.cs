using LearnDL.Saving;
using LearnDL.Tests.Data;

namespace LearnDL.Tests.Saving;

/// <summary>The old file or the new one, whole; nothing else in the folder.</summary>
public sealed class AtomicFileTests
{
    static readonly byte[] old = [1, 2, 3], fresh = [4, 5];

    [Fact]
    public void A_file_is_made_and_replaced()
    {
        using var folder = new TempFolder();
        foreach (var bytes in new[] { old, fresh, [], old })
        {
            AtomicFile.Write(folder["x"], bytes);
            Assert.Equal(bytes, File.ReadAllBytes(folder["x"]));
            Assert.Single(Directory.GetFileSystemEntries(folder.Path));
        }
    }

    /// <summary>Each with what is thrown and what comes out.</summary>
    public static TheoryData<Exception, Type> Failures => new()
    {
        { new IOException("No space left on device"), typeof(SaveException) },
        { new UnauthorizedAccessException("denied"), typeof(SaveException) },
        { new InvalidOperationException("a fault of ours"), typeof(InvalidOperationException) },
        { new DivideByZeroException(), typeof(DivideByZeroException) },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_failure_in_the_middle_leaves_the_old_file(Exception failure, Type thrown)
    {
        using var folder = new TempFolder();
        var path = folder.Write("x", old);
        void Write(Stream stream)
        {
            stream.Write(fresh);
            Assert.Equal(old, File.ReadAllBytes(path));
            throw failure;
        }

        var error = Assert.Throws(thrown, () => AtomicFile.Write(path, Write));

        Assert.Equal(old, File.ReadAllBytes(path));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
        if (error is SaveException save)
            Assert.True(save.Got == failure.Message && save.Fix.Contains("is whole"), save.Message);
    }

    /// <summary>The error of a full disk as the system makes it: /dev/full takes no byte.</summary>
    [Fact]
    public void A_full_disk()
    {
        if (!File.Exists("/dev/full"))
            return;
        using var folder = new TempFolder();
        var path = folder.Write("x", old);

        var error = Assert.Throws<SaveException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write(fresh);
            using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            full.Write(fresh);
            full.Flush();
        }));

        Assert.Contains("Make room", error.Fix);
        Assert.Equal(old, File.ReadAllBytes(path));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_place_that_is_none()
    {
        using var folder = new TempFolder();
        folder.Write("file", old);
        Says(folder["none/x"], "no folder");
        Says(folder["file/x"], "no folder");
        Says(folder.Path, "is a folder");
        Says(folder["new/"], "is a folder");
        Says("", "no name");
        Says("a\0b", "no name");
        Says(folder[new string('x', 300)], "could not be saved");
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    static void Says(string path, string words)
    {
        var error = Assert.Throws<SaveException>(() => AtomicFile.Write(path, fresh));
        Assert.Contains(words, error.Message);
        Assert.All([error.What, error.Expected, error.Got, error.Fix], part => Assert.NotEmpty(part));
    }

    [Fact]
    public void A_read_only_file_stays()
    {
        using var folder = new TempFolder();
        var path = folder.Write("x", old);
        File.SetAttributes(path, FileAttributes.ReadOnly);

        Says(path, "read-only");

        Assert.Equal(old, File.ReadAllBytes(path));
        File.SetAttributes(path, FileAttributes.Normal);
    }

    [Fact]
    public void A_folder_that_may_not_be_written()
    {
        using var folder = new TempFolder();
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess) // whom nothing is forbidden
            return;
        var path = folder.Write("inner/x", old);
        File.SetUnixFileMode(folder["inner"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Says(path, "folder of your own");
            Assert.Equal(old, File.ReadAllBytes(path));
        }
        finally
        {
            File.SetUnixFileMode(folder["inner"],
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Windows lets no file be replaced that another program holds open; other systems do.</summary>
    [Fact]
    public void A_file_that_is_open()
    {
        using var folder = new TempFolder();
        var path = folder.Write("x", old);
        using (var open = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None))
            if (OperatingSystem.IsWindows())
                Says(path, "holds the file open");
            else
            {
                AtomicFile.Write(path, fresh);
                Assert.Equal("1 2 3", $"{open.ReadByte()} {open.ReadByte()} {open.ReadByte()}");
            }
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void What_a_killed_program_left_is_deleted_and_what_is_being_written_stays()
    {
        using var folder = new TempFolder();
        // the first is left over; the others are those of other files, or no such thing, or made just now
        foreach (var name in new[] { "x.0123abcd.partial", "y.0123abcd.partial", "x.y.0123abcd.partial", "x.partial" })
            File.SetLastWriteTimeUtc(folder.Write(name, old), DateTime.UtcNow.AddMinutes(-1));
        folder.Write("x.456789ef.partial", old);
        AtomicFile.Write(folder["x"], outer =>
        {
            outer.Write(fresh);
            outer.Flush();
            File.SetLastWriteTimeUtc(Directory.GetFiles(folder.Path, "x.????????.partial").Single(file =>
                !file.Contains("456789ef")), DateTime.UtcNow.AddMinutes(-1)); // only the lock protects it
            AtomicFile.Write(folder["x"], old); // a second program, at the same time
            Assert.Equal(old, File.ReadAllBytes(folder["x"]));
        });

        Assert.Equal(fresh, File.ReadAllBytes(folder["x"]));
        Assert.Equal(["x", "x.456789ef.partial", "x.partial", "x.y.0123abcd.partial", "y.0123abcd.partial"],
            Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Many_writers_at_once()
    {
        using var folder = new TempFolder();
        byte[] Content(int writer) => [.. Enumerable.Repeat((byte)writer, 10_000 + writer)];
        Parallel.For(0, 40, writer =>
        {
            AtomicFile.Write(folder["x"], Content(writer % 8));
            var bytes = File.ReadAllBytes(folder["x"]);
            Assert.Equal(Content(bytes[0]), bytes);
        });
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Who_may_read_the_old_file_may_read_the_new_one()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TempFolder();
        var path = folder.Write("x", old);
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead;
        File.SetUnixFileMode(path, mode);
        AtomicFile.Write(path, fresh);
        Assert.Equal(mode, File.GetUnixFileMode(path));
    }

    [Fact]
    public void A_link_becomes_a_file()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TempFolder();
        var target = folder.Write("target", old);
        File.CreateSymbolicLink(folder["x"], target);
        AtomicFile.Write(folder["x"], fresh);
        Assert.Equal((3L, 2L), (new FileInfo(target).Length, new FileInfo(folder["x"]).Length));
        Assert.Null(new FileInfo(folder["x"]).LinkTarget);
    }

    [Fact]
    public void The_folder_is_flushed()
    {
        using var folder = new TempFolder();
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
            Assert.True(FolderFlush.Flush(folder.Path));
        Assert.False(FolderFlush.Flush(folder["none"]));
    }
}
