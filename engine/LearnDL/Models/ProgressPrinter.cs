using System.Diagnostics;
using System.Globalization;

namespace LearnDL.Models;

/// <summary>
/// What Fit prints, in Keras's forms: nothing, a bar that grows within the epoch (on a terminal only), or one line per
/// epoch.
/// </summary>
sealed class ProgressPrinter(TextWriter output, FitSettings fit, int samples, bool isTerminal)
{
    const int BarWidth = 20;
    static readonly long redrawTicks = Stopwatch.Frequency / 10;

    readonly int batches = (samples + fit.BatchSize - 1) / fit.BatchSize;
    long started, drawn;

    /// <summary>Whether a line can be drawn over: in a file or a string, \r would only be litter.</summary>
    public static bool IsTerminal(TextWriter output) =>
        ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;

    public void Warn(IEnumerable<string> warnings)
    {
        if (fit.Verbose == 0)
            return;
        foreach (var warning in warnings)
            output.WriteLine($"warning: {warning}");
    }

    public void NoteBatchSize()
    {
        if (fit.Verbose > 0 && fit.BatchSize > samples)
            output.WriteLine($"note: batch size {fit.BatchSize} > {samples} samples, using one batch of {samples}.");
    }

    public void BeginEpoch(int epoch)
    {
        started = drawn = Stopwatch.GetTimestamp();
        if (fit.Verbose > 0)
            output.WriteLine($"Epoch {epoch + 1}/{fit.Epochs}");
    }

    public void Batch(int batch)
    {
        if (fit.Verbose != 1 || !isTerminal)
            return;
        var now = Stopwatch.GetTimestamp();
        if (now - drawn < redrawTicks)
            return;
        drawn = now;
        var done = BarWidth * (batch + 1) / batches;
        output.Write($"\r{batch + 1}/{batches} {new string('━', done)}{new string(' ', BarWidth - done)}");
        output.Flush();
    }

    public void EndEpoch(Models.Logs logs)
    {
        if (fit.Verbose == 0)
            return;
        var elapsed = Stopwatch.GetElapsedTime(started);
        var time = $"{elapsed.TotalSeconds:0}s";
        var step = $"{PerStep(elapsed / batches)}/step";
        output.WriteLine(fit.Verbose == 1 && isTerminal
            ? $"\r{batches}/{batches} {new string('━', BarWidth)} {time} {step} - {Line(logs)}"
            : $"{batches}/{batches} - {time} - {step} - {Line(logs)}");
    }

    /// <summary>
    /// "loss: 0.4312 - accuracy: 0.7891"; values of at most 0.001, and 0 too, as 4.3120e-04, as Keras prints them.
    /// </summary>
    public static string Line(Logs logs) => string.Join(" - ", logs.Select(log => $"{log.Key}: {Number(log.Value)}"));

    static string Number(double value) =>
        value.ToString(Math.Abs(value) <= 1e-3 ? "0.0000e+00" : "0.0000", CultureInfo.InvariantCulture);

    static string PerStep(TimeSpan step)
    {
        var (amount, unit) = step.TotalSeconds >= 1 ? (step.TotalSeconds, "s")
            : step.TotalMilliseconds >= 1 ? (step.TotalMilliseconds, "ms")
            : (step.TotalMicroseconds, "us");
        return amount.ToString("0", CultureInfo.InvariantCulture) + unit;
    }
}
