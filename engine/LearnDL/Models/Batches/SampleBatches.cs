namespace LearnDL.Models;

/// <summary>Batches of samples that are all there, in their order or, in every pass, in a new one.</summary>
/// <param name="data">The samples.</param>
/// <param name="batchSize">Samples per batch; the last may have fewer.</param>
/// <param name="shuffler">What draws the orders; none for samples in their own.</param>
sealed class SampleBatches(Samples data, int batchSize, RandomSource? shuffler = null) : IBatches
{
    readonly int[] order = shuffler is null ? [] : [.. Enumerable.Range(0, data.Count)];
    int seen;

    public int? Count => (data.Count + batchSize - 1) / batchSize;

    public void BeginPass()
    {
        seen = 0;
        shuffler?.Shuffle<int>(order);
    }

    public bool HasMore() => seen < data.Count;

    public Samples Next()
    {
        var (first, size) = (seen, Math.Min(batchSize, data.Count - seen));
        seen += size;
        return shuffler is null ? data[first..seen] : data.Gather(order.AsSpan(first, size));
    }
}
