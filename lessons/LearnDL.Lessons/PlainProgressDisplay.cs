namespace LearnDL.Lessons;

/// <summary>
/// Progress as lines of text, for files and logs: one per quarter, and one when nothing was written for ten seconds.
/// </summary>
public sealed class PlainProgressDisplay(TextWriter to) : IProgressDisplay
{
    public IProgressBar Start(string what, int steps) => new Bar(to, what, steps);

    sealed class Bar(TextWriter to, string what, int steps) : IProgressBar
    {
        const long Silence = 10_000; // ms

        int quarters;
        long written = Environment.TickCount64;

        public void Report(double done, string note)
        {
            var share = done / Math.Max(1, steps);
            var reached = (int)(4 * share);
            if (reached <= quarters && Environment.TickCount64 - written < Silence) return;
            to.WriteLine($"  {what}  {(reached > quarters ? reached * 25 : (int)(100 * share))}%  {note}".TrimEnd());
            (quarters, written) = (reached, Environment.TickCount64);
        }

        public void Dispose()
        {
        }
    }
}
