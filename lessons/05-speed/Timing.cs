using System.Diagnostics;

namespace Lessons.Speed;

/// <summary>
/// Seconds for one call: the shortest, the one in the middle, and the very first, before anything was warm.
/// </summary>
readonly record struct Timing(double Best, double Median, double First)
{
    #region timing
    public static Timing Of(Action work, double seconds)
    {
        var first = Seconds(work);
        for (var warm = first; warm < seconds;)
            warm += Seconds(work);

        // A long first run counts, warm or not.
        List<double> times = first > seconds ? [first] : [];
        var total = 0.0;
        while (total < seconds || times.Count < 3)
        {
            times.Add(Seconds(work));
            total += times[^1];
        }

        times.Sort();
        return new(times[0], times[times.Count / 2], first);
    }
    #endregion

    static double Seconds(Action work)
    {
        var started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
