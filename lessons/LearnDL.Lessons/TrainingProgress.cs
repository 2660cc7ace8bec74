using System.Globalization;
using LearnDL.Callbacks;
using LearnDL.Models;

namespace LearnDL.Lessons;

/// <summary>Moves a progress bar on by one after each epoch. One bar may serve several trainings in a row.</summary>
public sealed class TrainingProgress(IProgressBar bar, Action? ended = null) : Callback, IDisposable
{
    int done;
    bool disposed;

    public override bool WantsBatches => false;

    public override void OnEpochEnd(int epoch, Logs logs) =>
        Step(logs.TryGetValue("loss", out var loss) ? "loss " + loss.ToString("0.0000", CultureInfo.InvariantCulture) : "");

    /// <summary>Moves it on by one where no model trains.</summary>
    public void Step(string note) => bar.Report(++done, note);

    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        bar.Dispose();
        ended?.Invoke();
    }
}
