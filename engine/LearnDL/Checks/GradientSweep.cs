namespace LearnDL.Checks;

/// <summary>Checks the gradients of everything the engine has, each in many random configurations.</summary>
public static class GradientSweep
{
    /// <summary>Checks every subject.</summary>
    /// <param name="configurations">How many random configurations each.</param>
    /// <param name="seed">The seed they follow from.</param>
    /// <param name="progress">Called after every subject.</param>
    public static IReadOnlyList<GradientSummary> Run(
        int configurations, int seed, Action<GradientSummary>? progress = null)
    {
        Hyperparameter.AtLeast(1, configurations, "GradientSweep: configurations");
        var summaries = new List<GradientSummary>();
        foreach (var subject in GradientSubject.All)
        {
            // every subject has configurations of its own
            var first = unchecked((seed * 1009 + summaries.Count) * 1_000_003);
            var summary = Check(subject, configurations, first);
            summaries.Add(summary);
            progress?.Invoke(summary);
        }
        return summaries;
    }

    static GradientSummary Check(GradientSubject subject, int configurations, int firstSeed)
    {
        var reports = new GradientReport[configurations];
        Parallel.For(0, configurations, i => reports[i] = subject.Check(unchecked(firstSeed + i)));
        var worst = reports.MaxBy(report => report.Error)!;
        var where = $"{worst.Subject}: {worst.Variable}{worst.Element}";
        return new GradientSummary(
            subject.Name, subject.Kind, configurations, reports.Sum(report => report.Derivatives), worst.Error, where,
            worst.Seed);
    }
}
