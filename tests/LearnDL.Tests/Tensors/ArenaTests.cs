using System.Runtime.CompilerServices;
using LearnDL.Tensors;

namespace LearnDL.Tests.Tensors;

public sealed class ArenaTests
{
    [Fact]
    public void A_tensor_ends_with_its_scope()
    {
        var arena = new Arena();
        Tensor made, view, kept, before = Tensor.Ones([3]);
        using (arena.BeginScope())
        {
            made = before.Shift(1);
            view = made[1..];
            kept = made.Keep();
            Assert.Equal(2, view.At(0));
        }
        foreach (var stale in (Action[])[() => made.At(0), () => _ = made.Shape, () => view.ToArray<float>(),
            () => before.Add(made), () => made.Fill(1)])
            Assert.Contains("Keep()", Assert.Throws<StaleTensorException>(stale).Fix);
        Assert.Equal([2, 2, 2], kept.ToArray<float>());
        Assert.Equal([1, 1, 1], before.ToArray<float>());
    }

    [Fact]
    public void The_next_scope_uses_the_memory_again_and_never_revives_a_handle()
    {
        var arena = new Arena();
        Tensor first, second;
        using (arena.BeginScope())
            first = Tensor.Ones([3]);
        using (arena.BeginScope())
        {
            second = Tensor.Full([2, 2], 5);
            Assert.Throws<StaleTensorException>(() => first.Item());
            Assert.Equal([5, 5, 5, 5], second.ToArray<float>());
        }
        Assert.Throws<StaleTensorException>(() => second.Item());
    }

    [Fact]
    public void Tensors_of_one_scope_do_not_share_memory()
    {
        using (new Arena().BeginScope())
        {
            Tensor x = Tensor.Ones([3]), y = Tensor.Full([3], 2), z = x.Add(y);
            Assert.Equal([1, 1, 1], x.ToArray<float>());
            Assert.Equal([2, 2, 2], y.ToArray<float>());
            Assert.Equal([3, 3, 3], z.ToArray<float>());
        }
    }

    [Fact]
    public void Scopes_of_two_arenas_may_be_nested()
    {
        Arena outer = new(), inner = new();
        using (outer.BeginScope())
        {
            var x = Tensor.Ones([2]);
            using (inner.BeginScope())
                x.Shift(1);
            Assert.Equal([2, 2], x.Shift(1).ToArray<float>());
            using (Arena.LeaveScope())
                x = Tensor.Zeros([2]);
            Assert.Equal(0, x.At(1));
        }
    }

    [Fact]
    public void An_alternating_tensor_ends_two_numbers_later_and_with_the_scope()
    {
        var arena = new Arena();
        var made = new Tensor[5];
        Tensor ofScope;
        using (arena.BeginScope())
        {
            ofScope = Tensor.Full([3], 9);
            for (var number = 0; number < made.Length; number++)
                using (Arena.BeginAlternating(number))
                {
                    made[number] = Tensor.Full([3], number);
                    for (var earlier = 0; earlier <= number; earlier++)
                        if (earlier >= number - 1)
                            Assert.Equal(earlier, made[earlier].At(0));
                        else
                            Assert.Throws<StaleTensorException>(() => made[earlier].At(0));
                }
            Assert.Equal(9, ofScope.At(0));
        }
        Assert.All([.. made, ofScope], ended => Assert.Throws<StaleTensorException>(() => ended.At(0)));
        using (arena.BeginScope())
        using (Arena.BeginAlternating(0))
        {
            Assert.Equal(7, Tensor.Full([3], 7).At(0));
            // not revived by what took their place
            Assert.All(made, ended => Assert.Throws<StaleTensorException>(() => ended.ToArray<float>()));
        }
        using (Arena.BeginAlternating(0)) // outside a scope nothing alternates
            ofScope = Tensor.Full([3], 5);
        using (Arena.BeginAlternating(0))
            Assert.Equal(5, ofScope.At(0));
    }

    [Fact]
    public void An_array_comes_back_in_the_next_scope()
    {
        var arena = new Arena();
        int[] first, second, other;
        using (arena.BeginScope())
        {
            first = Arena.NewArray<int>(5);
            second = Arena.NewArray<int>(5);
            Assert.NotSame(first, second);
        }
        using (arena.BeginScope())
        {
            Assert.Same(first, Arena.NewArray<int>(4)); // large enough
            other = Arena.NewArray<int>(6);
            Assert.NotSame(second, other);
            Assert.True(other.Length >= 6);
        }
        using (arena.BeginScope())
        {
            Assert.Same(first, Arena.NewArray<int>(5));
            Assert.IsType<Range[]>(Arena.NewArray<Range>(3)); // another kind in its place
        }
        Assert.Equal(7, Arena.NewArray<int>(7).Length); // outside a scope
    }

    [Fact]
    public void Child_arenas_end_with_the_scope()
    {
        var arena = new Arena();
        Tensor ofScope, ofFirst, ofSecond, outside;
        using (arena.BeginScope())
        {
            var parent = Arena.WithChildren(2);
            ofScope = Tensor.Full([3], 1);
            using (Arena.EnterChild(parent, 0, 2))
                ofFirst = Tensor.Full([3], 2);
            (ofSecond, outside) = (default, default);
            var other = new Thread(() =>
            {
                using (Arena.EnterChild(parent, 1, 2))
                    ofSecond = Tensor.Full([3], 3);
                outside = Tensor.Full([3], 4);
            });
            other.Start();
            other.Join();
            using (Arena.EnterChild(parent, 0, 1)) // an only child is the arena itself
                Assert.Equal(1, ofScope.At(0));
            Assert.Equal([1, 1, 1], ofScope.ToArray<float>());
            Assert.Equal([2, 2, 2], ofFirst.ToArray<float>());
            Assert.Equal([3, 3, 3], ofSecond.ToArray<float>());
        }
        foreach (var ended in new[] { ofScope, ofFirst, ofSecond })
            Assert.Throws<StaleTensorException>(() => ended.Item());
        Assert.Equal([4, 4, 4], outside.ToArray<float>());
        Assert.Null(Arena.WithChildren(3)); // outside a scope there is none
    }

    /// <summary>Else two threads would take from one list.</summary>
    [Fact]
    public void No_two_children_share_an_arena()
    {
        var arena = new Arena();
        int[] Array(int child)
        {
            using (Arena.EnterChild(Arena.WithChildren(3), child, 3))
                return Arena.NewArray<int>(4);
        }
        int[][] first, second;
        using (arena.BeginScope())
            first = [Array(0), Array(1), Array(2), Arena.NewArray<int>(4)];
        using (arena.BeginScope())
            second = [Arena.NewArray<int>(4), Array(2), Array(1), Array(0)];
        Assert.Equal(4, first.Distinct().Count());
        for (var i = 0; i < 4; i++)
            Assert.Same(first[i], second[3 - i]); // whoever comes first, each finds what was its own
    }

    [Fact]
    public void After_the_first_scopes_nothing_is_allocated()
    {
        var arena = new Arena();
        Tensor x = Tensor.Ones([10, 8]), w = Tensor.Ones([8, 12]), b = Tensor.Ones([12]),
            gradient = Tensor.Zeros([8, 12]);
        void Scope()
        {
            using (arena.BeginScope())
            {
                var z = x.Dot(w).AddRow(b).Tanh();
                x.TransposedDot(z.Multiply(z), addTo: gradient);
                z[2..5].Reshape(-1).Sum();
                z.DotTransposed(w).SumRows();
            }
        }
        // Code that the runtime has not optimised yet allocates a little of its own; it optimises between
        // the rounds, and the best one counts.
        var fewest = Enumerable.Range(0, 6).Min(_ =>
        {
            Thread.Sleep(200);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++)
                Scope();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
        Assert.InRange(fewest, 0, 100 * 100); // at most 100 bytes per scope
    }

    /// <summary>
    /// As a recurrent layer's batch: many small tensors, as many as the sequence is long, then large ones. Their places
    /// in the order differ with every length.
    /// </summary>
    [Fact]
    public void Scopes_of_many_lengths_take_hardly_more_memory_than_the_longest()
    {
        var arena = new Arena();
        Shape small = [8]; // made once: a test that is compiled for debugging makes an array for it each time
        long Allocated(int T)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            using (arena.BeginScope())
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
            using (arena.BeginScope())
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
