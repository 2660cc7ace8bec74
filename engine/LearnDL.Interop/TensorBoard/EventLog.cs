using LearnDL.Interop.Events;
using LearnDL.Saving;

namespace LearnDL.Interop;

/// <summary>The events of one folder, "train" or "validation": a file for each training, made with its first event.
/// </summary>
sealed class EventLog(string folder)
{
    EventFile? file;
    (string Name, long Length) kept = ("", 0);

    /// <summary>Makes the file now, so that an error comes before a training.</summary>
    /// <exception cref="SaveException">It cannot be made.</exception>
    public void Open() => file ??= new EventFile(folder);

    /// <summary>Says that the folder cannot be written, and leaves no trace of having tried.</summary>
    /// <exception cref="SaveException">So it is.</exception>
    public void Probe()
    {
        var isThere = Directory.Exists(folder);
        _ = EventFile.Try(folder, () =>
        {
            Directory.CreateDirectory(folder);
            new FileStream(Path.Combine(folder, $"{Guid.NewGuid():N}.probe"), FileMode.CreateNew, FileAccess.Write,
                FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose).Dispose();
            if (!isThere)
                Directory.Delete(folder);
            return true;
        });
    }

    /// <summary>Adds a value to the file.</summary>
    /// <exception cref="SaveException">It cannot be written.</exception>
    public void Add(long step, Summary.Types.Value value)
    {
        Cut();
        Open();
        file!.Add(step, value);
    }

    /// <summary>No more comes; the next event is in another file.</summary>
    public void Close()
    {
        Cut();
        file?.Dispose();
        file = null;
    }

    /// <summary>
    /// Where the file ends. A training that is resumed has a file of its own; what an earlier one wrote of epochs that
    /// are now run again is cut off, as soon as all are told that it goes on.
    /// </summary>
    public void Keep(TrainingState state)
    {
        var (name, length) = (file?.Name ?? "", file?.Length ?? 0);
        state.Field("file", ref name);
        state.Field("length", ref length);
        if (state.IsLoading)
            kept = (name, length);
    }

    void Cut()
    {
        var (name, length) = kept;
        kept = ("", 0);
        var isOurs = name.Length > 0 && name != file?.Name && Path.GetFileName(name) == name
            && name.Contains("tfevents", StringComparison.Ordinal); // a backup may be damaged
        var path = Path.Combine(folder, name);
        if (isOurs && File.Exists(path))
            _ = EventFile.Try(path, () =>
            {
                using var stream = new FileStream(path, FileMode.Open, FileAccess.Write,
                    FileShare.ReadWrite | FileShare.Delete);
                if (length > 0 && length < stream.Length)
                    stream.SetLength(length);
                return true;
            });
    }
}
