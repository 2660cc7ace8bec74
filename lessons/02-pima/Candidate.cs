using MathNet.Numerics.Statistics;

namespace Lessons.Pima;

/// <summary>One way to predict, and how often it was right on each split.</summary>
sealed record Candidate(string Key, string Name, Func<Dataset, Dataset, int, double> TrainAndTest)
{
    public List<double> Accuracies { get; } = [];

    public (double Mean, double Deviation) Spread => Accuracies.MeanStandardDeviation();
}
