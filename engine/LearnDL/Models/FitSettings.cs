using LearnDL.Callbacks;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>The arguments of Fit, which Model.Fit explains.</summary>
sealed record FitSettings(
    TensorList X,
    TensorList Y,
    int BatchSize,
    int Epochs,
    int Verbose,
    IReadOnlyList<Callback> Callbacks,
    double ValidationSplit,
    ValidationData? ValidationData,
    bool Shuffle,
    IReadOnlyDictionary<int, double>? ClassWeight,
    TensorList SampleWeight,
    int InitialEpoch,
    int ValidationFreq,
    CancellationToken CancellationToken)
{
    /// <summary>How many batches an epoch has; null for a pass through all.</summary>
    public int? StepsPerEpoch { get; init; }

    /// <summary>How many batches are validated on, from the first on; null for all.</summary>
    public int? ValidationSteps { get; init; }

    /// <summary>Samples at a time in a validation; null for as many as in training.</summary>
    public int? ValidationBatchSize { get; init; }

    /// <summary>Samples at a time in a validation.</summary>
    public int ValidationBatch => ValidationBatchSize ?? BatchSize;

    /// <summary>Batches that are made one by one, in place of x and y.</summary>
    public IEnumerable<Batch>? Batches { get; init; }

    /// <summary>The samples that were given.</summary>
    public Samples Samples => new(X, Y, SampleWeight);

    /// <summary>
    /// What to train on and what to validate on: data given for it, or else the last part of x and y.
    /// </summary>
    public (Samples Train, Samples? Validation) Split()
    {
        var all = Samples;
        if (ValidationData is { } given)
            return (all, given.Samples);
        if (ValidationSplit == 0)
            return (all, null);
        var at = FitCheck.SplitAt(all.Count, ValidationSplit);
        return (all[..at], all[at..]);
    }
}
