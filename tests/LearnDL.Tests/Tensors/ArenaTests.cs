using System.Runtime.CompilerServices;
using LearnDL.Tensors;

namespace LearnDL.Tests.Tensors;

public sealed class ArenaTests
{
    [Fact]
    public void A_tensor_ends_with_its_step()
    {
        var arena = new Arena();
        Tensor made, view, kept, before = Tensor.Ones([3]);
        using (arena.BeginStep())
        {
            made = before.Shift(1);
            view = made[1..];
            kept = made.Keep();
            Assert.Equal(2, view.At(0));
        }
        foreach (var stale in (Action[])[() => made.At(0), () => _ = made.Shape, () => view.ToArray<float>(), () => before.Add(made), () => made.Fill(1)])
            Assert.Contains("Keep()", Assert.Throws<StaleTensorException>(stale).Fix);
        Assert.Equal([2, 2, 2], kept.ToArray<float>());
        Assert.Equal([1, 1, 1], before.ToArray<float>());
    }

    [Fact]
    public void The_next_step_uses_the_memory_again_and_never_revives_a_handle()
    {
        var arena = new Arena();
        Tensor first, second;
        using (arena.BeginStep())
            first = Tensor.Ones([3]);
        using (arena.BeginStep())
        {
            second = Tensor.Full([2, 2], 5);
            Assert.Throws<StaleTensorException>(() => first.Item());
            Assert.Equal([5, 5, 5, 5], second.ToArray<float>());
        }
        Assert.Throws<StaleTensorException>(() => second.Item());
    }

    [Fact]
    public void Tensors_of_one_step_do_not_share_memory()
    {
        using (new Arena().BeginStep())
        {
            Tensor x = Tensor.Ones([3]), y = Tensor.Full([3], 2), z = x.Add(y);
            Assert.Equal([1, 1, 1], x.ToArray<float>());
            Assert.Equal([2, 2, 2], y.ToArray<float>());
            Assert.Equal([3, 3, 3], z.ToArray<float>());
        }
    }

    [Fact]
    public void Steps_of_two_arenas_may_be_nested()
    {
        Arena outer = new(), inner = new();
        using (outer.BeginStep())
        {
            var x = Tensor.Ones([2]);
            using (inner.BeginStep())
                x.Shift(1);
            Assert.Equal([2, 2], x.Shift(1).ToArray<float>());
            using (Arena.LeaveStep())
                x = Tensor.Zeros([2]);
            Assert.Equal(0, x.At(1));
        }
    }

    [Fact]
    public void A_tensor_of_a_turn_ends_with_the_turn_after_the_next_and_with_the_step()
    {
        var arena = new Arena();
        var made = new Tensor[5];
        Tensor ofStep;
        using (arena.BeginStep())
        {
            ofStep = Tensor.Full([3], 9);
            for (var turn = 0; turn < made.Length; turn++)
                using (Arena.BeginTurn(turn))
                {
                    made[turn] = Tensor.Full([3], turn);
                    for (var earlier = 0; earlier <= turn; earlier++)
                        if (earlier >= turn - 1)
                            Assert.Equal(earlier, made[earlier].At(0));
                        else
                            Assert.Throws<StaleTensorException>(() => made[earlier].At(0));
                }
            Assert.Equal(9, ofStep.At(0));
        }
        Assert.All([.. made, ofStep], ended => Assert.Throws<StaleTensorException>(() => ended.At(0)));
        using (arena.BeginStep())
        using (Arena.BeginTurn(0))
        {
            Assert.Equal(7, Tensor.Full([3], 7).At(0));
            Assert.All(made, ended => Assert.Throws<StaleTensorException>(() => ended.ToArray<float>())); // not revived by what took their place
        }
        using (Arena.BeginTurn(0)) // outside a step there are no turns
            ofStep = Tensor.Full([3], 5);
        using (Arena.BeginTurn(0))
            Assert.Equal(5, ofStep.At(0));
    }

    [Fact]
    public void An_array_comes_back_in_the_next_step()
    {
        var arena = new Arena();
        int[] first, second, other;
        using (arena.BeginStep())
        {
            first = Arena.NewArray<int>(5);
            second = Arena.NewArray<int>(5);
            Assert.NotSame(first, second);
        }
        using (arena.BeginStep())
        {
            Assert.Same(first, Arena.NewArray<int>(4)); // large enough
            other = Arena.NewArray<int>(6);
            Assert.NotSame(second, other);
            Assert.True(other.Length >= 6);
        }
        using (arena.BeginStep())
        {
            Assert.Same(first, Arena.NewArray<int>(5));
            Assert.IsType<Range[]>(Arena.NewArray<Range>(3)); // another kind in its place
        }
        Assert.Equal(7, Arena.NewArray<int>(7).Length); // outside a step
    }

    [Fact]
    public void Parts_have_arenas_of_their_own_that_end_with_the_step()
    {
        var arena = new Arena();
        Tensor ofStep, ofFirst, ofSecond, outside;
        using (arena.BeginStep())
        {
            var step = Arena.WithParts(2);
            ofStep = Tensor.Full([3], 1);
            using (Arena.EnterPart(step, 0, 2))
                ofFirst = Tensor.Full([3], 2);
            (ofSecond, outside) = (default, default);
            var other = new Thread(() =>
            {
                using (Arena.EnterPart(step, 1, 2))
                    ofSecond = Tensor.Full([3], 3);
                outside = Tensor.Full([3], 4);
            });
            other.Start();
            other.Join();
            using (Arena.EnterPart(step, 0, 1)) // an only part is the step itself
                Assert.Equal(1, ofStep.At(0));
            Assert.Equal([1, 1, 1], ofStep.ToArray<float>());
            Assert.Equal([2, 2, 2], ofFirst.ToArray<float>());
            Assert.Equal([3, 3, 3], ofSecond.ToArray<float>());
        }
        foreach (var ended in new[] { ofStep, ofFirst, ofSecond })
            Assert.Throws<StaleTensorException>(() => ended.Item());
        Assert.Equal([4, 4, 4], outside.ToArray<float>());
        Assert.Null(Arena.WithParts(3)); // outside a step there is none
    }

    /// <summary>Else two threads would take from one list.</summary>
    [Fact]
    public void No_two_parts_share_an_arena()
    {
        var arena = new Arena();
        int[] Array(int part)
        {
            using (Arena.EnterPart(Arena.WithParts(3), part, 3))
                return Arena.NewArray<int>(4);
        }
        int[][] first, second;
        using (arena.BeginStep())
            first = [Array(0), Array(1), Array(2), Arena.NewArray<int>(4)];
        using (arena.BeginStep())
            second = [Arena.NewArray<int>(4), Array(2), Array(1), Array(0)];
        Assert.Equal(4, first.Distinct().Count());
        for (var i = 0; i < 4; i++)
            Assert.Same(first[i], second[3 - i]); // whoever comes first, each finds what was its own
    }

    [Fact]
    public void After_the_first_steps_nothing_is_allocated()
    {
        var arena = new Arena();
        Tensor x = Tensor.Ones([10, 8]), w = Tensor.Ones([8, 12]), b = Tensor.Ones([12]), gradient = Tensor.Zeros([8, 12]);
        void Step()
        {
            using (arena.BeginStep())
            {
                var z = x.Dot(w).AddRow(b).Tanh();
                x.TransposedDot(z.Multiply(z), addTo: gradient);
                z[2..5].Reshape(-1).Sum();
                z.DotTransposed(w).SumRows();
            }
        }
        // Code that the runtime has not optimised yet allocates a little of its own; it optimises between the rounds, and the best one counts.
        var fewest = Enumerable.Range(0, 6).Min(_ =>
        {
            Thread.Sleep(200);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++)
                Step();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
        Assert.InRange(fewest, 0, 100 * 100); // at most 100 bytes a step
    }

    /// <summary>As a recurrent layer's step: many small tensors, as many as the sequence is long, then large ones. Their places in the order differ with every length.</summary>
    [Fact]
    public void Steps_of_many_lengths_take_hardly_more_memory_than_the_longest()
    {
        var arena = new Arena();
        Shape small = [8]; // made once: a test that is compiled for debugging makes an array for it each time
        long Allocated(int T)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            using (arena.BeginStep())
            {
                for (var t = 0; t < T; t++)
                    Tensor.New(small, DType.Float32);
                for (var i = 0; i < 3; i++)
                {
                    Tensor.New([T, 200], DType.Float32);
                    Arena.NewArray<long>(T * 10);
                }
            }
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        var longest = Allocated(1000);
        Assert.InRange(Enumerable.Range(1, 900).Sum(i => Allocated(1000 - i)), 0, 3 * longest);
        Assert.InRange(Enumerable.Range(1, 900).Sum(i => Allocated(100 + i)), 0, longest);
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    [InlineData(DType.UInt8)]
    public void A_large_tensor_begins_at_a_cache_line_and_stays_there(DType dtype)
    {
        var arena = new Arena();
        for (var size = 200_000; size < 200_010; size++)
            using (arena.BeginStep())
            {
                var x = Tensor.Ones([size], dtype);
                Assert.Equal(size, (int)x.Sum().Item());
                Assert.Equal(0, Address() % 64);
                var before = Address();
                GC.Collect();
                Assert.Equal(before, Address());

                long Address() => dtype switch
                {
                    DType.Float32 => Place(ref x.AsSpan<float>()[0]),
                    DType.Float64 => Place(ref x.AsSpan<double>()[0]),
                    _ => Place(ref x.AsSpan<byte>()[0]),
                };
            }

        static long Place<T>(ref T element) => Unsafe.ByteOffset(ref Unsafe.NullRef<T>(), ref element);
    }
}
