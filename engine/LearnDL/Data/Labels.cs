using LearnDL.Losses;
using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>Reads class numbers out of a tensor.</summary>
static class Labels
{
    // from it on Float32 skips whole numbers, so what stands there may have been another one
    const int ExactInFloat32 = 1 << 24;

    /// <summary>
    /// The labels as whole numbers. A label with a fraction, one beyond Int32, and one that Float32 may have rounded
    /// raise a <see cref="DataException"/>.
    /// </summary>
    public static int[] ToIntegers(Tensor y, string op)
    {
        if (y.DType == DType.Int32)
            return y.ToArray<int>();
        var labels = new int[y.Size];
        for (var i = 0; i < labels.Length; i++)
        {
            var value = y.ValueAt(i);
            if (value != Math.Floor(value))
                throw Bad(op, "whole numbers", value, i,
                    "Labels with fractions are measured values; round or group them first.");
            if (value is < int.MinValue or > int.MaxValue)
                throw Bad(op, "numbers that fit in Int32", value, i,
                    "Are these names or numbers of customers? Number the classes 0, 1, 2, … first.");
            if (y.DType == DType.Float32 && Math.Abs(value) >= ExactInFloat32)
                throw Bad(op, "whole numbers below 16,777,216, where Float32 begins to skip some", value, i,
                    "Keep labels in Int32, and number the classes 0, 1, 2, … first.");
            labels[i] = (int)value;
        }
        return labels;
    }

    /// <summary>
    /// The class of every sample: its number in (N) or (N, 1), or the place of the only 1 in its row (N, K).
    /// </summary>
    public static int[] OfSamples(Tensor y, string op)
    {
        if (y.Rank < 2 || (y.Rank == 2 && y.Shape[1] == 1))
            return ToIntegers(y, op);
        var labels = new int[y.Shape[0]];
        for (var row = 0; row < labels.Length; row++)
            labels[row] = y.Rank == 2 && TargetRows.OneHotClass(y, row, y.Shape[1]) is { } label ? label
                : throw new DataException($"{op} needs one class per sample.",
                    "class numbers (N), or rows of zeros with a single 1",
                    $"{y.Shape}, where row {row:N0} names no single class",
                    "Give class numbers; where a sample has several labels, choose one to go by.");
        return labels;
    }

    static DataException Bad(string op, string expected, double value, int row, string fix) =>
        new($"{op} needs class numbers.", expected, $"{value:R} at row {row:N0}", fix);
}
