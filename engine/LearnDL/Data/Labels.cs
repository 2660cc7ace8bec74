using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>Reads class numbers out of a tensor.</summary>
static class Labels
{
    const int ExactInFloat32 = 1 << 24; // from it on Float32 skips whole numbers, so what stands there may have been another one

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
                throw Bad(op, "whole numbers", value, i, "Labels with fractions are measured values; round or group them first.");
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

    static DataException Bad(string op, string expected, double value, int row, string fix) =>
        new($"{op} needs class numbers.", expected, FormattableString.Invariant($"{value:R} at row {row:N0}"), fix);
}
