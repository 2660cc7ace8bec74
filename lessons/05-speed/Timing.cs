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

        List<double> times = first > seconds ? [first] : []; // long: warm or not
        for (var total = 0.0; total < seconds || times.Count < 3;
            total += times[^1])
            times.Add(Seconds(work));
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
