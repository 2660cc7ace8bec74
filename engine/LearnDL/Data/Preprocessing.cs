using System.Numerics;
using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>What is often done to data between loading it and training on it.</summary>
public static class Preprocessing
{
    /// <summary>Keras's name of <see cref="OneHot"/>.</summary>
    /// <exception cref="DataException">As for <see cref="OneHot"/>.</exception>
    public static Tensor ToCategorical(this Tensor y, int numClasses = 0) => y.OneHot(numClasses);

    /// <summary>
    /// Class numbers (…) to rows of 0 with a single 1, Float32 (…, K): label 2 of 4 becomes 0 0
    /// 1 0. Keras's <c>to_categorical</c>:
    /// a last axis of size 1 is dropped first.
    /// </summary>
    /// <param name="y">Class numbers 0..K-1.</param>
    /// <param name="classes">K; 0 takes the highest label plus one.</param>
    /// <exception cref="DataException">A label is no whole number, negative, or K and more. (In Keras -1 silently marks
    /// the last class.)</exception>
    public static Tensor OneHot(this Tensor y, int classes = 0)
    {
        var labels = Labels.ToIntegers(y, nameof(OneHot));
        var K = classes != 0 ? classes : labels.Length > 0 ? (int)Math.Min(labels.Max() + 1L, int.MaxValue) : 0;
        if (classes < 0 || labels.Length == 0)
            throw new DataException("OneHot has no classes to mark.", "at least one label, and one class",
                $"{labels.Length:N0} labels, {classes:N0} classes", "Check the labels.");
        var shape = y.Rank > 1 && y.Shape[-1] == 1 ? y.Shape.WithoutLast : y.Shape;
        for (var i = 0; i < labels.Length; i++)
            if (labels[i] < 0 || labels[i] >= K)
                throw new DataException(
                    $"Label {labels[i]} at row {i:N0} is not one of the {Math.Max(K, 1):N0} classes.",
                    $"labels 0..{Math.Max(K, 1) - 1}", $"{labels[i]}",
                    labels[i] < 0 ? "To skip a row, leave it out, or label it 0 and give it a sample weight of 0."
                        : labels.Min() >= 1 && labels.Max() == K
                            ? $"The labels seem to start at 1: subtract 1 first, (y - 1).OneHot({K})."
                        : $"Check the labels, or leave room for the largest: OneHot({labels.Max() + 1L}).");
        if ((long)labels.Length * K > Array.MaxLength)
            throw new DataException($"{labels.Length:N0} labels of {K:N0} classes make no table that fits into memory.",
                "labels 0..K-1 with a small K",
                $"the highest label is {labels.Max():N0}",
                "Are these names or numbers of customers? Number the classes 0, 1, 2, … first.");
        var hot = Tensor.Zeros(shape.Concat([K]));
        var values = hot.AsSpan<float>();
        for (var i = 0; i < labels.Length; i++)
            values[i * K + labels[i]] = 1;
        return hot;
    }

    /// <summary>
    /// x divided by its norms along an axis, Keras's <c>normalize</c>: the vectors along the axis get length 1, vectors
    /// of zeros stay as they are. Float64 stays Float64, everything else becomes Float32.
    /// </summary>
    /// <param name="x">Any tensor.</param>
    /// <param name="axis">The axis along which the norm is taken.</param>
    /// <param name="order">1: Σ|x|; 2: √Σx²; infinity: max|x|; others: (Σ|x|^order)^(1/order).</param>
    public static Tensor Normalize(this Tensor x, int axis = -1, double order = 2)
    {
        if (!(order > 0))
            throw new HyperparameterException("Normalize needs a positive order.",
                "1, 2, infinity or another number above 0", $"{order}", "2 is the usual length.");
        var at = x.Shape.AxisIndex(axis);
        var result = x.IsFloat ? x.Keep() : x.Cast(DType.Float32);
        if (result.DType == DType.Float64)
            DivideByNorms<double>(result, at, order);
        else
            DivideByNorms<float>(result, at, order);
        return result;
    }

    // ‖x‖ = s·‖x/s‖ with s the largest |x|, or a power of two near it, which rounds nothing: no power overflows or
    // vanishes.
    static void DivideByNorms<T>(Tensor x, int axis, double order) where T : unmanaged, INumber<T>
    {
        var values = x.AsSpan<T>();
        var length = x.Shape[axis];
        var inner = x.Shape[(axis + 1)..].Size; // elements between neighbours along the axis
        for (var start = 0; start < values.Length; start += length * inner)
            for (var i = start; i < start + inner; i++)
            {
                var largest = 0.0;
                for (var j = 0; j < length; j++)
                    largest = Math.Max(largest, Math.Abs(double.CreateTruncating(values[i + j * inner])));
                if (largest == 0)
                    continue;
                var scale = order is 1 or 2 || double.IsInfinity(order) || !double.IsFinite(largest)
                    ? ColumnMoments.PowerOfTwo(largest) : largest;
                var norm = 0.0;
                for (var j = 0; j < length; j++)
                    norm = Include(norm, Math.Abs(double.CreateTruncating(values[i + j * inner])) / scale, order);
                norm = order == 2 ? Math.Sqrt(norm) : order == 1 || double.IsInfinity(order) ? norm
                    : Math.Pow(norm, 1 / order);
                for (var j = 0; j < length; j++)
                    values[i + j * inner] =
                        T.CreateTruncating(double.CreateTruncating(values[i + j * inner]) / scale / norm);
            }
    }

    static double Include(double norm, double size, double order) =>
        order == 2 ? norm + size * size
        : order == 1 ? norm + size
        : double.IsInfinity(order) ? Math.Max(norm, size)
        : norm + Math.Pow(size, order);
}
