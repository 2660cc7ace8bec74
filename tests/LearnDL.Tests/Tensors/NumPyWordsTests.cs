using LearnDL.Data;
using LearnDL.Tensors;

namespace LearnDL.Tests.Tensors;

/// <summary>What texts on Keras do with NumPy around a model.</summary>
public sealed class NumPyWordsTests
{
    static readonly Tensor x = new float[,] { { 1, 2, 6 }, { 3, 8, 0 } };

    [Fact]
    public void Std_is_that_of_the_population()
    {
        Assert.Equal([1f, 3, 3], x.Std(axis: 0).ToArray<float>());
        Assert.Equal([Math.Sqrt(14 / 3.0), Math.Sqrt(98 / 9.0)], x.Cast(DType.Float64).Std(-1).ToArray<double>(),
            (a, b) => Math.Abs(a - b) < 1e-15);
        Tensor far = new double[,] { { 1e8 + 1 }, { 1e8 + 2 }, { 1e8 + 3 } };
        Assert.Equal(Math.Sqrt(2 / 3.0), far.Std(0).Item(), 1e-12); // no squares of 1e8
    }

    [Fact]
    public void Concatenate_along_any_axis()
    {
        Assert.Equal(Tensor.From(new float[,] { { 1, 2, 6 }, { 3, 8, 0 }, { 1, 2, 6 }, { 3, 8, 0 } }).ToString(),
            Tensor.Concatenate([x, x]).ToString());
        var beside = Tensor.Concatenate([x, x[.., ..1]], axis: 1);
        Assert.Equal([2, 4], beside.Shape);
        Assert.Equal([1f, 2, 6, 1, 3, 8, 0, 3], beside.ToArray<float>());
        var deep = Tensor.Range(24).Reshape(2, 3, 4);
        Tensor[] along1 = [deep[.., ..1], deep[.., 1..]], along2 = [deep[.., .., ..3], deep[.., .., 3..]];
        Assert.Equal(deep.ToArray<float>(), Tensor.Concatenate(along1, axis: -2).ToArray<float>());
        Assert.Equal(deep.ToArray<float>(), Tensor.Concatenate(along2, axis: -1).ToArray<float>());
        Assert.Throws<ShapeException>(() => Tensor.Concatenate([x, x[..1]], axis: 1));
        Assert.Throws<ShapeException>(() => Tensor.Concatenate([]));
    }

    [Fact]
    public void Comparisons_give_ones_and_zeros()
    {
        Assert.Equal([0f, 0, 1, 1, 1, 0], (x > 2).ToArray<float>());
        Assert.Equal([1f, 0, 0, 0, 0, 1], (x < 2).ToArray<float>());
        Assert.Equal([0, 1], (Tensor.From([0, 1]) > 0.5).AsType("int32").ToArray<int>());
        Assert.Equal([1, 0], (Tensor.From([0, 1]) < 0.5).AsType("Int32").ToArray<int>());
    }

    [Fact]
    public void One_number_can_be_taken_out()
    {
        Assert.Equal(8.0, (double)x[1, 1]);
        Assert.Equal(8f, (float)x[1, 1]);
        Assert.Equal(1, (int)x[1].ArgMax());
        Assert.Throws<ShapeException>(() => (double)x);
    }

    [Fact]
    public void Types_have_names()
    {
        Assert.Equal(DType.Float64, x.AsType("float64").DType);
        Assert.Equal(DType.UInt8, x.AsType("uint8").DType);
        Assert.Equal("float32, float64, int32, uint8",
            Assert.Throws<UnknownNameException>(() => x.AsType("float16")).Expected);
    }

    [Fact]
    public void Keras_names_of_preparations()
    {
        Tensor labels = new[] { 0, 2, 1 };
        Assert.Equal(labels.OneHot().ToString(), labels.ToCategorical().ToString());
        Assert.Equal([3, 4], labels.ToCategorical(numClasses: 4).Shape);
        int[][] ids = [[1, 2, 3], [4]];
        Assert.Equal([2, 3, 0, 4], ids.PadSequences(maxlen: 2).ToArray<int>());
        List<List<int>> lists = [[1, 2, 3], [4]];
        Assert.Equal(ids.PadSequences(2, padding: "post").ToArray<int>(),
            lists.PadSequences(2, padding: "post").ToArray<int>());
    }
}
