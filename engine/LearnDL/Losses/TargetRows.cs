using LearnDL.Tensors;

namespace LearnDL.Losses;

/// <summary>
/// What targets are. Numbers are taken for classes only where they are classes: whole numbers, or rows of zeros with a
/// single 1.
/// </summary>
static class TargetRows
{
    /// <summary>Whether all are 0 or 1.</summary>
    public static bool AreYesOrNo(Tensor y)
    {
        for (var i = 0; i < y.Size; i++)
            if (y.ValueAt(i) is not (0 or 1))
                return false;
        return true;
    }

    /// <summary>The smallest target.</summary>
    public static double Least(Tensor y)
    {
        var least = double.PositiveInfinity;
        for (var i = 0; i < y.Size; i++)
            least = Math.Min(least, y.ValueAt(i));
        return least;
    }

    /// <exception cref="DataException">One is not between 0 and 1.</exception>
    public static void CheckShares(string loss, Tensor y)
    {
        for (var i = 0; i < y.Size; i++)
            if (y.ValueAt(i) is not (>= 0 and <= 1))
                throw new DataException($"{loss} wants shares as targets.", "numbers from 0 to 1",
                    $"{y.ValueAt(i)} at row {i / Math.Max(1, y.Size / y.Shape[0])}",
                    "Divide every row by its sum. For numbers that are no shares, use \"mse\" or \"mae\".");
    }

    /// <summary>Whether all are whole numbers 0..K−1.</summary>
    public static bool AreClasses(Tensor y, int classes)
    {
        for (var i = 0; i < y.Size; i++)
            if (!IsClass(y.ValueAt(i), classes))
                return false;
        return true;
    }

    /// <summary>Whether a number is one of the classes 0..K−1.</summary>
    public static bool IsClass(double label, int classes) =>
        label >= 0 && label < classes && label == Math.Floor(label);

    /// <summary>
    /// What is wrong with the first row (…, K) that names no class: it is neither one-hot nor made of shares that sum
    /// to 1, with a largest one where a single class is needed.
    /// A row of zeros among the time steps of a sequence is taken for padding. Null where all are right.
    /// </summary>
    public static string? OddRow(Tensor y, bool needsLargest = true)
    {
        var K = y.Shape[-1];
        for (var start = 0; start < y.Size; start += K)
        {
            double sum = 0, largest = double.NegativeInfinity;
            var (atLargest, isShares) = (0, true);
            for (var i = start; i < start + K; i++)
            {
                var value = y.ValueAt(i);
                (atLargest, largest) = value > largest ? (1, value) : (atLargest + (value == largest ? 1 : 0), largest);
                isShares &= value is >= 0 and <= 1;
                sum += value;
            }
            if (!isShares)
                return "numbers that are not shares of classes";
            if (sum == 0 && y.Rank == 2)
                return "rows without any class";
            if (sum != 0 && Math.Abs(sum - 1) > 1e-3)
                return largest == 1 ? "rows with several classes" : "rows that do not sum to 1";
            if (needsLargest && sum != 0 && atLargest > 1)
                return "rows without a largest share";
        }
        return null;
    }

    /// <summary>
    /// The class that a row of K targets names by a single 1 among zeros; null where it names none or several.
    /// </summary>
    public static int? OneHotClass(Tensor y, int row, int K)
    {
        int? found = null;
        for (var k = 0; k < K; k++)
        {
            var value = y.ValueAt(row * K + k);
            if (value is not (0 or 1) || (value == 1 && found is not null))
                return null;
            if (value == 1)
                found = k;
        }
        return found;
    }
}
