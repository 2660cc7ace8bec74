namespace LearnDL.Models;

/// <summary>
/// What Fit, Evaluate and Predict print, in Keras's forms: nothing (0), a bar that grows on a terminal (1), or one line
/// per epoch (2). In a file, and where nobody watches, a bar would only be litter: 1 is 2 there.
/// </summary>
/// <param name="screen">Where.</param>
/// <param name="verbose">0, 1 or 2.</param>
/// <param name="steps">The number of batches; null where it is not known before the first run through them.</param>
sealed class ProgressPrinter(Screen screen, int verbose, int? steps)
{
    readonly ProgressBar bar = new(screen, steps);
    readonly bool draws = verbose == 1 && screen.IsTerminal;

    public void Warn(IEnumerable<string> warnings)
    {
        if (verbose == 0)
            return;
        foreach (var warning in warnings)
            screen.WriteLine($"warning: {warning}");
    }

    public void NoteBatchSize(int batchSize, int samples)
    {
        if (verbose > 0 && batchSize > samples)
            screen.WriteLine($"note: batch size {batchSize} > {samples} samples, using one batch of {samples}.");
    }

    public void BeginEpoch(int epoch, int epochs)
    {
        if (verbose > 0)
            screen.WriteLine($"Epoch {epoch + 1}/{epochs}");
        Begin();
    }

    /// <summary>Before the first of the batches.</summary>
    public void Begin()
    {
        if (verbose > 0)
            bar.Begin();
    }

    /// <summary>After a batch of Fit or Evaluate, with the means so far.</summary>
    public void Batch(IFigures figures)
    {
        if (verbose > 0)
            bar.Step(draws, figures);
    }

    /// <summary>After a batch of Predict.</summary>
    public void Batch()
    {
        if (verbose > 0)
            bar.Step(draws);
    }

    /// <summary>After the last of the batches, with their figures.</summary>
    public void End(Logs logs)
    {
        if (verbose > 0)
            bar.End(draws, logs);
    }

    /// <summary>What a callback has to say, whatever Fit is to print.</summary>
    public void Say(string text) => screen.WriteLine(text);

    /// <summary>After an error: what is printed next shall not stand in the line of the bar.</summary>
    public void EndLine() => screen.EndLine();
}
