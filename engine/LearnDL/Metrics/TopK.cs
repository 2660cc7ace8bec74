using System.Numerics;
using LearnDL.Losses;
using LearnDL.Tensors;

namespace LearnDL.Metrics;

/// <summary>Whether classes are among those of the k largest outputs.</summary>
static class TopK
{
    /// <summary>1 for a row whose class is, else 0: labels of R rows and p (N, …, K) give (R), of p's type.</summary>
    public static Tensor AreIn(Tensor labels, Tensor p, int k)
    {
        var found = Tensor.Zeros([labels.Size], p.DType);
        if (p.DType == DType.Float32)
            Find<float>(labels, p, k, found);
        else
            Find<double>(labels, p, k, found);
        return found;
    }

    static void Find<T>(Tensor labels, Tensor p, int k, Tensor found) where T : unmanaged, INumber<T>
    {
        Span<T> all = p.AsSpan<T>(), ones = found.AsSpan<T>();
        var K = p.Shape[-1];
        for (var row = 0; row < labels.Size; row++)
            if (labels.ValueAt(row) is var label && TargetRows.IsClass(label, K)
                && IsIn(all.Slice(row * K, K), (int)label, k))
                ones[row] = T.One;
    }

    /// <summary>Whether fewer than k outputs are larger; never for one that is not a number.</summary>
    static bool IsIn<T>(ReadOnlySpan<T> outputs, int at, int k) where T : unmanaged, INumber<T>
    {
        if (!T.IsFinite(outputs[at]))
            return false;
        var larger = 0;
        foreach (var output in outputs)
            larger += output > outputs[at] ? 1 : 0;
        return larger < k;
    }

    public static string? Doubt(string name, int k, Shape prediction) => k < prediction[-1] ? null
        : $"\"{name}\" looks for the class among the {k} largest of {prediction[-1]} outputs, which is always true.";
}
