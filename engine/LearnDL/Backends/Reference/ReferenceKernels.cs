using System.Numerics;
using LearnDL.Numbers;
using LearnDL.Tensors;

namespace LearnDL.Backends.Reference;

/// <summary>The loops of the reference backend, for Float32 and Float64.</summary>
sealed partial class ReferenceKernels<T> : Kernels<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The formula, for one number after the other.</summary>
    public override void Elementwise<TFormula>(
        in TFormula formula, int rows, int columns, ReadOnlySpan<Operand> operands)
    {
        for (var row = 0; row < rows; row++)
            formula.Compute<PlainNumber<T>, PlainPlaces<T>>(new(operands, row, columns));
    }

    /// <summary>The matrix product by its definition: z[i, j] = Σₖ x[i, k]·y[k, j].</summary>
    public override void Dot(Tensor left, Tensor right, ProductSize size, Tensor result, bool accumulate)
    {
        Span<T> x = left.AsSpan<T>(), y = right.AsSpan<T>(), z = result.AsSpan<T>();
        var (M, N, K) = (size.M, size.N, size.K);
        for (var i = 0; i < M; i++)
            for (var j = 0; j < N; j++)
            {
                var sum = accumulate ? z[i * N + j] : T.Zero;
                for (var k = 0; k < K; k++)
                    sum += x[size.TransposeX ? k * M + i : i * K + k] * y[size.TransposeY ? j * K + k : k * N + j];
                z[i * N + j] = sum;
            }
    }

    /// <summary>
    /// Random numbers, one at a time: y[n, …] = scale·u + shift. The first axis is that of the samples.
    /// </summary>
    public override void Uniform(in Draws draws, double scale, double shift, Tensor result)
    {
        var N = result.Rank > 0 ? result.Shape[0] : 1; // a tensor without axes is one sample
        var size = result.Size / Math.Max(1, N);
        var y = result.AsSpan<T>();
        for (var n = 0; n < N; n++)
            for (var i = 0; i < size; i++)
            {
                var u = typeof(T) == typeof(float)
                    ? T.CreateTruncating(draws.Single(n, i))
                    : T.CreateTruncating(draws.Double(n, i));
                y[n * size + i] = T.CreateTruncating(scale) * u + T.CreateTruncating(shift);
            }
    }
}
