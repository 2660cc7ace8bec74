using LearnDL.Tensors;

namespace LearnDL.Lessons;

/// <summary>How well predictions met the truth.</summary>
public static class Scores
{
    /// <summary>The share of rows that were predicted rightly.</summary>
    public static double Accuracy(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted)
    {
        var right = 0;
        for (var i = 0; i < truth.Length; i++)
            if (truth[i] == predicted[i]) right++;
        return (double)right / truth.Length;
    }

    /// <summary>Counts (K, K): row is the true class, column the predicted one.</summary>
    public static int[,] Confusion(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, int classes)
    {
        var counts = new int[classes, classes];
        for (var i = 0; i < truth.Length; i++) counts[truth[i], predicted[i]]++;
        return counts;
    }

    /// <summary>Class numbers as an array, whatever type and shape the tensor has.</summary>
    public static int[] Classes(Tensor labels) => labels.Cast(DType.Int32).ToArray<int>();
}
