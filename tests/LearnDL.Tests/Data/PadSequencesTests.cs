using LearnDL.Data;
using LearnDL.Tensors;

namespace LearnDL.Tests.Data;

/// <summary>Lists of different lengths in one tensor; the lists and results are those of Keras's own tests.</summary>
public class PadSequencesTests
{
    static readonly int[][] lists = [[1], [1, 2], [1, 2, 3]];

    [Theory]
    [InlineData(3, "pre", "pre", 0, new[] { 0, 0, 1, 0, 1, 2, 1, 2, 3 })]
    [InlineData(3, "post", "pre", 0, new[] { 1, 0, 0, 1, 2, 0, 1, 2, 3 })]
    [InlineData(2, "pre", "pre", 0, new[] { 0, 1, 1, 2, 2, 3 })]
    [InlineData(2, "pre", "post", 0, new[] { 0, 1, 1, 2, 1, 2 })]
    [InlineData(3, "pre", "pre", 1, new[] { 1, 1, 1, 1, 1, 2, 1, 2, 3 })]
    [InlineData(2, "post", "post", 9, new[] { 1, 9, 1, 2, 1, 2 })]
    [InlineData(4, "pre", "post", 0, new[] { 0, 0, 0, 1, 0, 0, 1, 2, 0, 1, 2, 3 })]
    public void As_Keras(int maxLength, string padding, string truncating, int value, int[] expected)
    {
        var padded = lists.PadSequences(maxLength, padding: padding, truncating: truncating, value: value);

        Assert.Equal((Shape.Of([3, maxLength]), DType.Int32), (padded.Shape, padded.DType));
        Assert.Equal(expected, padded.ToArray<int>());
    }

    [Fact]
    public void The_longest_list_decides_and_an_empty_one_is_all_filling()
    {
        int[][] four = [.. lists, []];

        Assert.Equal([0, 0, 1, 0, 1, 2, 1, 2, 3, 0, 0, 0], four.PadSequences().ToArray<int>());
        Assert.Equal([0f, 0, 1], four.PadSequences(dtype: DType.Float32)[0].ToArray<float>());
        Assert.Equal(1, four[0][0]);
    }

    [Fact]
    public void A_list_too_long_loses_its_beginning() =>
        Assert.Equal([0, 1, 1, 2, 2, 3], lists.PadSequences(2).ToArray<int>());

    [Fact]
    public void Wrong_input()
    {
        Assert.Equal("pre, post",
            Assert.Throws<UnknownNameException>(() => lists.PadSequences(padding: "left")).Expected);
        Assert.Contains("truncating",
            Assert.Throws<UnknownNameException>(() => lists.PadSequences(truncating: "Pre")).What);
        Assert.Throws<HyperparameterException>(() => lists.PadSequences(0));
        Assert.Throws<DataException>(() => Array.Empty<int[]>().PadSequences(3));
        Assert.Throws<DataException>(() => new int[][] { [], [] }.PadSequences());
        Assert.Equal([0, 0], new int[][] { [] }.PadSequences(2).ToArray<int>());
    }

    [Theory]
    [InlineData(DType.Float32, 1e39, DType.Float64)]
    [InlineData(DType.Int32, 0.5, DType.Float32)]
    [InlineData(DType.Int32, 1e39, DType.Float64)]
    public void Advice_on_a_filling_names_a_type_that_holds_it(DType dtype, double value, DType advised)
    {
        IReadOnlyList<Tensor> sequences = [Tensor.Of(1, 2), Tensor.Of(3)];
        var error = Assert.Throws<HyperparameterException>(() => sequences.PadSequences(dtype: dtype, value: value));
        Assert.Contains($"dtype: DType.{advised}.", error.Fix);
        Assert.Equal(advised, sequences.PadSequences(dtype: advised, value: value).DType);
    }
}
