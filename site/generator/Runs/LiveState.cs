using System.Diagnostics;
using System.Text.Json;
using LearnDL.Lessons;

namespace LearnDL.Site.Runs;

/// <summary>
/// How far this machine has come with measuring, and its learner with the exercises, for pages that are open. How
/// long a lesson takes is estimated from its record, and from how the lessons before compared with theirs.
/// </summary>
/// <param name="lessons">The lessons in their order.</param>
/// <param name="recordedSeconds">How long a lesson took when it was recorded; null where that is not known.</param>
/// <param name="exercises">How far the learner has come, asked whenever a page asks.</param>
public sealed class LiveState(IReadOnlyList<string> lessons, Func<string, double?> recordedSeconds,
    Func<IReadOnlyList<ExerciseProgress>> exercises)
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

    /// <summary>A lesson has run.</summary>
    public void End(string lesson)
    {
        lock (door)
        {
            if (current == lesson && recordedSeconds(lesson) is { } seconds)
                (took, recorded) = (took + clock.Elapsed.TotalSeconds, recorded + seconds);
            current = null;
        }
    }

    /// <summary>The page of a lesson shows this machine's result.</summary>
    public void Show(string lesson)
    {
        lock (door)
            done.Add(lesson);
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
        var tried = exercises().Where(of => of.CheckedUtc is not null).ToList();
        lock (door)
            return JsonSerializer.Serialize(new
            {
                lesson = current is null ? 0 : lessons.ToList().IndexOf(current) + 1, // 0: none, or the gradients
                of = lessons.Count,
                percent = current is null ? 0 : Percent(current),
                checksGradients = current == Gradients,
                done,
                finished,
                exercises = tried.Select(of => new { lesson = of.Lesson, solved = of.Solved, total = of.Total }),
            });
    }

    int Percent(string lesson)
    {
        var pace = recorded > 0 ? took / recorded : 1;
        return recordedSeconds(lesson) is { } seconds
            ? (int)Math.Min(99, 100 * clock.Elapsed.TotalSeconds / Math.Max(1e-3, seconds * pace)) : 0;
    }
}
