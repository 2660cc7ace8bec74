using LearnDL.Lessons;

namespace Lessons.Regression;

/// <summary>The rows in three parts, and standardised with what the training rows say.</summary>
static class Parts
{
    #region parts
    public static ThreeWaySplit<Dataset> Of(
        Dataset data, int seed)
    {
        var (restRows, testRows) =
            Split.Shuffled(data.Count, testFraction: 0.2, seed);
        return Of(
            data.Rows(restRows), data.Rows(testRows), seed);
    }

    public static ThreeWaySplit<Dataset> Of(
        Dataset rest, Dataset test, int seed)
    {
        var (trainRows, validationRows) =
            Split.Shuffled(rest.Count, 0.25, seed);
        return new(rest.Rows(trainRows),
            rest.Rows(validationRows), rest, test);
    }
    #endregion

    /// <summary>A random split, standardised.</summary>
    public static ThreeWaySplit<Dataset> Standardised(Dataset data, int seed) => Standardised(Of(data, seed));

    public static ThreeWaySplit<Dataset> Standardised(ThreeWaySplit<Dataset> parts)
    {
        var scale = Standardizer.Fit(parts.Train.X);
        return Each(parts, part => part with { X = scale.Apply(part.X) });
    }

    public static ThreeWaySplit<Dataset> Each(ThreeWaySplit<Dataset> parts, Func<Dataset, Dataset> change) =>
        new(change(parts.Train), change(parts.Validation), change(parts.TrainAndValidation), change(parts.Test));
}
