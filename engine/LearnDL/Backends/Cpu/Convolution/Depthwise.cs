using System.Numerics;
using LearnDL.Numbers;

namespace LearnDL.Backends.Cpu;

/// <summary>
/// z = x ⋆ W + b where every channel has a filter of its own (Sifre 2014; Chollet 2017). A product would have a single
/// column per channel; here a vector is some channels side by side, and every weight is used for all of them at once.
/// The order of the sums is that of <see cref="ConvolutionForward{T, TTile}"/>. An image is a part of the work.
/// </summary>
readonly struct DepthwiseForward<T>(
    ArraySlice<T> x, ArraySlice<T> W, ArraySlice<T> b, ArraySlice<T> z, ConvolutionSize size) : IWork
    where T : unmanaged
{
    [ThreadStatic]
    static T[]? imageOfThisThread;

    readonly Patches patches = Patches.Of(size with { Images = 1 });

    public void Run(int threads) => Workers.Run(in this, size.Images, threads);

    public void Do(int n)
    {
        ReadOnlySpan<T> image = patches.Surrounded(x.Slice(n * size.ImageSize, size.ImageSize), ref imageOfThisThread);
        ReadOnlySpan<T> weights = W.Slice(0, size.PatchSize * size.Channels);
        var bias = b.IsEmpty ? default : b.Slice(0, size.Channels);
        for (var p = 0; p < size.Places; p++)
        {
            var sums = z.Slice((n * size.Places + p) * size.Channels, size.Channels);
            for (var c = 0; c < sums.Length; c += Vector<T>.Count)
            {
                var count = sums.Length - c;
                var sum = bias.IsEmpty ? Vector<T>.Zero : Elementwise.Load(bias[c..], count);
                for (var i = 0; i < size.PatchSize; i++) // z = b + Σ x∘W
                    sum = Simd.MultiplyAdd(
                        Elementwise.Load(image[(patches.Places[p] + patches.Columns[i] + c)..], count),
                        Elementwise.Load(weights[(i * size.Channels + c)..], count), sum);
                Elementwise.Store(sum, sums[c..]);
            }
        }
    }
}

/// <summary>
/// dx for one filter per channel: for every pixel of the window in turn, dz∘W of that pixel is added to dx where the
/// window had it.
/// </summary>
readonly struct DepthwiseBackwardInput<T>(
    ArraySlice<T> dz, ArraySlice<T> W, ArraySlice<T> dx, ConvolutionSize size) : IWork
    where T : unmanaged
{
    [ThreadStatic]
    static T[]? imageOfThisThread;

    readonly Patches patches = Patches.Of(size with { Images = 1 });

    public void Run(int threads) => Workers.Run(in this, size.Images, threads);

    public void Do(int n)
    {
        var image = dx.Slice(n * size.ImageSize, size.ImageSize);
        var sums = patches.Sums(image, ref imageOfThisThread);
        for (var i = 0; i < size.PatchSize; i++)
            for (var p = 0; p < size.Places; p++)
            {
                ReadOnlySpan<T> gradients = dz.Slice((n * size.Places + p) * size.Channels, size.Channels);
                ReadOnlySpan<T> weights = W.Slice(i * size.Channels, size.Channels);
                var pixel = sums.Slice(patches.Places[p] + patches.Columns[i], size.Channels);
                for (var c = 0; c < pixel.Length; c += Vector<T>.Count)
                {
                    var count = pixel.Length - c;
                    var sum = Simd.MultiplyAdd(
                        Elementwise.Load(gradients[c..], count), Elementwise.Load(weights[c..], count),
                        Elementwise.Load<T>(pixel[c..], count));
                    Elementwise.Store(sum, pixel[c..]);
                }
            }
        patches.Extract(sums, image);
    }
}

/// <summary>
/// dW += Σ x∘dz for one filter per channel, over all places in all images. A part of the work is a few channels, so
/// that no sum is split.
/// </summary>
readonly struct DepthwiseBackwardKernel<T>(
    ArraySlice<T> x, ArraySlice<T> dz, ArraySlice<T> dW, ConvolutionSize size) : IWork
    where T : unmanaged
{
    [ThreadStatic]
    static T[]? imageOfThisThread;

    readonly Patches patches = Patches.Of(size with { Images = 1 });

    public void Run(int threads) =>
        Workers.Run(in this, (size.Channels + Vector<T>.Count - 1) / Vector<T>.Count, threads);

    public void Do(int part)
    {
        int c = part * Vector<T>.Count, count = Math.Min(Vector<T>.Count, size.Channels - c);
        for (var n = 0; n < size.Images; n++)
        {
            var pixels = x.Slice(n * size.ImageSize, size.ImageSize);
            ReadOnlySpan<T> image = patches.Surrounded(pixels, ref imageOfThisThread);
            ReadOnlySpan<T> gradients = dz.Slice(n * size.Places * size.Channels, size.Places * size.Channels);
            for (var i = 0; i < size.PatchSize; i++)
            {
                var weight = dW.Slice(i * size.Channels + c, count);
                var sum = Elementwise.Load<T>(weight, count);
                for (var p = 0; p < size.Places; p++)
                    sum = Simd.MultiplyAdd(
                        Elementwise.Load(image[(patches.Places[p] + patches.Columns[i] + c)..], count),
                        Elementwise.Load(gradients[(p * size.Channels + c)..], count), sum);
                Elementwise.Store(sum, weight);
            }
        }
    }
}
