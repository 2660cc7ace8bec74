using System.Buffers.Binary;
using System.Globalization;
using Google.Protobuf;
using LearnDL.Interop.Events;
using LearnDL.Saving;

namespace LearnDL.Interop;

/// <summary>
/// A file of events, each a record: length (8 bytes), checksum of the length (4), the message, its checksum (4).
/// A record goes to the system in one piece, so that the file of a program that was killed can be read.
/// </summary>
sealed class EventFile : IDisposable
{
    static int made; // files of one program and one second have numbers

    readonly FileStream stream;
    readonly HashSet<string> described = [];

    /// <summary>Makes the folder and a file in it that no one else has.</summary>
    /// <exception cref="SaveException">It cannot be made.</exception>
    public EventFile(string folder)
    {
        var host = string.Concat(Environment.MachineName.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        var seconds = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString("D10", CultureInfo.InvariantCulture);
        Name = $"events.out.tfevents.{seconds}.{host}.{Environment.ProcessId}.{Interlocked.Increment(ref made)}.v2";
        stream = Try(folder, () =>
        {
            Directory.CreateDirectory(folder);
            return new FileStream(Path.Combine(folder, Name), FileMode.CreateNew, FileAccess.Write,
                FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        });
        Write(new Event
        {
            FileVersion = "brain.Event:2",
            SourceMetadata = new SourceMetadata { Writer = "LearnDL.Interop" },
        });
    }

    /// <summary>The file's name, without its folder.</summary>
    public string Name { get; }

    /// <summary>How many bytes it has.</summary>
    public long Length => stream.Length;

    /// <summary>Adds a value. Which part of TensorBoard shows it, its tag's first value says.</summary>
    /// <exception cref="SaveException">The disk is full, for instance.</exception>
    public void Add(long step, Summary.Types.Value value)
    {
        if (!described.Add(value.Tag))
            value.Metadata = null;
        Write(new Event { Step = step, Summary = new Summary { Value = { value } } });
    }

    void Write(Event next)
    {
        next.WallTime = (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds;
        var size = next.CalculateSize();
        var record = new byte[8 + 4 + size + 4];
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)size);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), MaskedCrc.Of(record.AsSpan(0, 8)));
        next.WriteTo(record.AsSpan(12, size));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12 + size), MaskedCrc.Of(record.AsSpan(12, size)));
        _ = Try(stream.Name, () =>
        {
            stream.Write(record);
            return true;
        });
    }

    /// <summary>Does something with a file or a folder, and says what is wrong with it.</summary>
    /// <exception cref="SaveException">It cannot be written.</exception>
    public static T Try<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SaveException($"TensorBoard cannot write '{path}'.",
                "a disk with room, and a folder that this program may write", error.Message,
                "Give a logDir of your own, such as \"logs\".");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();
}
