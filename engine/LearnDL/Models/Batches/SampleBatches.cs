using LearnDL.Saving;

namespace LearnDL.Models;

/// <summary>Batches of samples that are all there, in their order or, in every pass, in a new one.</summary>
/// <param name="data">The samples.</param>
/// <param name="batchSize">Samples per batch; the last may have fewer.</param>
/// <param name="shuffler">What draws the orders; none for samples in their own.</param>
sealed class SampleBatches(Samples data, int batchSize, RandomSource? shuffler = null) : IBatches
{
    int[] order = shuffler is null ? [] : [.. Enumerable.Range(0, data.Count)];
    int seen;

    public int? Count => (data.Count + batchSize - 1) / batchSize;

    public void BeginPass()
    {
        seen = 0;
        shuffler?.Shuffle<int>(order);
    }

    public bool HasMore() => seen < data.Count;

    public void Keep(TrainingState state, bool isWithin)
    {
        var (kept, at) = (order, seen); // the next pass shuffles the order of this one
        state.Field("order", ref kept);
        state.Field("seen", ref at);
        if (!state.IsLoading)
            return;
        if (kept.Length != order.Length || !kept.Order().SequenceEqual(Enumerable.Range(0, order.Length))
            || at < 0 || at > data.Count)
            throw new ConfigException("The saved order is not one of these samples.",
                $"the numbers of {order.Length} samples, each once", $"{kept.Length} numbers, at {at}",
                TrainingState.Again);
        (order, seen) = (kept, at);
    }

    public Samples Next()
    {
        var (first, size) = (seen, Math.Min(batchSize, data.Count - seen));
        seen += size;
        return shuffler is null ? data[first..seen] : data.Gather(order.AsSpan(first, size));
    }
}
