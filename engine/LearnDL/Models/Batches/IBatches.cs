namespace LearnDL.Models;

/// <summary>Batches, handed out one after the other, in passes through all there are.</summary>
interface IBatches
{
    /// <summary>How many there are in a pass; null where that is not known.</summary>
    int? Count { get; }

    /// <summary>Goes back to the first.</summary>
    void BeginPass();

    /// <summary>Whether the pass has one more.</summary>
    bool HasMore();

    /// <summary>The next one, which ends with the arena's scope.</summary>
    Samples Next();
}
