using System.Diagnostics;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// Lets several threads share a kernel's work. The caller takes part after part itself; helpers from the thread pool
/// take parts as well, if they come in time. Nobody waits for a thread that has not begun, and a helper stays awake for
/// a moment after its last part, because the next kernel of a training step follows within microseconds, and waking a
/// sleeping thread takes longer than a small kernel.
/// </summary>
sealed class Workers : IThreadPoolWorkItem
{
    /// <summary>
    /// How long a helper looks out for more work before it goes back to the pool: a millisecond, about what waking it
    /// again may take on a virtual machine.
    /// </summary>
    static readonly long Patience = Stopwatch.Frequency / 1_000;

    static readonly Workers Crew = new();

    Holder? job;
    int finished, helpers, owned;
    Exception? failure;

    /// <summary>
    /// What is left of the job in one number, so that one exchange takes a part: the number of the job, the first free
    /// part, the first taken one after it. The caller takes from the front and helpers from the back: kernel after
    /// kernel, each then finds its own part of the weights in its own cache.
    /// </summary>
    long open;

    const int MostParts = 0xFFFF;

    /// <summary>
    /// Does all parts, on as many threads at most; on this one alone while another caller has the helpers.
    /// </summary>
    public static void Run<TWork>(in TWork work, int parts, int threads) where TWork : struct, IWork
    {
        if (threads > 1 && parts is > 1 and <= MostParts && Interlocked.Exchange(ref Crew.owned, 1) == 0)
            Crew.Share(in work, parts, Math.Min(threads, parts) - 1);
        else
            for (var part = 0; part < parts; part++)
                work.Do(part);
    }

    void Share<TWork>(in TWork work, int parts, int wanted) where TWork : struct, IWork
    {
        var holder = Holder<TWork>.OfThisThread ??= new Holder<TWork>();
        holder.Work = work;
        (job, finished, failure) = (holder, 0, null);
        Volatile.Write(ref open, (((open >> 32) + 1) << 32) + parts);
        for (var present = Volatile.Read(ref helpers); present < wanted; present++)
        {
            Interlocked.Increment(ref helpers);
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        TakeParts(fromBack: false);
        for (var spins = 0; Volatile.Read(ref finished) < parts; spins++)
            if (spins < 1000)
                Thread.SpinWait(1);
            else
                Thread.Yield(); // a helper lost its processor in the middle of a part

        holder.Work = default; // keeps no tensor alive
        var failed = failure;
        Volatile.Write(ref owned, 0);
        if (failed is not null)
            throw new AggregateException(failed);
    }

    /// <summary>A helper's stay.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        for (var idleSince = Stopwatch.GetTimestamp(); Stopwatch.GetTimestamp() - idleSince < Patience;)
            if (TakeParts(fromBack: true))
                idleSince = Stopwatch.GetTimestamp();
            else
                Thread.SpinWait(1);
        Interlocked.Decrement(ref helpers);
    }

    /// <summary>Does free parts until there are none; gives whether there was one.</summary>
    bool TakeParts(bool fromBack)
    {
        for (var any = false; ; any = true)
        {
            long seen;
            int front, back;
            Holder current;
            do
            {
                seen = Volatile.Read(ref open);
                (front, back) = ((int)(seen >> 16) & MostParts, (int)seen & MostParts);
                if (front == back)
                    return any;
                current = job!;
            }
            while (Interlocked.CompareExchange(ref open, fromBack ? seen - 1 : seen + (1 << 16), seen) != seen);
            try
            {
                current.Do(fromBack ? back - 1 : front);
            }
            catch (Exception thrown)
            {
                failure = thrown; // told by the caller's thread
            }
            Interlocked.Increment(ref finished);
        }
    }

    /// <summary>
    /// A place for a struct of work that other threads can reach, made once a thread and kind of work.
    /// </summary>
    abstract class Holder
    {
        public abstract void Do(int part);
    }

    sealed class Holder<TWork> : Holder where TWork : struct, IWork
    {
        [ThreadStatic]
        public static Holder<TWork>? OfThisThread;

        public TWork Work;

        public override void Do(int part) => Work.Do(part);
    }
}
