using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Tensors;

/// <summary>Arrays where tensors are wanted.</summary>
public sealed class ArrayConversionTests
{
    [Fact]
    public void Rectangular_arrays_of_ranks_1_to_4()
    {
        Is([2], DType.Float64, (double[])[0, 1]);
        Is([2], DType.Float32, (float[])[0, 1]);
        Is([2], DType.Int32, (int[])[0, 1]);
        Is([2, 3], DType.Float64, new double[,] { { 0, 1, 2 }, { 3, 4, 5 } });
        Is([2, 3], DType.Float32, new float[,] { { 0, 1, 2 }, { 3, 4, 5 } });
        Is([2, 3], DType.Int32, new int[,] { { 0, 1, 2 }, { 3, 4, 5 } });
        Is([1, 2, 3], DType.Float64, new double[,,] { { { 0, 1, 2 }, { 3, 4, 5 } } });
        Is([1, 2, 3], DType.Float32, new float[,,] { { { 0, 1, 2 }, { 3, 4, 5 } } });
        Is([1, 2, 3], DType.Int32, new int[,,] { { { 0, 1, 2 }, { 3, 4, 5 } } });
        Is([2, 1, 1, 2], DType.Float64, new double[,,,] { { { { 0, 1 } } }, { { { 2, 3 } } } });
        Is([2, 1, 1, 2], DType.Float32, new float[,,,] { { { { 0, 1 } } }, { { { 2, 3 } } } });
        Is([2, 1, 1, 2], DType.Int32, new int[,,,] { { { { 0, 1 } } }, { { { 2, 3 } } } });
    }

    [Fact]
    public void Jagged_arrays_of_ranks_2_to_4()
    {
        Is([2, 3], DType.Float64, (double[][])[[0, 1, 2], [3, 4, 5]]);
        Is([2, 3], DType.Float32, (float[][])[[0, 1, 2], [3, 4, 5]]);
        Is([2, 3], DType.Int32, (int[][])[[0, 1, 2], [3, 4, 5]]);
        Is([1, 2, 3], DType.Float64, (double[][][])[[[0, 1, 2], [3, 4, 5]]]);
        Is([1, 2, 3], DType.Float32, (float[][][])[[[0, 1, 2], [3, 4, 5]]]);
        Is([1, 2, 3], DType.Int32, (int[][][])[[[0, 1, 2], [3, 4, 5]]]);
        Is([2, 1, 1, 2], DType.Float64, (double[][][][])[[[[0, 1]]], [[[2, 3]]]]);
        Is([2, 1, 1, 2], DType.Float32, (float[][][][])[[[[0, 1]]], [[[2, 3]]]]);
        Is([2, 1, 1, 2], DType.Int32, (int[][][][])[[[[0, 1]]], [[[2, 3]]]]);
    }

    static void Is(Shape shape, DType dtype, Tensor made)
    {
        Assert.Equal((shape, dtype), (made.Shape, made.DType));
        Assert.Equal(Enumerable.Range(0, shape.Size).Select(i => (double)i),
            made.Cast(DType.Float64).Reshape(-1).ToArray<double>());
    }

    [Fact]
    public void Arrays_without_elements()
    {
        Assert.Equal([0, 0], ((Tensor)Array.Empty<double[]>()).Shape);
        Assert.Equal([2, 0], ((Tensor)(double[][])[[], []]).Shape);
        Assert.Equal([0, 0, 0], ((Tensor)Array.Empty<float[][]>()).Shape);
        Assert.Equal([0, 3], ((Tensor)new int[0, 3]).Shape);
    }

    [Fact]
    public void A_row_of_another_length_is_named()
    {
        double[][] rows = [[1, 2], [3, 4], [5, 6, 7]];
        var error = Assert.Throws<ShapeException>(() => (Tensor)rows);
        Assert.Equal("The rows of a jagged array have different lengths.", error.What);
        Assert.Equal("2 numbers in each row, as in [0]", error.Expected);
        Assert.Equal("3 numbers in [2]", error.Got);

        int[][][] deeper = [[[1], [2]], [[3], [4, 5]]];
        Assert.Equal("2 numbers in [1][1]", Assert.Throws<ShapeException>(() => (Tensor)deeper).Got);
        int[][][] fewer = [[[1], [2]], [[3]]];
        error = Assert.Throws<ShapeException>(() => (Tensor)fewer);
        Assert.Equal(("2 rows in each, as in [0]", "1 row in [1]"), (error.Expected, error.Got));
        int[][][][] deepest = [[[[1]], [[1]]], [[[1]], [[1, 2]]]];
        Assert.Equal("2 numbers in [1][1][0]", Assert.Throws<ShapeException>(() => (Tensor)deepest).Got);
    }

    [Fact]
    public void No_array_is_no_tensor()
    {
        double[]? none = null;
        float[,]? table = null;
        int[][] hole = [[1], null!];
        Assert.Contains("null", Assert.Throws<DataException>(() => (Tensor)none!).Got);
        Assert.Contains("null", Assert.Throws<DataException>(() => (Tensor)table!).Got);
        Assert.Equal("null in [1]", Assert.Throws<DataException>(() => (Tensor)hole).Got);
    }

    [Fact]
    public void A_copy_that_the_array_does_not_follow()
    {
        float[] values = [1, 2];
        Tensor x = values;
        values[0] = 9;
        Assert.Equal([1, 2], x.ToArray<float>());
    }

    [Fact]
    public void A_model_learns_from_arrays_as_from_tensors()
    {
        double[,] x = { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } };
        int[] y = [0, 1, 1, 0];
        float[][] rows = [[0, 0], [0, 1], [1, 0], [1, 1]];

        Assert.Equal(Trained(Tensor.From(x), Tensor.From(y)), Trained(x, y));
        Assert.Equal(Trained(x, y), Trained(rows, y));
    }

    static double Trained(Tensor x, Tensor y)
    {
        var model = new Sequential(seed: 1) { new Dense(4, "tanh"), new Dense(1, "sigmoid") };
        model.Compile("adam", "binary_crossentropy");
        model.Fit(x, y, epochs: 2, verbose: 0);
        return model.Predict(new double[,] { { 0, 1 } }).At(0, 0);
    }

    [Fact]
    public void Operators_take_an_array_beside_a_tensor() =>
        Assert.Equal([11, 22], (Tensor.Of(1, 2) + new float[] { 10, 20 }).ToArray<float>());
}
