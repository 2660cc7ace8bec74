using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>
/// Divides the rows of a data set into those to train with and those to test with. The results are row numbers:
/// <code>
/// var (train, test) = Split.Stratified(y, testFraction: 0.2, seed: 7);
/// model.Fit(x.Gather(train), y.Gather(train));
/// </code>
/// </summary>
public static class Split
{
    /// <summary>Any row may land on either side. The test part has ⌊count·testFraction + ½⌋ rows.</summary>
    /// <exception cref="HyperparameterException">The fraction is not between 0 and 1, or leaves one side empty.</exception>
    public static (int[] Train, int[] Test) Shuffled(int count, double testFraction, int seed)
    {
        var test = TestSize(count, testFraction);
        var rows = Enumerable.Range(0, count).ToArray();
        new RandomSource(seed).Shuffle<int>(rows);
        return (rows[test..], rows[..test]);
    }

    /// <summary>
    /// Both sides have the classes in the proportions of the whole, to within one sample a class; each side is shuffled.
    /// </summary>
    /// <param name="y">Class numbers (N).</param>
    /// <param name="testFraction">The share of the test part.</param>
    /// <param name="seed">The same seed gives the same split.</param>
    /// <exception cref="DataException">The labels are no class numbers.</exception>
    /// <exception cref="HyperparameterException">The fraction is not between 0 and 1, or leaves one side empty.</exception>
    public static (int[] Train, int[] Test) Stratified(Tensor y, double testFraction, int seed)
    {
        var labels = Labels.ToIntegers(y, nameof(Stratified));
        var size = TestSize(labels.Length, testFraction);
        var random = new RandomSource(seed);
        var classes = Enumerable.Range(0, labels.Length).GroupBy(row => labels[row]).OrderBy(group => group.Key).Select(group => group.ToArray()).ToArray();

        // Whole samples first; those still missing go to the classes that lost the largest fraction (Hamilton's method).
        var shares = Array.ConvertAll(classes, rows => rows.Length * (double)size / labels.Length);
        var taken = Array.ConvertAll(shares, share => (int)share);
        foreach (var k in Enumerable.Range(0, classes.Length).OrderByDescending(k => shares[k] - taken[k]).Take(size - taken.Sum()))
            taken[k]++;

        var (train, test) = (new List<int>(), new List<int>());
        for (var k = 0; k < classes.Length; k++)
        {
            random.Shuffle<int>(classes[k]);
            test.AddRange(classes[k][..taken[k]]);
            train.AddRange(classes[k][taken[k]..]);
        }
        var (trainRows, testRows) = (train.ToArray(), test.ToArray());
        random.Shuffle<int>(trainRows);
        random.Shuffle<int>(testRows);
        return (trainRows, testRows);
    }

    static int TestSize(int count, double testFraction)
    {
        if (testFraction is not (> 0 and < 1))
            throw new HyperparameterException("A split needs a test fraction between 0 and 1.", "0 < testFraction < 1", $"{testFraction}", "0.2 keeps a fifth of the rows for the test.");
        var test = (int)(count * testFraction + 0.5);
        return test > 0 && test < count ? test : throw new HyperparameterException($"A test fraction of {testFraction} of {count:N0} rows leaves one side empty.",
            "at least one row on each side", $"{test:N0} test rows, {count - test:N0} training rows", "Choose another fraction, or gather more data.");
    }
}
