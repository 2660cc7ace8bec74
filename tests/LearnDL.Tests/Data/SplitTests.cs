using FsCheck;
using FsCheck.Xunit;
using LearnDL.Data;
using LearnDL.Tensors;

namespace LearnDL.Tests.Data;

/// <summary>Every row lands on one side, and the classes keep their shares.</summary>
public class SplitTests
{
    [Property]
    public void Stratified_keeps_rows_and_shares(NonEmptyArray<byte> labels, byte fraction, int seed)
    {
        var y = labels.Get.Select(label => label % 4).Append(0).Append(1).ToArray();
        var testFraction = 0.25 + fraction / 512.0;

        var (train, test) = Split.Stratified(Tensor.From(y), testFraction, seed);

        Assert.Equal(Enumerable.Range(0, y.Length), train.Concat(test).Order());
        Assert.Equal((int)(y.Length * testFraction + 0.5), test.Length);
        for (var k = 0; k < 4; k++)
        {
            var share = (double)y.Count(label => label == k) * test.Length / y.Length;
            Assert.InRange(test.Count(row => y[row] == k), Math.Floor(share), Math.Ceiling(share));
        }
    }

    [Property]
    public void Shuffled_keeps_rows(PositiveInt count, int seed)
    {
        var (train, test) = Split.Shuffled(count.Get + 1, 0.5, seed);

        Assert.Equal(Enumerable.Range(0, count.Get + 1), train.Concat(test).Order());
    }

    [Fact]
    public void Shuffled_tests_with_the_share_it_is_given()
    {
        var (train, test) = Split.Shuffled(10, 0.2, seed: 1);

        Assert.Equal((8, 2), (train.Length, test.Length));
    }

    [Fact]
    public void The_seed_decides()
    {
        var y = Datasets.Iris().Y;

        Assert.Equal(Split.Stratified(y, 0.2, 7), Split.Stratified(y, 0.2, 7), SamePair);
        Assert.NotEqual(Split.Stratified(y, 0.2, 7).Test, Split.Stratified(y, 0.2, 8).Test);
        Assert.Equal([10, 10, 10], Split.Stratified(y, 0.2, 7).Test.CountBy(row => row / 50)
            .Select(pair => pair.Value));

        static bool SamePair((int[] Train, int[] Test) a, (int[] Train, int[] Test) b) =>
            a.Train.SequenceEqual(b.Train) && a.Test.SequenceEqual(b.Test);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    [InlineData(0.01)]
    public void A_side_must_not_be_empty(double fraction)
    {
        Assert.Throws<HyperparameterException>(() => Split.Shuffled(10, fraction, 1));
        Assert.Throws<HyperparameterException>(() => Split.Stratified(Tensor.Zeros([10], DType.Int32), fraction, 1));
    }

    [Fact]
    public void In_order_takes_the_last_rows()
    {
        var (train, test) = Split.InOrder(144, testCount: 48);

        Assert.Equal(Enumerable.Range(0, 96), train);
        Assert.Equal(Enumerable.Range(96, 48), test);
        Assert.Equal(Enumerable.Range(96, 48), Split.InOrder(144, testFraction: 1 / 3.0).Test);
        Assert.Equal([4, 5, 6], Split.InOrder(7, testFraction: 0.36).Test); // 2.52 rows, rounded
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(-1)]
    public void In_order_leaves_no_side_empty(int testCount)
    {
        Assert.Throws<HyperparameterException>(() => Split.InOrder(10, testCount));
        Assert.Throws<HyperparameterException>(() => Split.InOrder(10, testFraction: testCount));
    }

    [Fact]
    public void Measured_values_have_no_classes() =>
        Assert.Throws<DataException>(() => Split.Stratified(Tensor.Of(1, 2.5f, 3), 0.5, 1));
}
