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
}
