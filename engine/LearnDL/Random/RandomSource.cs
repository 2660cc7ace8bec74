using System.Numerics;
using System.Runtime.CompilerServices;
using LearnDL.Numbers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL;

/// <summary>
/// Random numbers from a seed: the same seed gives the same numbers on every machine (with fused multiply-add; normal
/// numbers may differ in the last bit where there is none).
/// The generator is <see cref="Xoshiro256"/>; the normal numbers use our own logarithm, because the platforms'
/// libraries differ in the last bit.
/// Weights, shuffles and tensors of your own come from it; what layers draw in a training step comes from
/// <see cref="Draws"/>. Not for use from two threads at once.
/// </summary>
public sealed class RandomSource
{
    Xoshiro256 generator;
    double? spareNormal;

    /// <summary>A source with a seed, or without one a different source every time.</summary>
    public RandomSource(int? seed = null)
    {
        Seed = seed ?? Random.Shared.Next();
        generator = new Xoshiro256(Seed);
    }

    /// <summary>The seed that replays this source.</summary>
    public int Seed { get; private set; }

    /// <summary>
    /// How many layers were built with it: each has a number, by which it draws where no model gives it one.
    /// </summary>
    internal int Layers { get; set; }

    /// <summary>Where it is: from there on the same numbers follow.</summary>
    internal void Keep(TrainingState state)
    {
        var (seed, layers) = (Seed, Layers);
        state.Field("seed", ref seed);
        state.Field("layers", ref layers);
        state.Field("spare_normal", ref spareNormal);
        spareNormal = spareNormal is { } spare && double.IsFinite(spare) ? spare : null;
        generator.Keep(state.Part("generator"));
        (Seed, Layers) = (seed, layers);
    }

    /// <summary>A new source that depends on this one, for a part that draws on its own.</summary>
    public RandomSource Split() => new(generator.NextInt());

    /// <summary>Evenly distributed in [0, 1).</summary>
    public double NextUniform() => generator.NextUniform();

    /// <summary>A whole number in 0..limit-1.</summary>
    public int NextInt(int limit) => generator.NextInt(limit);

    /// <summary>Normally distributed, mean 0, standard deviation 1, by Marsaglia's polar method (1964).</summary>
    public double NextNormal()
    {
        if (spareNormal is { } spare)
        {
            spareNormal = null;
            return spare;
        }
        double u, v, s;
        do // a point in the unit disc, the centre excluded
        {
            u = 2 * NextUniform() - 1;
            v = 2 * NextUniform() - 1;
            s = u * u + v * v;
        }
        while (s is >= 1 or 0);
        var factor = Math.Sqrt(-2 * Functions.Log(s) / s);
        spareNormal = v * factor;
        return u * factor;
    }

    /// <summary>
    /// Normally distributed, drawn again as long as it lies further than two standard deviations out.
    /// </summary>
    public double NextTruncatedNormal()
    {
        while (true)
            if (NextNormal() is >= -2 and <= 2 and var value)
                return value;
    }

    /// <summary>Shuffles in place, every order equally likely (Fisher, Yates 1938).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var other = NextInt(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    /// <summary>A tensor evenly distributed in [low, high).</summary>
    public Tensor Uniform(Shape shape, double low, double high, DType dtype)
    {
        var tensor = Tensor.New(shape, dtype == DType.Float64 ? DType.Float64 : DType.Float32);
        if (dtype == DType.Float64)
            generator.Fill(tensor.AsSpan<double>(), low, high - low);
        else
            generator.Fill(tensor.AsSpan<float>(), low, high - low);
        return tensor.Cast(dtype);
    }

    /// <summary>A normally distributed tensor.</summary>
    public Tensor Normal(Shape shape, double mean, double stddev, DType dtype)
    {
        var tensor = Tensor.New(shape, dtype == DType.Float64 ? DType.Float64 : DType.Float32);
        if (dtype == DType.Float64)
            FillNormal(tensor.AsSpan<double>(), mean, stddev);
        else
            FillNormal(tensor.AsSpan<float>(), mean, stddev);
        return tensor.Cast(dtype);
    }

    /// <summary>
    /// shift + scale · <see cref="NextNormal"/> for every element: the same numbers, but many points are drawn at once,
    /// and their logarithms taken together.
    /// </summary>
    [SkipLocalsInit]
    void FillNormal<T>(Span<T> values, double shift, double scale) where T : unmanaged, INumber<T>
    {
        const int Points = 256;
        Span<double> points = stackalloc double[2 * Points], factors = stackalloc double[Points];
        var at = 0;
        if (spareNormal is { } spare && at < values.Length)
        {
            values[at++] = T.CreateTruncating(shift + scale * spare);
            spareNormal = null;
        }
        while (at < values.Length)
        {
            var numbers = Math.Min(2 * Points, values.Length - at + 1 & ~1); // two per point
            FillDisc(points[..numbers], factors[..(numbers / 2)]);
            Functions.PolarFactors(factors[..(numbers / 2)]);
            var wanted = Math.Min(numbers, values.Length - at);
            if (wanted < numbers)
                spareNormal = points[wanted] * factors[wanted / 2];
            Scale(points[..wanted], factors, shift, scale, values.Slice(at, wanted));
            at += wanted;
        }
    }

    /// <summary>A point's numbers times its factor, and that as shift + scale · number.</summary>
    static void Scale<T>(
        ReadOnlySpan<double> points, ReadOnlySpan<double> factors, double shift, double scale, Span<T> values)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = T.CreateTruncating(shift + scale * (points[i] * factors[(int)((uint)i / 2)]));
    }

    /// <summary>
    /// Points x, y, x, y, … evenly distributed in the unit disc, the centre excluded, and their x² + y². A point of the
    /// square around it that lies outside makes room for the next.
    /// </summary>
    void FillDisc(Span<double> points, Span<double> squares)
    {
        var belowOne = BitConverter.DoubleToUInt64Bits(1) - 1; // the bits of positive numbers are in their order
        for (var found = 0; found < squares.Length;)
        {
            // as many as are missing, never more: the source must stand where one by one would have left it
            var drawn = points[(2 * found)..];
            generator.Fill(drawn, -1, 2);
            for (var i = 0; i < drawn.Length; i += 2)
            {
                double u = drawn[i], v = drawn[i + 1], s = u * u + v * v;
                (points[2 * found], points[2 * found + 1], squares[found]) = (u, v, s);
                // 0 < s < 1, and no jump that the processor would have to guess
                found += Unsafe.BitCast<bool, byte>(BitConverter.DoubleToUInt64Bits(s) - 1 < belowOne);
            }
        }
    }

    /// <summary>
    /// A normally distributed tensor without values further than two standard deviations from the mean.
    /// </summary>
    public Tensor TruncatedNormal(Shape shape, double mean, double stddev, DType dtype) =>
        Draw(shape, dtype, static source => source.NextTruncatedNormal(), mean, stddev);

    /// <summary>shift + scale · drawn, for every element.</summary>
    Tensor Draw(Shape shape, DType dtype, Func<RandomSource, double> next, double shift, double scale)
    {
        var tensor = Tensor.New(shape, dtype == DType.Float64 ? DType.Float64 : DType.Float32);
        if (dtype == DType.Float64)
            foreach (ref var value in tensor.AsSpan<double>())
                value = shift + scale * next(this);
        else
            foreach (ref var value in tensor.AsSpan<float>())
                value = (float)(shift + scale * next(this));
        return tensor.Cast(dtype);
    }
}
