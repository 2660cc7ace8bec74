namespace Lessons.Pima;

/// <summary>In five columns a 0 means "not measured". This puts the column's median in its place.</summary>
static class MissingZeros
{
    /// <summary>Glucose, pressure, triceps, insulin, mass.</summary>
    public static readonly int[] Columns = [1, 2, 3, 4, 5];

    #region fill
    // Medians of the training part fill both parts.
    public static (Dataset, Dataset) Fill(
        Dataset train, Dataset test)
    {
        var (xTrain, xTest) = (train.X.Keep(), test.X.Keep());
        foreach (var column in Columns)
        {
            var median = MedianOfMeasured(train.X[.., column]);
            Replace(xTrain, column, median);
            Replace(xTest, column, median);
        }

        return (train with { X = xTrain },
                test with { X = xTest });
    }

    static float MedianOfMeasured(Tensor column)
    {
        var sorted = column.ToArray<float>()
            .Where(value => value != 0).Order().ToArray();
        var low = (sorted.Length - 1) / 2;
        var high = sorted.Length / 2;
        return (sorted[low] + sorted[high]) / 2;
    }

    static void Replace(Tensor x, int column, float median)
    {
        var values = x.AsSpan<float>();
        for (var i = column; i < values.Length; i += x.Shape[1])
            if (values[i] == 0) values[i] = median;
    }
    #endregion
}
