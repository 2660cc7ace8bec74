using LearnDL.Tensors;

namespace LearnDL.Tests.Tensors;

public sealed class MoveOpsTests
{
    [Fact]
    public void Reshape_shares_memory_and_finds_one_size()
    {
        var x = Tensor.Range(12);
        Assert.Equal([3, 4], x.Reshape(3, -1).Shape);
        Assert.Equal([2, 6], x.Reshape(-1, 6).Shape);
        Assert.Equal([12], x.Reshape(3, 4).Reshape(-1).Shape);
        x.Reshape(3, 4).AsSpan<float>()[5] = 50;
        Assert.Equal(50, x.At(5));
        Assert.Equal([0, 5], Tensor.Zeros([0]).Reshape(-1, 5).Shape);
        Assert.Equal([], Tensor.Ones([1, 1]).Reshape().Shape);
    }

    [Fact]
    public void Reshape_keeps_the_number_of_elements()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Range(12).Reshape(5, 2));
        Assert.Contains("(12,)", error.Message);
        Assert.Contains("(5, 2)", error.Message);
        Assert.Throws<ShapeException>(() => Tensor.Range(12).Reshape(5, -1));
        Assert.Throws<ShapeException>(() => Tensor.Range(12).Reshape(-1, -1));
        Assert.Throws<ShapeException>(() => Tensor.Range(12).Reshape(-1, 0));
        Assert.Throws<ShapeException>(() => Tensor.Zeros([0]).Reshape(-1, 0)); // any size would do
    }

    [Fact]
    public void ExpandDims()
    {
        var x = Tensor.Zeros([4, 5]);
        Assert.Equal([4, 5, 1], x.ExpandDims().Shape);
        Assert.Equal([1, 4, 5], x.ExpandDims(0).Shape);
        Assert.Equal([4, 1, 5], x.ExpandDims(1).Shape);
        Assert.Equal([1, 4, 5], x.ExpandDims(-3).Shape);
        Assert.Throws<ShapeException>(() => x.ExpandDims(3));
        Assert.Throws<ShapeException>(() => x.ExpandDims(-4));
    }

    [Fact]
    public void Images_are_unrowed_into_columns()
    {
        var x = Tensor.Zeros([790, 64, 64, 3], DType.UInt8);
        x.AsSpan<byte>()[5 * 12288 + 77] = 9;
        var columns = x.Unrow();
        Assert.Equal([12288, 790], columns.Shape);
        Assert.Equal(9, columns.At(77, 5));
    }

    [Fact]
    public void Transpose_turns_axes()
    {
        var x = Tensor.Range(24).Reshape(2, 3, 4);
        Assert.Equal([4, 3, 2], x.Transpose().Shape);
        Assert.Equal(x.At(1, 2, 3), x.Transpose().At(3, 2, 1));
        Assert.Equal([4, 2, 3], x.Transpose(2, 0, 1).Shape);
        Assert.Equal(x.At(1, 2, 3), x.Transpose(2, 0, 1).At(3, 1, 2));
        Assert.Equal([2, 4, 3], x.Transpose(0, -1, 1).Shape);
        Assert.Equal(5, Tensor.Scalar(5).Transpose().Item());
    }

    [Fact]
    public void Transpose_needs_every_axis_once()
    {
        var x = Tensor.Zeros([2, 3, 4]);
        Assert.Contains("(2, 3, 4)", Assert.Throws<ShapeException>(() => x.Transpose(0, 1)).What);
        Assert.Throws<ShapeException>(() => x.Transpose(0, 0, 1));
        Assert.Throws<ShapeException>(() => x.Transpose(0, 1, 3));
    }

    [Fact]
    public void Gather_takes_rows()
    {
        var x = Tensor.Range(6).Reshape(3, 2);
        Assert.Equal([4, 5, 0, 1, 4, 5], x.Gather([2, 0, 2]).ToArray<float>());
        Assert.Equal([0, 2], x.Gather([]).Shape);
        Assert.Contains("rows 0..2", Assert.Throws<ShapeException>(() => x.Gather([3])).Expected);
        Assert.Throws<ShapeException>(() => x.Gather([-1]));
    }

    [Fact]
    public void Concatenate_joins_rows()
    {
        Tensor x = Tensor.Range(4).Reshape(2, 2), y = Tensor.Full([1, 2], 9);
        var joined = MoveOps.Concatenate(x, y, x);
        Assert.Equal([5, 2], joined.Shape);
        Assert.Equal([0, 1, 2, 3, 9, 9, 0, 1, 2, 3], joined.ToArray<float>());
        joined.Fill(0);
        Assert.Equal(3, x.At(1, 1));
    }

    [Fact]
    public void Concatenate_needs_rows_that_are_alike()
    {
        var x = Tensor.Zeros([2, 3]);
        Assert.Contains("(2, 4)",
            Assert.Throws<ShapeException>(() => MoveOps.Concatenate(x, Tensor.Zeros([2, 4]))).Got);
        Assert.Contains("(None, 3)",
            Assert.Throws<ShapeException>(() => MoveOps.Concatenate(x, Tensor.Zeros([2, 4]))).Expected);
        Assert.Throws<ShapeException>(() => MoveOps.Concatenate(Tensor.Scalar(1), Tensor.Scalar(1)));
        Assert.Throws<ShapeException>(() => MoveOps.Concatenate());
        Assert.Throws<DTypeException>(() => MoveOps.Concatenate(x, Tensor.Zeros([2, 3], DType.Int32)));
    }

    [Fact]
    public void Cast_cuts_fractions()
    {
        Assert.Equal([1, -1, 2], Tensor.Of(1.9f, -1.9f, 2).Cast(DType.Int32).ToArray<int>());
        Assert.Equal([0.5, 1], Tensor.Of(0.5f, 1).Cast(DType.Float64).ToArray<double>());
        var x = Tensor.Zeros([2]);
        x.Cast(DType.Float32).Fill(3); // has the type already: the same tensor
        Assert.Equal(3, x.At(1));
    }

    [Fact]
    public void SplitColumns_takes_apart_what_JoinColumns_puts_together()
    {
        var x = Tensor.Range(24).Reshape(2, 12);
        var (a, b, c) = x.SplitColumns(3);
        Assert.Equal([0, 1, 2, 3, 12, 13, 14, 15], a.ToArray<float>());
        Assert.Equal([4, 5, 6, 7, 16, 17, 18, 19], b.ToArray<float>());
        Assert.Equal([8, 9, 10, 11, 20, 21, 22, 23], c.ToArray<float>());
        Assert.Equal(x.ToArray<float>(), MoveOps.JoinColumns(a, b, c).ToArray<float>());
        var (i, f, g, o) = x.SplitColumns(4);
        Assert.Equal([0, 1, 2, 12, 13, 14], i.ToArray<float>());
        Assert.Equal([9, 10, 11, 21, 22, 23], o.ToArray<float>());
        Assert.Equal(f.ToArray<float>(), x.SplitColumns(4)[1].ToArray<float>());
        Assert.Equal(g.ToArray<float>(), x.SplitColumns(4)[2].ToArray<float>());
        a.Fill(-1);
        Assert.Equal(0, x.At(0, 0)); // a copy
    }

    [Fact]
    public void JoinColumns_takes_blocks_of_any_width_and_rank()
    {
        var joined = MoveOps.JoinColumns(Tensor.Ones([2, 3, 1]), Tensor.Zeros([2, 3, 4]), Tensor.Full([2, 3, 2], 7));
        Assert.Equal<Shape>([2, 3, 7], joined.Shape);
        Assert.Equal([1, 0, 0, 0, 0, 7, 7], joined[1][2].ToArray<float>());
        var into = Tensor.Zeros([2, 2]);
        MoveOps.JoinColumnsInto(into, Tensor.Ones([2, 1]), Tensor.Full([2, 1], 5));
        Assert.Equal([1, 5, 1, 5], into.ToArray<float>());
        MoveOps.SetColumns(into, 1, Tensor.Full([2, 1], 9));
        Assert.Equal([1, 9, 1, 9], into.ToArray<float>());
    }

    [Fact]
    public void Columns_that_do_not_fit_are_refused()
    {
        Assert.Contains("4", Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 10]).SplitColumns(4)).Message);
        Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 10]).SplitColumns(0));
        Assert.Throws<ShapeException>(() => Tensor.Zeros([]).SplitColumns(1));
        Assert.Contains("3 names for 2 blocks", Assert.Throws<ShapeException>(() =>
        {
            var (_, _, _) = Tensor.Zeros([2, 10]).SplitColumns(2);
        }).Message);
        Assert.Throws<ShapeException>(() => MoveOps.JoinColumns());
        Assert.Contains("same rows", Assert.Throws<ShapeException>(() => MoveOps.JoinColumns(Tensor.Zeros([2,
            1]), Tensor.Zeros([3, 1]))).Message);
        Assert.Throws<DTypeException>(() =>
            MoveOps.JoinColumns(Tensor.Zeros([2, 1]), Tensor.Zeros([2, 1], DType.Float64)));
        Assert.Throws<ShapeException>(() =>
            MoveOps.JoinColumnsInto(Tensor.Zeros([2, 3]), Tensor.Zeros([2, 1]), Tensor.Zeros([2, 1])));
    }

    [Fact]
    public void ScatterAdd_gives_back_what_Gather_took()
    {
        var sums = Tensor.Ones([3, 2]);
        sums.ScatterAdd(Tensor.Range(8).Reshape(4, 2), [2, 0, 2, 2]);
        Assert.Equal([3, 4, 1, 1, 11, 14], sums.ToArray<float>()); // row 2: 1 + 0 + 4 + 6, 1 + 1 + 5 + 7
        Assert.Contains("row that",
            Assert.Throws<ShapeException>(() => sums.ScatterAdd(Tensor.Ones([1, 2]), [3])).Message);
        Assert.Throws<ShapeException>(() => sums.ScatterAdd(Tensor.Ones([1, 2]), [-1]));
        Assert.Throws<ShapeException>(() => sums.ScatterAdd(Tensor.Ones([2, 2]), [1]));
        Assert.Throws<ShapeException>(() => sums.ScatterAdd(Tensor.Ones([1, 3]), [1]));
        Assert.Throws<DTypeException>(() => sums.ScatterAdd(Tensor.Ones([1, 2], DType.Float64), [1]));
        Assert.Throws<DTypeException>(() =>
            Tensor.Ones([3, 2], DType.Int32).ScatterAdd(Tensor.Ones([1, 2], DType.Int32), [1]));
        Assert.Equal([3, 4, 1, 1, 11, 14], sums.ToArray<float>());
    }
}
