using LearnDL.Tensors;

namespace LearnDL.Losses;

/// <summary>Yes or no as the hinges compute with them: 1 and −1.</summary>
static class SignTargets
{
    /// <summary>Targets 1 and 0 as 1 and −1, where a batch has no other ones; all others as they are.</summary>
    /// <param name="y">The targets as they were given.</param>
    /// <param name="rows">The same as rows of the prediction's type.</param>
    public static Tensor Of(Tensor y, Tensor rows) => TargetRows.AreYesOrNo(y) ? rows.Affine(2, -1) : rows;

    /// <exception cref="DataException">There are other targets than 1 and −1, or than 1 and 0.</exception>
    public static void Check(string loss, Tensor y)
    {
        var no = TargetRows.Least(y) < 0 ? -1.0 : 0;
        for (var i = 0; i < y.Size; i++)
            if (y.ValueAt(i) is var value && value != 1 && value != no)
                throw new DataException($"{loss} wants targets that say yes or no.", "1 and -1, or 1 and 0",
                    $"{value} at row {i / Math.Max(1, y.Size / y.Shape[0])}",
                    "Map the labels to 1 and -1. Several classes? Use one-hot rows and CategoricalHinge.");
    }
}
