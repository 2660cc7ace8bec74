using LearnDL.Backends;
using LearnDL.Backends.Cpu;
using LearnDL.Backends.Reference;
using LearnDL.Tensors;

namespace LearnDL.Tests.Backends;

/// <summary>The kernels that move elements, for every type, by looking up every single position.</summary>
public abstract class MoveContract(IBackend backend)
{
    public static TheoryData<DType> Types() => [DType.Float32, DType.Float64, DType.Int32, DType.UInt8];

    [Theory]
    [MemberData(nameof(Types))]
    public void Fill(DType dtype)
    {
        var x = new TensorMaker(dtype, seed: 1).Random([2, 9]);
        backend.Fill(x, 7);
        Assert.All(Naive.Values(x), v => Assert.Equal(7, v));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Transpose_in_any_order(DType dtype)
    {
        var make = new TensorMaker(dtype, seed: 2);
        for (var trial = 0; trial < 60; trial++)
        {
            var x = make.Random(make.RandomShape(maxRank: 5, maxSize: 6));
            var order = make.Order(x.Rank);
            var result = make.Random(Shape.Of([.. order.Select(axis => x.Shape[axis])]));
            backend.Transpose(x, order, result);
            foreach (var position in Naive.Positions(result.Shape))
            {
                var source = new int[x.Rank];
                for (var axis = 0; axis < x.Rank; axis++)
                    source[order[axis]] = position[axis];
                Assert.Equal(x.At(source), result.At(position));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Gather_rows(DType dtype)
    {
        var make = new TensorMaker(dtype, seed: 3);
        for (var trial = 0; trial < 30; trial++)
        {
            var x = make.Random(new Shape[] { [6], [5, 3], [4, 2, 3], [3, 0] }[trial % 4]);
            var rows = Enumerable.Range(0, make.Integer(9)).Select(_ => make.Integer(x.Shape[0])).ToArray();
            var result = make.Random(x.Shape.With(0, rows.Length));
            backend.Gather(x, rows, result);
            foreach (var position in Naive.Positions(result.Shape))
                Assert.Equal(x.At([rows[position[0]], .. position[1..]]), result.At(position));
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void CopyColumns_leaves_the_other_columns(DType dtype)
    {
        var make = new TensorMaker(dtype, seed: 8);
        for (var trial = 0; trial < 80; trial++)
        {
            var rows = make.RandomShape(maxRank: 3, maxSize: 5);
            var columns = make.Integer(20);
            var (from, at) = (make.Integer(5), make.Integer(5));
            Tensor x = make.Random(rows.Concat([from + columns + make.Integer(5)])),
                result = make.Random(rows.Concat([at + columns + make.Integer(5)])), before = result.Keep();
            backend.CopyColumns(x, from, result, at, columns);
            foreach (var position in Naive.Positions(result.Shape))
            {
                var column = position[^1] - at;
                Assert.Equal(column >= 0 && column < columns ? x.At([.. position[..^1], from + column])
                    : before.At(position), result.At(position));
            }
        }
    }

    /// <summary>One row after the other, so that a row that is named twice has one sum, bit for bit.</summary>
    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void ScatterAdd_adds_rows_where_Gather_took_them(DType dtype)
    {
        var make = new TensorMaker(dtype, seed: 9);
        for (var trial = 0; trial < 60; trial++)
        {
            var result = make.Random(new Shape[] { [6], [5, 3], [4, 2, 17], [3, 0], [2, 33] }[trial % 5]);
            var rows = Enumerable.Range(0, make.Integer(12)).Select(_ => make.Integer(result.Shape[0])).ToArray();
            Tensor x = make.Random(result.Shape.With(0, rows.Length)), expected = result.Keep();
            var sums = expected.Cast(DType.Float64).Keep();
            for (var i = 0; i < rows.Length; i++)
                new ReferenceBackend().Binary(BinaryOp.Add, sums[rows[i]], x[i].Cast(DType.Float64), sums[rows[i]]);
            backend.ScatterAdd(x, rows, result);
            Near.Equal(Naive.Values(sums), result, ulps: dtype == DType.Float32 ? 1 : 12,
                scale: dtype == DType.Float32 ? 0 : 1);
        }
    }

    /// <summary>Each part once, whoever does it.</summary>
    [Fact]
    public void RunParts_does_every_part_once()
    {
        foreach (var parts in (int[])[1, 2, 3, 7, 40])
        {
            var done = new int[parts];
            backend.RunParts(new Counting(done), parts);
            Assert.All(done, times => Assert.Equal(1, times));
        }
    }

    readonly record struct Counting(int[] Done) : IWork
    {
        public void Do(int part) => Interlocked.Increment(ref Done[part]);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void CopyBlock_from_anywhere(DType dtype)
    {
        var make = new TensorMaker(dtype, seed: 4);
        for (var trial = 0; trial < 60; trial++)
        {
            var x = make.Random(make.RandomShape(maxRank: 4, maxSize: 7));
            var starts = x.Shape.Select(make.Integer).ToArray();
            var result =
                make.Random(Shape.Of([.. x.Shape.Zip(starts, (size, start) => make.Integer(size - start + 1))]));
            backend.CopyBlock(x, starts, result);
            foreach (var position in Naive.Positions(result.Shape))
                Assert.Equal(x.At([.. position.Zip(starts, (a, b) => a + b)]), result.At(position));
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void PasteBlock_anywhere_into_zeros(DType dtype)
    {
        var make = new TensorMaker(dtype, seed: 7);
        for (var trial = 0; trial < 80; trial++)
        {
            var shape = make.RandomShape(maxRank: 4, maxSize: 6, minRank: 1);
            var starts = shape.Select(_ => make.Integer(3)).ToArray();
            var x = make.Random(shape);
            var result = make.Random(Shape.Of([.. shape.Zip(starts, (size, start) => start + size + make.Integer(3))]));
            backend.PasteBlock(x, starts, result);
            foreach (var position in Naive.Positions(result.Shape))
            {
                int[] inside = [.. position.Zip(starts, (a, b) => a - b)];
                Assert.Equal(inside.Zip(shape, (i, size) => i >= 0 && i < size).All(isInside => isInside) ? x.At(inside)
                    : 0, result.At(position));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void ArgMax_takes_the_first_of_equals(DType dtype)
    {
        var make = new TensorMaker(dtype, seed: 5);
        for (var trial = 0; trial < 60; trial++)
        {
            var x = make.Random(make.RandomShape(maxRank: 4, maxSize: 8, minRank: 1), -2, 2, whole: true);
            for (var axis = 0; axis < x.Rank; axis++)
            {
                var result = Tensor.Full(x.Shape[..axis].Concat(x.Shape[(axis + 1)..]), -1, DType.Int32);
                backend.ArgMax(x, axis, result);
                foreach (var position in Naive.Positions(result.Shape))
                {
                    var line = Enumerable.Range(0, x.Shape[axis])
                        .Select(i => x.At([.. position[..axis], i, .. position[axis..]])).ToList();
                    Assert.Equal(line.IndexOf(line.Max()), result.At(position));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Cast_to_every_type(DType from)
    {
        foreach (var to in Enum.GetValues<DType>())
        {
            var x = TensorMaker.Of([0, 1, 2.75, 3, 200.5, 255, from == DType.UInt8 || to == DType.UInt8 ? 9 : -7.75],
                [7], from);
            var result = new TensorMaker(to, seed: 6).Random([7]);
            backend.Cast(x, result);
            var whole = to is DType.Int32 or DType.UInt8;
            Assert.Equal(Naive.Values(x).Select(v => whole ? Math.Truncate(v) : v), Naive.Values(result));
        }
    }
}

public sealed class ReferenceMoveTests() : MoveContract(new ReferenceBackend());

public sealed class CpuMoveTests() : MoveContract(new CpuBackend());
