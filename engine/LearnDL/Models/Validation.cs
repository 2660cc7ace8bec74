using LearnDL.Callbacks;

namespace LearnDL.Models;

/// <summary>
/// What a training is validated on, the same in every epoch: samples that are all there, or batches that a program
/// makes one by one, which are asked for again from the first on.
/// </summary>
/// <param name="samples">The samples, or the first batch.</param>
/// <param name="batchSize">Samples at a time, of samples that are all there.</param>
/// <param name="given">The batches, checked as they come.</param>
/// <param name="steps">How many of them; null for all.</param>
sealed class Validation(Samples samples, int batchSize, GivenBatches? given = null, int? steps = null) : IDisposable
{
    /// <summary>Batches that are made one by one; the first is made and checked here.</summary>
    /// <exception cref="LearnDLException">There is none, or it does not fit.</exception>
    public static Validation Of(IEnumerable<Batch> batches, FitSettings fit, Model model, ModelSetup setup,
        Samples trained)
    {
        var given = new GivenBatches(batches, (batch, isFirst) =>
        {
            var held = DataCheck.Paired(model, setup.WithLoss, batch.Samples, "Validation");
            DataPreparation.ForValidation(model, setup, trained.X, held, held.Count, isFirst ? setup.Warnings : []);
            return held;
        });
        given.BeginPass();
        return new Validation(given.Peek(), fit.ValidationBatch, given, fit.ValidationSteps);
    }

    /// <summary>The figures.</summary>
    public Logs Test(Tester tester, CallbackList callbacks)
    {
        if (given is null)
            return tester.Test(samples, new SampleBatches(samples, batchSize), steps: null, mustBeFinite: false,
                callbacks);
        given.BeginPass();
        return tester.Test(given.Peek(), given, steps, mustBeFinite: false, callbacks);
    }

    public void Dispose() => given?.Dispose();
}
