using LearnDL.Backends;
using LearnDL.Backends.Cpu;

namespace LearnDL.Tests.Backends;

/// <summary>Every part is done once, whoever does it; and nobody waits for ever.</summary>
public sealed class WorkersTests
{
    readonly record struct Counting(int[] Done) : IWork
    {
        public void Do(int part) => Interlocked.Increment(ref Done[part]);
    }

    readonly record struct Failing(int[] Done) : IWork
    {
        public void Do(int part)
        {
            Interlocked.Increment(ref Done[part]);
            if (part == 3)
                throw new InvalidOperationException("part 3");
        }
    }

    /// <summary>Work whose parts are themselves work for several.</summary>
    readonly record struct Nested(int[][] Done) : IWork
    {
        public void Do(int part) => Workers.Run(new Counting(Done[part]), Done[part].Length, 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_part_is_done_once(int threads)
    {
        for (var round = 0; round < 2000; round++)
        {
            var done = new int[round % 9];
            Workers.Run(new Counting(done), done.Length, threads);
            Assert.All(done, times => Assert.Equal(1, times));
        }
    }

    [Theory]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(70_000)]
    public void More_parts_than_fit_one_exchange(int parts)
    {
        var done = new int[parts];
        Workers.Run(new Counting(done), done.Length, 4);
        Assert.All(done, times => Assert.Equal(1, times));
    }

    [Fact]
    public void Callers_on_many_threads_at_once() => Parallel.For(0, 8, _ =>
    {
        for (var round = 0; round < 1000; round++)
        {
            var done = new int[6];
            Workers.Run(new Counting(done), done.Length, 4);
            Assert.All(done, times => Assert.Equal(1, times));
        }
    });

    [Fact]
    public void Work_within_work()
    {
        int[][] done = [new int[5], new int[4], new int[7]];
        Workers.Run(new Nested(done), done.Length, 3);
        Assert.All(done, part => Assert.All(part, times => Assert.Equal(1, times)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_failure_reaches_the_caller_and_leaves_the_workers_working(int threads)
    {
        for (var round = 0; round < 100; round++)
        {
            Assert.Contains("part 3",
                Assert.ThrowsAny<Exception>(() => Workers.Run(new Failing(new int[8]), 8, threads)).ToString(),
                StringComparison.Ordinal);
            Every_part_is_done_once_by(threads);
        }

        static void Every_part_is_done_once_by(int threads)
        {
            var done = new int[6];
            Workers.Run(new Counting(done), done.Length, threads);
            Assert.All(done, times => Assert.Equal(1, times));
        }
    }

    [Fact]
    public void Nothing_is_allocated_after_the_first_time()
    {
        var done = new int[4];
        for (var i = 0; i < 100; i++)
            Workers.Run(new Counting(done), done.Length, 2);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            Workers.Run(new Counting(done), done.Length, 2);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400);
    }
}
