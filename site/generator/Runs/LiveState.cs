using System.Diagnostics;
using System.Text.Json;

namespace LearnDL.Site.Runs;

/// <summary>
/// How far this machine has come with measuring, for pages that are open meanwhile. How long a lesson takes is estimated
/// from its record, and from how the lessons before compared with theirs.
/// </summary>
/// <param name="lessons">The lessons in their order.</param>
/// <param name="recordedSeconds">How long a lesson took when it was recorded; null where that is not known.</param>
public sealed class LiveState(IReadOnlyList<string> lessons, Func<string, double?> recordedSeconds)
{
    /// <summary>What is measured after the lessons.</summary>
    public const string Gradients = "gradients";

    readonly Lock door = new();
    readonly Stopwatch clock = new();
    readonly List<string> done = [];
    string? current;
    double took, recorded; // of the lessons that ran here, in seconds
    bool finished;

    /// <summary>A lesson begins.</summary>
    public void Begin(string lesson)
    {
        lock (door)
        {
            current = lesson;
            clock.Restart();
        }
    }

    /// <summary>A lesson has a result of this machine.</summary>
    public void End(string lesson)
    {
        lock (door)
        {
            if (current == lesson && recordedSeconds(lesson) is { } seconds)
                (took, recorded) = (took + clock.Elapsed.TotalSeconds, recorded + seconds);
            current = null;
            done.Add(lesson);
        }
    }

    /// <summary>All is measured.</summary>
    public void Finish()
    {
        lock (door)
            (current, finished) = (null, true);
    }

    /// <summary>What a page is told when it asks.</summary>
    public string Json()
    {
        lock (door)
            return JsonSerializer.Serialize(new
            {
                lesson = current is null ? 0 : lessons.ToList().IndexOf(current) + 1, // 0: none, or the gradients
                of = lessons.Count,
                percent = current is null ? 0 : Percent(current),
                checksGradients = current == Gradients,
                done,
                finished,
            });
    }

    int Percent(string lesson)
    {
        var pace = recorded > 0 ? took / recorded : 1;
        return recordedSeconds(lesson) is { } seconds
            ? (int)Math.Min(99, 100 * clock.Elapsed.TotalSeconds / Math.Max(1e-3, seconds * pace)) : 0;
    }
}
