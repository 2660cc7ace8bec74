namespace LearnDL.Lessons;

/// <summary>Progress as lines of text, one a quarter: for files and logs.</summary>
public sealed class PlainProgressDisplay(TextWriter to) : IProgressDisplay
{
    public IProgressBar Start(string what, int steps) => new Bar(to, what, steps);

    sealed class Bar(TextWriter to, string what, int steps) : IProgressBar
    {
        int quarters;

        public void Report(int done, string note)
        {
            var reached = done * 4 / Math.Max(1, steps);
            if (reached <= quarters) return;
            quarters = reached;
            to.WriteLine($"  {what}  {reached * 25}%  {note}".TrimEnd());
        }

        public void Dispose()
        {
        }
    }
}
