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
}
