using LearnDL.Lessons;

namespace Lessons.Regression;

/// <summary>One way to predict prices, and its errors on each split.</summary>
/// <param name="Key">Begins the names of its numbers.</param>
/// <param name="Name">What the page calls it.</param>
/// <param name="Learn">Learns from the parts, with a seed; the result predicts the prices of a part.</param>
sealed record Candidate(string Key, string Name, Func<ThreeWaySplit<Dataset>, int, Func<Dataset, Tensor>> Learn)
{
    /// <summary>What is done to the columns before they are standardised.</summary>
    public Func<Dataset, Dataset> Columns { get; init; } = part => part;

    public List<double> TrainRmse { get; } = [];

    public List<double> Rmse { get; } = [];

    public List<double> Mae { get; } = [];

    /// <summary>Learns from these parts and adds its errors to the lists.</summary>
    public void Judge(ThreeWaySplit<Dataset> parts, int seed)
    {
        var (train, test) = (parts.Train.Y, parts.Test.Y);
        parts = Parts.Standardised(Parts.Each(parts, Columns));
        var predict = Learn(parts, seed);
        TrainRmse.Add(Errors.Rmse(predict(parts.Train), train));
        Rmse.Add(Errors.Rmse(predict(parts.Test), test));
        Mae.Add(Errors.Mae(predict(parts.Test), test));
    }

    public void Record(LessonRun run, string prefix = "")
    {
        run.Metric(prefix + Key, $"RMSE on the test rows, {Name}, mean over the splits", Rmse.Average(), "0.00");
        run.Metric($"{prefix}{Key}-train", $"RMSE on the training rows, {Name}", TrainRmse.Average(), "0.00");
        run.Metric($"{prefix}{Key}-mae", $"mean absolute error on the test rows, {Name}", Mae.Average(), "0.00");
        run.Metric($"{prefix}{Key}-worst", $"RMSE on the test rows, {Name}, worst split", Rmse.Max(), "0.00");
    }
}
