using System.Numerics;
using System.Runtime.CompilerServices;
using LearnDL.Backends.Cpu;
using LearnDL.Tensors;

namespace LearnDL;

/// <summary>
/// Random numbers from a seed: the same seed gives the same numbers on every machine (with fused multiply-add; normal numbers may differ in the last bit where there is none).
/// The generator is <see cref="Xoshiro256"/>; the normal numbers use our own logarithm, because the platforms' libraries differ in the last bit.
/// Not for use from two threads at once.
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
    public int Seed { get; }

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

    /// <summary>Normally distributed, drawn again as long as it lies further than two standard deviations out.</summary>
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

    /// <summary>shift + scale · <see cref="NextNormal"/> for every element: the same numbers, but the logarithms of many points are taken at once.</summary>
    [SkipLocalsInit]
    void FillNormal<T>(Span<T> values, double shift, double scale) where T : unmanaged, INumber<T>
    {
        const int Points = 128;
        Span<double> u = stackalloc double[Points], v = stackalloc double[Points], s = stackalloc double[Points];
        var at = 0;
        if (spareNormal is { } spare && at < values.Length)
        {
            values[at++] = T.CreateTruncating(shift + scale * spare);
            spareNormal = null;
        }
        while (at < values.Length)
        {
            var points = Math.Min(Points, (values.Length - at + 1) / 2);
            generator.FillDisc(u[..points], v[..points], s[..points]);
            Functions.PolarFactors(s[..points]);
            for (var i = 0; i < points; i++)
            {
                values[at++] = T.CreateTruncating(shift + scale * (u[i] * s[i]));
                if (at < values.Length)
                    values[at++] = T.CreateTruncating(shift + scale * (v[i] * s[i]));
                else
                    spareNormal = v[i] * s[i];
            }
        }
    }

    /// <summary>A normally distributed tensor without values further than two standard deviations from the mean.</summary>
    public Tensor TruncatedNormal(Shape shape, double mean, double stddev, DType dtype) => Draw(shape, dtype, static source => source.NextTruncatedNormal(), mean, stddev);

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
