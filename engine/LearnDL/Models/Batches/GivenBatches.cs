namespace LearnDL.Models;

/// <summary>
/// Batches that a program makes one by one. A pass ends where its sequence ends; the next pass asks for the sequence
/// again.
/// </summary>
/// <param name="given">The batches.</param>
/// <param name="prepare">Checks one, and brings it into the order of the model's inputs and outputs.</param>
sealed class GivenBatches(IEnumerable<Batch> given, Func<Batch, Samples> prepare) : IBatches, IDisposable
{
    IEnumerator<Batch>? pass;
    Samples? next;

    public int? Count => given.TryGetNonEnumeratedCount(out var count) ? count : null;

    public void BeginPass()
    {
        pass?.Dispose();
        (pass, next) = (given.GetEnumerator(), null);
    }

    public bool HasMore()
    {
        if (next is null && pass!.MoveNext())
            next = prepare(pass.Current);
        return next is not null;
    }

    public Samples Next()
    {
        var batch = Peek();
        next = null;
        return batch;
    }

    /// <summary>The next one, which stays the next one.</summary>
    /// <exception cref="DataException">There is none.</exception>
    public Samples Peek() => HasMore() ? next!.Value : throw new DataException("The sequence of batches is empty.",
        "at least one batch (x, y)", "none",
        "A sequence that can be run through only once has none left in a second epoch: make it anew, or give a list.");

    public void Dispose() => pass?.Dispose();
}
