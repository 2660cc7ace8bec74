namespace Lessons.Pima;

/// <summary>In five columns a 0 means "not measured". This puts the column's median in its place.</summary>
static class MissingZeros
{
    /// <summary>Glucose, pressure, triceps, insulin, mass.</summary>
    public static readonly int[] Columns = [1, 2, 3, 4, 5];

    #region fill
    /// <summary>Medians come from the training part alone; both parts are filled with them.</summary>
    public static (Dataset Train, Dataset Test) Fill(Dataset train, Dataset test)
    {
        var (xTrain, xTest) = (train.X.Keep(), test.X.Keep());
        foreach (var column in Columns)
        {
            var median = MedianWithoutZeros(train.X[.., column].AsSpan<float>());
            Replace(xTrain, column, median);
            Replace(xTest, column, median);
        }

        return (train with { X = xTrain }, test with { X = xTest });
    }

    static float MedianWithoutZeros(ReadOnlySpan<float> values)
    {
        var measured = values.ToArray().Where(value => value != 0).Order().ToArray();
        return (measured[(measured.Length - 1) / 2] + measured[measured.Length / 2]) / 2;
    }

    static void Replace(Tensor x, int column, float median)
    {
        var values = x.AsSpan<float>();
        for (var i = column; i < values.Length; i += x.Shape[1])
            if (values[i] == 0) values[i] = median;
    }
    #endregion
}
