using LearnDL.Saving;

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

    /// <summary>Where in a pass it is.</summary>
    /// <param name="state">Where it is kept, or was.</param>
    /// <param name="isWithin">Whether the pass goes on; otherwise a new one begins next.</param>
    void Keep(TrainingState state, bool isWithin);

    /// <summary>The next one, which ends with the arena's scope.</summary>
    Samples Next();
}
