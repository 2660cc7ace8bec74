using LearnDL.Numbers;
using LearnDL.Tensors;

namespace LearnDL.Backends;

/// <summary>
/// The kernels an engine needs. Shapes and types were checked by the op that calls, and the result has its shape;
/// a kernel only fills in the numbers. A result may be one of the operands (same elements at the same places).
/// </summary>
public interface IBackend
{
    /// <summary>The name it is chosen by: "reference", "cpu".</summary>
    string Name { get; }

    /// <summary>result = value</summary>
    void Fill(Tensor result, double value);

    /// <summary>
    /// Computes a formula for every element of its operands: rows × columns of them, of which an operand
    /// may have one row, or one number per row, for all. All are of one type, whole numbers only where
    /// the formula just compares them.
    /// </summary>
    void Elementwise<TFormula>(in TFormula formula, int rows, int columns, ReadOnlySpan<Operand> operands)
        where TFormula : struct, IFormula;

    /// <summary>
    /// result (N, …) = scale·u + shift for random numbers u in [0, 1), those of the samples from draws.FirstSample on;
    /// floats only, and always with two roundings
    /// </summary>
    void Uniform(in Draws draws, double scale, double shift, Tensor result);

    /// <summary>Does all parts of a work, side by side where the backend has threads.</summary>
    void RunParts<TWork>(in TWork work, int parts) where TWork : struct, IWork
    {
        for (var part = 0; part < parts; part++)
            work.Do(part);
    }

    /// <summary>result (M, N) = x·y, or result + x·y; size tells which operand is read transposed.</summary>
    void Dot(Tensor x, Tensor y, ProductSize size, Tensor result, bool accumulate);

    /// <summary>
    /// result = x ⋆ kernel + bias, floats only; the bias may be no tensor.
    /// <see cref="ConvolutionOps"/> gives the formulas of all three.
    /// </summary>
    void Convolve(Tensor x, Tensor kernel, Tensor bias, ConvolutionSize size, Tensor result);

    /// <summary>result += xᵀ ⋆ dz</summary>
    void TransposedConvolve(Tensor x, Tensor dz, ConvolutionSize size, Tensor result);

    /// <summary>result = dz ⋆ kernelᵀ</summary>
    void ConvolveTransposed(Tensor dz, Tensor kernel, ConvolutionSize size, Tensor result);

    /// <summary>
    /// result = reduction of x along the axis, or for a sum result + it; sums and means
    /// are taken in Float64 and rounded once
    /// </summary>
    void Reduce(Reduction op, Tensor x, int axis, Tensor result, bool accumulate);

    /// <summary>result = position of the first largest element along the axis, Int32</summary>
    void ArgMax(Tensor x, int axis, Tensor result);

    /// <summary>result[…] = x[…] with axis a of the result being axis order[a] of x</summary>
    void Transpose(Tensor x, ReadOnlySpan<int> order, Tensor result);

    /// <summary>result[i] = x[rows[i]]</summary>
    void Gather(Tensor x, ReadOnlySpan<int> rows, Tensor result);

    /// <summary>result = the block of x that begins at starts and has the result's sizes</summary>
    void CopyBlock(Tensor x, ReadOnlySpan<int> starts, Tensor result);

    /// <summary>
    /// result[…, at + j] = x[…, from + j] for j = 0..columns-1: columns of a matrix
    /// copied into another with as many rows
    /// </summary>
    void CopyColumns(Tensor x, int from, Tensor result, int at, int columns);

    /// <summary>result[rows[i]] += x[i], summed in Float64 and rounded once: the transpose of Gather</summary>
    void ScatterAdd(Tensor x, ReadOnlySpan<int> rows, Tensor result);

    /// <summary>result = x as another type</summary>
    void Cast(Tensor x, Tensor result);

    /// <summary>result = 0, and x as the block that begins at starts: the transpose of CopyBlock</summary>
    void PasteBlock(Tensor x, ReadOnlySpan<int> starts, Tensor result);

    /// <summary>
    /// result (N, H', W', C) = the largest of x (N, H, W, C) in every place of the window,
    /// floats only; padding does not count
    /// </summary>
    void MaxPool(Tensor x, Window window, Tensor result);

    /// <summary>
    /// result (N, H, W, C) = Σ of dy over the places whose largest this is, for y = MaxPool(x); of equals,
    /// the first in the window, row by row
    /// </summary>
    void MaxPoolBack(Tensor dy, Tensor x, Tensor y, Window window, Tensor result);

    /// <summary>
    /// result (N, H', W', C) = the mean of x (N, H, W, C) in every place of the window,
    /// floats only; padding does not count
    /// </summary>
    void AveragePool(Tensor x, Window window, Tensor result);

    /// <summary>result (N, H, W, C) = Σ of dy / pixels over the places that hold this pixel</summary>
    void AveragePoolBack(Tensor dy, Window window, Tensor result);

    /// <summary>result (C) = Σ over the rows of x∘y, or result + it, floats only</summary>
    void SumProducts(Tensor x, Tensor y, Tensor result, bool accumulate);

    /// <summary>
    /// mean (C) = Σ over the M rows of x (M, C) / M, and variance (C) = Σ (x − mean)² / M with
    /// the mean not yet rounded; floats only
    /// </summary>
    void Moments(Tensor x, Tensor mean, Tensor variance);

    /// <summary>
    /// result (N, H, W, C) = each image of x read through its map, maps (N, 6) in Float64;
    /// floats only, and the result is not x
    /// </summary>
    void Resample(Tensor x, Tensor maps, Resampling how, Tensor result);

    /// <summary>dx = dy sent back through the same maps: the transpose of Resample</summary>
    void ResampleBack(Tensor dy, Tensor maps, Resampling how, Tensor dx);
}
