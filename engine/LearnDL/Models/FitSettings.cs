using LearnDL.Callbacks;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>The arguments of Fit, which <see cref="Model.Fit"/> explains.</summary>
sealed record FitSettings(
    Tensor X,
    Tensor Y,
    int BatchSize,
    int Epochs,
    int Verbose,
    IReadOnlyList<Callback> Callbacks,
    double ValidationSplit,
    ValidationData? ValidationData,
    bool Shuffle,
    IReadOnlyDictionary<int, double>? ClassWeight,
    Tensor SampleWeight,
    int InitialEpoch,
    int ValidationFreq,
    CancellationToken CancellationToken);
