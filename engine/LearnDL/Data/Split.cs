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
    /// <exception cref="HyperparameterException">The fraction is not between 0 and 1, or
    /// leaves one side empty.</exception>
    public static (int[] Train, int[] Test) Shuffled(int count, double testFraction, int seed)
    {
        var test = TestSize(count, testFraction);
        var rows = Enumerable.Range(0, count).ToArray();
        new RandomSource(seed).Shuffle<int>(rows);
        return (rows[test..], rows[..test]);
    }

    /// <summary>
    /// Both sides have the classes in the proportions of the whole, to within one sample
    /// per class; each side is shuffled.
    /// </summary>
    /// <param name="y">Class numbers (N), or one-hot rows (N, K).</param>
    /// <param name="testFraction">The share of the test part.</param>
    /// <param name="seed">The same seed gives the same split.</param>
    /// <exception cref="DataException">The labels are no class numbers.</exception>
    /// <exception cref="HyperparameterException">The fraction is not between 0 and 1, or
    /// leaves one side empty.</exception>
    public static (int[] Train, int[] Test) Stratified(Tensor y, double testFraction, int seed)
    {
        var labels = Labels.OfSamples(y, nameof(Stratified));
        var size = TestSize(labels.Length, testFraction);
        var random = new RandomSource(seed);
        var classes = Enumerable.Range(0, labels.Length).GroupBy(row => labels[row]).OrderBy(group => group.Key)
            .Select(group => group.ToArray()).ToArray();

        // Whole samples first; those still missing go to the classes that lost the largest fraction
        // (Hamilton's method). In whole numbers: a share of 2.5 rows and one of 3.5 have the same fraction,
        // which doubles would not always say.
        var taken = Array.ConvertAll(classes, rows => (int)((long)rows.Length * size / labels.Length));
        var lost = Array.ConvertAll(classes, rows => (long)rows.Length * size % labels.Length);
        foreach (var k in Enumerable.Range(0, classes.Length).OrderByDescending(k => lost[k]).Take(size - taken.Sum()))
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

    /// <summary>
    /// The first rows to train with, the last to test with, nothing shuffled: for rows in the order of time. A model of
    /// tomorrow must not have seen the day after. The test part has ⌊count·testFraction + ½⌋ rows. For the windows of a
    /// series see <see cref="Windows.SplitAt"/>.
    /// </summary>
    /// <exception cref="HyperparameterException">The fraction is not between 0 and 1, or
    /// leaves one side empty.</exception>
    public static (int[] Train, int[] Test) InOrder(int count, double testFraction) =>
        LastRows(count, TestSize(count, testFraction));

    /// <summary>
    /// The same by number: the last <paramref name="testCount"/> rows to test with, all before them to train with.
    /// <code>var (train, test) = Split.InOrder(144, testCount: 48); // rows 0..95, then 96..143: the last 48</code>
    /// </summary>
    /// <exception cref="HyperparameterException">One side would be empty.</exception>
    public static (int[] Train, int[] Test) InOrder(int count, int testCount) =>
        testCount > 0 && testCount < count ? LastRows(count, testCount) :
            throw new HyperparameterException($"A test part of {testCount:N0} of {count:N0} rows leaves one side "
                + "empty.", "0 < testCount < count", $"{testCount:N0}",
                "Keep more rows to train with than to test with. A share is written with a point: 0.3.");

    static (int[] Train, int[] Test) LastRows(int count, int test) =>
        (Enumerable.Range(0, count - test).ToArray(), Enumerable.Range(count - test, test).ToArray());

    static int TestSize(int count, double testFraction)
    {
        if (testFraction is not (> 0 and < 1))
            throw new HyperparameterException("A split needs a test fraction between 0 and 1.", "0 < testFraction < 1",
                $"{testFraction}", "0.2 keeps a fifth of the rows for the test.");
        // 0.145 of 100 rows are 14.5, as decimals say, though the product of doubles is 14.499999999999998: it may be
        // two roundings too low.
        const double TwoRoundings = 1.0 / (1L << 51);
        var test = (int)(count * testFraction * (1 + TwoRoundings) + 0.5);
        return test > 0 && test < count ? test : throw new HyperparameterException(
            $"A test fraction of {testFraction} of {count:N0} rows leaves one side empty.",
            "at least one row on each side", $"{test:N0} test rows, {count - test:N0} training rows",
            "Choose another fraction, or gather more data.");
    }
}
