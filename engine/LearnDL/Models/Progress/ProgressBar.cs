using System.Text;

namespace LearnDL.Models;

/// <summary>
/// How far a run through batches has come, in Keras's words: "12/40 ━━━━━━ 3s 110ms/step - loss: 0.4312", where the
/// seconds are those to come, and at the end those that it took. It is drawn 20 times a second at most, and after the
/// last batch; nothing is allocated for it.
/// </summary>
sealed class ProgressBar(Screen screen, int? steps)
{
    const int BarWidth = 20;
    static readonly TimeSpan interval = TimeSpan.FromSeconds(0.05);

    readonly StringBuilder line = new(160);
    int? total = steps; // how many batches there will be, if that is known
    int seen;
    long started, afterFirst, drawn;

    public void Begin()
    {
        screen.EndLine();
        (seen, started, drawn) = (0, screen.Clock.GetTimestamp(), 0);
    }

    /// <summary>A batch is done; the figures, if there are any, are means so far.</summary>
    public void Step(bool draws, IFigures? figures = null)
    {
        seen++;
        if (!draws)
            return;
        var now = screen.Clock.GetTimestamp();
        if (seen == 1)
            afterFirst = now;
        if (seen > 1 && seen != total && screen.Clock.GetElapsedTime(drawn, now) < interval)
            return;
        drawn = now;
        var perStep = PerStep(now);
        if (total is { } all)
            Compose(perStep * Math.Max(0, all - seen), isEta: true, perStep);
        else
            Compose(SecondsSince(started, now), isEta: false, perStep);
        figures?.AppendTo(line);
        screen.Redraw(line);
    }

    /// <summary>
    /// The last batch is done. Where the bar was not drawn, what is printed is one line without it: "40/40 - 4s - …".
    /// </summary>
    public void End(bool draws, Logs logs)
    {
        var now = screen.Clock.GetTimestamp();
        total ??= seen;
        if (draws)
            Compose(SecondsSince(started, now), isEta: false, PerStep(now));
        else
            ComposeLine(SecondsSince(started, now));
        foreach (var (name, value) in logs)
            line.AppendFigure(name, value);
        screen.Finish(line);
    }

    /// <summary>
    /// The mean time of a step, in seconds. The first is not counted where there are more: it takes longer than the
    /// others.
    /// </summary>
    double PerStep(long now) => seen switch
    {
        0 => 0,
        1 => SecondsSince(started, now),
        _ => SecondsSince(afterFirst, now) / (seen - 1),
    };

    double SecondsSince(long start, long now) => screen.Clock.GetElapsedTime(start, now).TotalSeconds;

    void Compose(double seconds, bool isEta, double perStep)
    {
        line.Clear();
        if (total is { } all)
        {
            var done = all == 0 ? BarWidth : (int)((long)BarWidth * Math.Min(seen, all) / all);
            line.AppendCount(seen, all).Append(' ').Append(screen.Dash, done).Append(' ', BarWidth - done);
        }
        else
            line.AppendUnknown(seen);
        line.Append(' ');
        if (isEta)
            line.AppendEta(seconds);
        else
            line.AppendSeconds(seconds);
        line.Append(' ').AppendPerStep(perStep);
    }

    void ComposeLine(double seconds)
    {
        line.Clear().AppendCount(seen, total!.Value).Append(" - ").AppendSeconds(seconds);
        line.Append(" - ").AppendPerStep(seconds / Math.Max(1, seen));
    }
}
