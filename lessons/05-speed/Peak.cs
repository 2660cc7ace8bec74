using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Lessons.Speed;

/// <summary>
/// What the machine can do at most, measured: multiply-adds of float32 in registers, and numbers read from memory.
/// Each is the best of many short runs, because whatever disturbs a run makes it slower, never faster.
/// </summary>
static class Peak
{
    const int Runs = 50, Chains = 14, Steps = 1 << 16;

    const double SecondsPerRun = 0.005;

    /// <summary>Where results go: what is never used would not be computed either.</summary>
    internal static float Sink;

    /// <summary>How many float32 the widest vectors of this machine hold: 16, 8 or 4.</summary>
    public static int WidestLanes => Vector512.IsHardwareAccelerated ? Vector512<float>.Count : Vector<float>.Count;

    /// <summary>GFLOP/s of one processor in its widest vectors; a multiply-add counts as 2.</summary>
    public static double OneProcessor(int runs = Runs) => Of(1, WidestLanes, runs);

    /// <summary>
    /// GFLOP/s of one processor in vectors of <see cref="Vector{T}"/>, which .NET makes 256 bits wide at most.
    /// </summary>
    public static double OneProcessorInVectorT(int runs = Runs) => Of(1, Vector<float>.Count, runs);

    /// <summary>GFLOP/s of this many processors at the same time, in their widest vectors.</summary>
    public static double Processors(int count, int runs = Runs) => Of(count, WidestLanes, runs);

    static double Of(int processors, int lanes, int runs)
    {
        double best = 0, flops = 2.0 * lanes * Chains * Steps;
        for (var run = 0; run < runs; run++)
        {
            var done = new int[processors * 16]; // a counter each, and each in a cache line of its own
            var started = Stopwatch.GetTimestamp();
            void Work(int processor)
            {
                do
                {
                    Sink = lanes > Vector<float>.Count ? Chains512(Steps) : ChainsT(Steps);
                    done[processor * 16]++;
                }
                while (Stopwatch.GetElapsedTime(started).TotalSeconds < SecondsPerRun);
            }

            if (processors == 1)
                Work(0);
            else
                Parallel.For(0, processors, new ParallelOptions { MaxDegreeOfParallelism = processors }, Work);
            best = Math.Max(best, flops * done.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds / 1e9);
        }
        return best;
    }

    /// <summary>GB/s at which one processor adds up an array that no cache can hold.</summary>
    public static double GigabytesPerSecond(int megabytes = 256, int runs = Runs / 5)
    {
        var numbers = new float[megabytes << 18];
        Array.Fill(numbers, 1f); // memory that nobody wrote to need not be there yet
        var best = 0.0;
        for (var run = 0; run < runs; run++)
        {
            var started = Stopwatch.GetTimestamp();
            Sink = Sum(numbers);
            best = Math.Max(best, numbers.Length * 4.0 / Stopwatch.GetElapsedTime(started).TotalSeconds / 1e9);
        }
        return best;
    }

    #region chains
    // 14 sums s = s·a + b, none of which waits for another;
    // all of them stay in registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static float Chains512(int steps)
    {
        var a = Vector512.Create(0.999f);
        var b = Vector512.Create(0.001f);
        Vector512<float> s0 = a, s1 = a, s2 = a, s3 = a, s4 = a;
        Vector512<float> s5 = a, s6 = a, s7 = a, s8 = a, s9 = a;
        Vector512<float> s10 = a, s11 = a, s12 = a, s13 = a;
        for (var step = 0; step < steps; step++)
        {
            s0 = Next(s0, a, b); s1 = Next(s1, a, b);
            s2 = Next(s2, a, b); s3 = Next(s3, a, b);
            s4 = Next(s4, a, b); s5 = Next(s5, a, b);
            s6 = Next(s6, a, b); s7 = Next(s7, a, b);
            s8 = Next(s8, a, b); s9 = Next(s9, a, b);
            s10 = Next(s10, a, b); s11 = Next(s11, a, b);
            s12 = Next(s12, a, b); s13 = Next(s13, a, b);
        }
        return Vector512.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6
            + s7 + s8 + s9 + s10 + s11 + s12 + s13);
    }
    #endregion

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static float ChainsT(int steps)
    {
        Vector<float> a = Vector.Create(0.999f), b = Vector.Create(0.001f);
        Vector<float> s0 = a, s1 = a, s2 = a, s3 = a, s4 = a, s5 = a, s6 = a;
        Vector<float> s7 = a, s8 = a, s9 = a, s10 = a, s11 = a, s12 = a, s13 = a;
        for (var step = 0; step < steps; step++)
        {
            s0 = Next(s0, a, b); s1 = Next(s1, a, b); s2 = Next(s2, a, b);
            s3 = Next(s3, a, b); s4 = Next(s4, a, b); s5 = Next(s5, a, b);
            s6 = Next(s6, a, b); s7 = Next(s7, a, b); s8 = Next(s8, a, b);
            s9 = Next(s9, a, b); s10 = Next(s10, a, b); s11 = Next(s11, a, b);
            s12 = Next(s12, a, b); s13 = Next(s13, a, b);
        }
        return Vector.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6
            + s7 + s8 + s9 + s10 + s11 + s12 + s13);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static float Sum(ReadOnlySpan<float> numbers)
    {
        Vector<float> s0 = default, s1 = default, s2 = default, s3 = default;
        for (; numbers.Length >= 4 * Vector<float>.Count; numbers = numbers[(4 * Vector<float>.Count)..])
        {
            s0 += Vector.Create(numbers);
            s1 += Vector.Create(numbers[Vector<float>.Count..]);
            s2 += Vector.Create(numbers[(2 * Vector<float>.Count)..]);
            s3 += Vector.Create(numbers[(3 * Vector<float>.Count)..]);
        }
        return Vector.Sum(s0 + s1 + s2 + s3);
    }

    // s·a + b, in one instruction where the processor has one
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<float> Next(Vector512<float> s, Vector512<float> a, Vector512<float> b) =>
        Fused ? Vector512.FusedMultiplyAdd(s, a, b) : s * a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<float> Next(Vector<float> s, Vector<float> a, Vector<float> b) =>
        Fused ? Vector.FusedMultiplyAdd(s, a, b) : s * a + b;

    static bool Fused => Fma.IsSupported || AdvSimd.IsSupported;
}
