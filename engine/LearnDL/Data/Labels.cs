using LearnDL.Losses;
using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>Reads class numbers out of a tensor.</summary>
static class Labels
{
    /// <summary>The labels as whole numbers. A label that is no whole number raises a <see cref="DataException"/>.</summary>
    public static int[] ToIntegers(Tensor y, string op)
    {
        var labels = new int[y.Size];
        for (var i = 0; i < labels.Length; i++)
        {
            var value = y.ValueAt(i);
            labels[i] = (int)value;
            if (labels[i] != value)
                throw new DataException($"{op} needs class numbers.", "whole numbers", $"{value} at row {i:N0}", "Labels with fractions are measured values; round or group them first.");
        }
        return labels;
    }

    /// <summary>The class of every sample: its number in (N) or (N, 1), or the place of the only 1 in its row (N, K).</summary>
    public static int[] OfSamples(Tensor y, string op)
    {
        if (y.Rank < 2 || (y.Rank == 2 && y.Shape[1] == 1))
            return ToIntegers(y, op);
        var labels = new int[y.Shape[0]];
        for (var row = 0; row < labels.Length; row++)
            labels[row] = y.Rank == 2 && TargetRows.OneHotClass(y, row, y.Shape[1]) is { } label ? label
                : throw new DataException($"{op} needs one class per sample.",
                    "class numbers (N), or rows of zeros with a single 1", $"{y.Shape}, where row {row:N0} names no single class",
                    "Give class numbers; where a sample has several labels, choose one to go by.");
        return labels;
    }
}
