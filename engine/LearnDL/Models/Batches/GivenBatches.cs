using LearnDL.Saving;

namespace LearnDL.Models;

/// <summary>
/// Batches that a program makes one by one. A pass ends where its sequence ends; the next pass asks for the sequence
/// again.
/// </summary>
/// <param name="given">The batches.</param>
/// <param name="prepare">Checks one, and brings it into the order of the model's inputs and outputs; it is told whether
/// the batch is the first.</param>
sealed class GivenBatches(IEnumerable<Batch> given, Func<Batch, bool, Samples> prepare) : IBatches, IDisposable
{
    IEnumerator<Batch>? pass;
    Samples? next;
    int taken; // in this pass
    bool hasBegun;

    /// <summary>Batches to learn from. Only the first warns: the doubts about the others would be the same.</summary>
    public GivenBatches(IEnumerable<Batch> given, FitSettings fit, Model model, ModelSetup setup)
        : this(given, (batch, isFirst) => DataPreparation.ForTraining(model, setup,
            DataCheck.Paired(model, setup.WithLoss, batch.Samples, $"Fit of model '{model.Name}'"), fit.ClassWeight,
            isFirst ? setup.Warnings : []))
    {
    }

    public int? Count => given.TryGetNonEnumeratedCount(out var count) ? count : null;

    /// <summary>Goes back to the first; a pass of which no batch was taken yet goes on.</summary>
    public void BeginPass()
    {
        if (pass is not null && taken == 0)
            return;
        pass?.Dispose();
        (pass, next, taken) = (given.GetEnumerator(), null, 0);
    }

    public bool HasMore()
    {
        if (next is null && pass!.MoveNext())
        {
            next = prepare(pass.Current, !hasBegun);
            hasBegun = true;
        }
        return next is not null;
    }

    /// <summary>What the program makes it makes again, and what was learned from already is passed over.</summary>
    public void Keep(TrainingState state, bool isWithin)
    {
        var learned = taken;
        state.Field("taken", ref learned);
        if (!state.IsLoading || !isWithin)
            return;
        var made = next is null ? 0 : 1; // Fit has looked at the first
        if (learned > 0)
            next = null;
        for (taken = learned; made < learned; made++)
            if (!pass!.MoveNext())
                throw new ConfigException("The saved training had seen more batches than there are.",
                    $"{learned} batches at least", $"{made}", "Give Fit the batches that the training began with.");
    }

    public Samples Next()
    {
        var batch = Peek();
        next = null;
        taken++;
        return batch;
    }

    /// <summary>The next one, which stays the next one.</summary>
    /// <exception cref="DataException">There is none.</exception>
    public Samples Peek() => HasMore() ? next!.Value : throw new DataException("The sequence of batches is empty.",
        "at least one batch (x, y)", "none",
        "A sequence that can be run through only once has none left in a second epoch: make it anew, or give a list.");

    public void Dispose() => pass?.Dispose();
}
