using Spectre.Console;

namespace LearnDL.Lessons;

/// <summary>Progress bars in a terminal.</summary>
public sealed class SpectreProgressDisplay(IAnsiConsole console) : IProgressDisplay
{
    public IProgressBar Start(string what, int steps) => new Bar(console, what, steps);

    sealed class Bar : IProgressBar
    {
        readonly string what;
        readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
        readonly Task drawing;
        readonly ProgressTask bar;

        public Bar(IAnsiConsole console, string what, int steps)
        {
            this.what = what;
            var started = new TaskCompletionSource<ProgressTask>(TaskCreationOptions.RunContinuationsAsynchronously);
            // Spectre draws for as long as this function runs; training goes on beside it.
            drawing = Task.Run(() => console.Progress()
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(),
                    new PercentageColumn(), new ElapsedTimeColumn())
                .StartAsync(async context =>
                {
                    started.SetResult(context.AddTask(Markup.Escape(what), maxValue: Math.Max(1, steps)));
                    await finished.Task.ConfigureAwait(false);
                }));
            if (Task.WhenAny(started.Task, drawing).GetAwaiter().GetResult() == drawing)
                drawing.GetAwaiter().GetResult(); // it never began: this throws why
            bar = started.Task.GetAwaiter().GetResult();
        }

        public void Report(double done, string note)
        {
            bar.Description = Markup.Escape($"{what}  {note}".TrimEnd());
            bar.Value = done;
        }

        public void Dispose()
        {
            _ = finished.TrySetResult();
            drawing.GetAwaiter().GetResult();
        }
    }
}
