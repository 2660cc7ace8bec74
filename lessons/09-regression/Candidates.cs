using LearnDL.Lessons;
using MathNet.Numerics.Statistics;

namespace Lessons.Regression;

/// <summary>All ways to predict prices that this lesson compares.</summary>
static class Candidates
{
    public const double DropoutRate = 0.2, Penalty = 0.1;

    public static Candidate Mean() => new("mean", "always the mean", (parts, _) =>
        part => Tensor.Full([part.Count], parts.Train.Y.Cast(DType.Float64).Mean().Item()));

    public static Candidate Median() => new("median", "always the median", (parts, _) =>
        part => Tensor.Full([part.Count], parts.Train.Y.ToArray<float>().Median()));

    public static Candidate Linear() => new("linear", "linear model", (parts, seed) =>
        Predictor(Network.Linear(parts.Train, seed)));

    /// <summary>It stops nowhere early, so it needs no validation rows and learns from them, too.</summary>
    public static Candidate LinearOnAll() => new("linear", "linear model", (parts, seed) =>
        Predictor(Network.Linear(parts.TrainAndValidation, seed)));

    public static Candidate Bent() => new("bent", "linear, two bent", (parts, seed) =>
        Predictor(Network.Linear(parts.Train, seed)))
    {
        Columns = Bend
    };

    public static Candidate Small(int epochs) => new("small", "small network", (parts, seed) =>
        Trained(Network.Small(seed), parts, epochs, stop: true));

    public static Candidate Bare(int epochs) => new("bare", "large, no cure", (parts, seed) =>
        Trained(Network.Large(seed), parts, epochs));

    public static Candidate Dropout(int epochs) => new("dropout", "large, dropout", (parts, seed) =>
        Trained(Network.Large(seed, dropout: DropoutRate), parts, epochs));

    public static Candidate L2(int epochs) => new("l2", "large, L2", (parts, seed) =>
        Trained(Network.Large(seed, l2: Penalty), parts, epochs));

    public static Candidate Stopped(int epochs) => new("stop", "large, stopped", (parts, seed) =>
        Trained(Network.Large(seed), parts, epochs, stop: true));

    #region bend
    // ln lstat instead of lstat, rm² instead of rm
    static Dataset Bend(Dataset part)
    {
        var names = part.FeatureNames;
        var lstat = Array.IndexOf(names, "lstat");
        var rm = Array.IndexOf(names, "rm");
        var x = part.X.Keep();
        var values = x.AsSpan<float>();
        for (var n = 0; n < values.Length; n += names.Length)
        {
            values[n + lstat] = MathF.Log(values[n + lstat]);
            values[n + rm] *= values[n + rm];
        }
        return part with { X = x };
    }
    #endregion

    static Func<Dataset, Tensor> Trained(Sequential model, ThreeWaySplit<Dataset> parts, int epochs,
        bool stop = false)
    {
        var (train, validation) = (parts.Train, parts.Validation);
        _ = stop
            ? model.Fit(train.X, train.Y, batchSize: Network.BatchSize, epochs: epochs,
                validationData: (validation.X, validation.Y), verbose: 0, callbacks: [Network.Stopping()])
            : model.Fit(train.X, train.Y, batchSize: Network.BatchSize, epochs: epochs, verbose: 0);
        return Predictor(model);
    }

    static Func<Dataset, Tensor> Predictor(Sequential model) => part => model.Predict(part.X);
}
