namespace LearnDL.Lessons;

/// <summary>Judges whenever a file of the workspace has been saved.</summary>
sealed class ExerciseWatch(Workspace workspace, Func<int> check)
{
    static readonly TimeSpan pause = TimeSpan.FromMilliseconds(300);

    /// <returns>What the last check returned.</returns>
    internal int Run(CancellationToken stop)
    {
        var (code, judged) = (0, "");
        while (!stop.IsCancellationRequested)
        {
            // Asked for by its content: events of the file system are lost on network drives and in containers. And
            // many editors save in two steps, so it has to be the same twice.
            var sources = Read();
            if (sources is not null && sources != judged && !stop.WaitHandle.WaitOne(pause) && Read() == sources)
                (judged, code) = (sources, check());
            _ = stop.WaitHandle.WaitOne(pause);
        }

        return code;
    }

    string? Read()
    {
        try
        {
            return workspace.IsStarted ? workspace.Sources() : null;
        }
        catch (IOException)
        {
            return null; // being written
        }
    }
}
