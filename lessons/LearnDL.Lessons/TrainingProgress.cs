using System.Globalization;
using LearnDL.Callbacks;
using LearnDL.Models;

namespace LearnDL.Lessons;

/// <summary>
/// Moves a progress bar on by one after each epoch; where epochs are long, also by batches. One bar
/// may serve several trainings in a row.
/// </summary>
/// <param name="bar">The bar.</param>
/// <param name="ended">What to do when it is no longer shown.</param>
/// <param name="batches">Batches per epoch, to move the bar while an epoch runs; 0 moves it only after each.</param>
public sealed class TrainingProgress(IProgressBar bar, Action? ended = null, int batches = 0) : Callback, IDisposable
{
    int done;
    bool disposed;

    public override bool WantsBatches => batches > 0;

    public override void OnTrainBatchEnd(int batch, Logs logs) =>
        bar.Report(done + Math.Min(1, (batch + 1.0) / batches), Told(logs));

    public override void OnEpochEnd(int epoch, Logs logs) => Step(Told(logs));

    /// <summary>Moves it on by one where no model trains.</summary>
    public void Step(string note) => bar.Report(++done, note);

    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        bar.Dispose();
        ended?.Invoke();
    }

    static string Told(Logs logs) =>
        logs.TryGetValue("loss", out var loss) ? "loss " + loss.ToString("0.0000", CultureInfo.InvariantCulture) : "";
}
