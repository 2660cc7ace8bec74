using System.Numerics;
using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>Small steps between loading data and training on it.</summary>
public static class Preprocessing
{
    /// <summary>
    /// Class numbers (…) to rows of 0 with a single 1, Float32 (…, K): label 2 of 4 becomes 0 0 1 0. Keras's <c>to_categorical</c>:
    /// a last axis of size 1 is dropped first.
    /// </summary>
    /// <param name="y">Class numbers 0..K-1.</param>
    /// <param name="classes">K; 0 takes the highest label plus one.</param>
    /// <exception cref="DataException">A label is no whole number, negative, or K and more. (In Keras -1 silently marks the last class.)</exception>
    public static Tensor OneHot(this Tensor y, int classes = 0)
    {
        var labels = Labels.ToIntegers(y, nameof(OneHot));
        var K = classes != 0 ? classes : labels.Length > 0 ? labels.Max() + 1 : 0;
        if (classes < 0 || labels.Length == 0)
            throw new DataException("OneHot has no classes to mark.", "at least one label, and one class", $"{labels.Length:N0} labels, {classes:N0} classes", "Check the labels.");
        var shape = y.Rank > 1 && y.Shape[-1] == 1 ? y.Shape.WithoutLast : y.Shape;
        for (var i = 0; i < labels.Length; i++)
            if (labels[i] < 0 || labels[i] >= K)
                throw new DataException($"Label {labels[i]} at row {i:N0} is not one of the {Math.Max(K, 1):N0} classes.", $"labels 0..{Math.Max(K, 1) - 1}", $"{labels[i]}",
                    labels[i] < 0 ? "To skip a row, leave it out, or label it 0 and give it a sample weight of 0." : "Do the labels start at 1? Subtract 1 first.");
        var hot = Tensor.Zeros(shape.Concat([K]));
        var values = hot.AsSpan<float>();
        for (var i = 0; i < labels.Length; i++)
            values[i * K + labels[i]] = 1;
        return hot;
    }

    /// <summary>
    /// x divided by its norms along an axis, Keras's <c>normalize</c>: the vectors along the axis get length 1, vectors of zeros stay as they are.
    /// Float64 stays Float64, everything else becomes Float32.
    /// </summary>
    /// <param name="x">Any tensor.</param>
    /// <param name="axis">The axis along which the norm is taken.</param>
    /// <param name="order">1: Σ|x|; 2: √Σx²; infinity: max|x|; others: (Σ|x|^order)^(1/order).</param>
    public static Tensor Normalize(this Tensor x, int axis = -1, double order = 2)
    {
        if (!(order > 0))
            throw new HyperparameterException("Normalize needs a positive order.", "1, 2, infinity or another number above 0", $"{order}", "2 is the usual length.");
        var at = x.Shape.AxisIndex(axis);
        var result = x.IsFloat ? x.Keep() : x.Cast(DType.Float32);
        if (result.DType == DType.Float64)
            DivideByNorms<double>(result, at, order);
        else
            DivideByNorms<float>(result, at, order);
        return result;
    }

    static void DivideByNorms<T>(Tensor x, int axis, double order) where T : unmanaged, INumber<T>
    {
        var values = x.AsSpan<T>();
        var length = x.Shape[axis];
        var inner = x.Shape[(axis + 1)..].Size; // elements between neighbours along the axis
        for (var start = 0; start < values.Length; start += length * inner)
            for (var i = start; i < start + inner; i++)
            {
                var norm = 0.0;
                for (var j = 0; j < length; j++)
                    norm = Include(norm, Math.Abs(double.CreateTruncating(values[i + j * inner])), order);
                norm = order == 2 ? Math.Sqrt(norm) : order == 1 || double.IsInfinity(order) ? norm : Math.Pow(norm, 1 / order);
                if (norm == 0)
                    continue;
                for (var j = 0; j < length; j++)
                    values[i + j * inner] = T.CreateTruncating(double.CreateTruncating(values[i + j * inner]) / norm);
            }
    }

    static double Include(double norm, double size, double order) =>
        order == 2 ? norm + size * size : order == 1 ? norm + size : double.IsInfinity(order) ? Math.Max(norm, size) : norm + Math.Pow(size, order);
}
