using LearnDL.Losses;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>Turns class weights or sample weights into one weight per sample.</summary>
static class SampleWeights
{
    /// <summary>The weights (N), or no tensor where all count the same.</summary>
    /// <exception cref="DataException">
    /// A weight without a class, labels that are not classes, or weights that are all 0.
    /// </exception>
    /// <exception cref="ModelException">Class weights beside sample weights, or a sample with several labels or
    /// none.</exception>
    public static Tensor Of(Tensor y, Tensor given, IReadOnlyDictionary<int, double>? classWeight, Shape output,
        List<string> warnings, bool mayWeighNothing = false)
    {
        if (classWeight is null)
        {
            Check(given, output, mayWeighNothing);
            return given;
        }
        if (given.HasValue)
            throw new ModelException(
                "Class weights and sample weights were both given.", "one of them", "both",
                "Multiply the class weights into the sample weights.");
        if (output.Rank > 2)
            throw new ModelException(
                "Class weights need one label per sample.", "a prediction (N, K)",
                $"{output}, with several rows per sample", "Give sampleWeight, a weight for every row.");
        var classes = Math.Max(2, output[-1]);
        foreach (var (named, weight) in classWeight)
        {
            if (named < 0 || named >= classes)
                throw new DataException(
                    $"ClassWeight names class {named}, but labels are 0..{classes - 1}.", $"classes 0..{classes - 1}",
                    $"{named}", "Remove it, or check the labels.");
            if (!double.IsFinite(weight) || weight < 0)
                throw new DataException(
                    $"ClassWeight of class {named} is not a weight.", "a finite number >= 0", $"{weight}",
                    "1 counts a sample as usual, 0 skips it.");
        }
        var weights = new double[y.Shape[0]];
        var unnamed = new SortedDictionary<int, int>(); // how many samples each class has that has no weight
        for (var row = 0; row < weights.Length; row++)
        {
            var label = ClassAt(y, row, classes);
            if (!classWeight.TryGetValue(label, out weights[row]))
                (weights[row], unnamed[label]) = (1, unnamed.GetValueOrDefault(label) + 1);
        }
        WarnOf(unnamed, warnings);
        var made = Tensor.From(weights);
        Check(made, output, mayWeighNothing);
        return made;
    }

    /// <summary>
    /// The class of a sample: its number, or the place of the only 1 in its row.
    /// (Keras takes the largest number of any row, and cuts fractions off.)
    /// </summary>
    static int ClassAt(Tensor y, int row, int classes)
    {
        var K = y.Rank == 2 ? y.Shape[1] : 1;
        if (K > 1)
            return TargetRows.OneHotClass(y, row, K) ?? throw new ModelException(
                "Class weights need one label per sample.",
                "rows of zeros with a single 1", $"{Row(y, row, K)} at row {row:N0}",
                "Give sampleWeight, a weight for every sample, where a row is not a single 1 among zeros.");
        var label = y.ValueAt(row);
        return TargetRows.IsClass(label, classes) ? (int)label
            : throw new DataException("Class weights need labels that are classes.", $"whole numbers 0..{classes - 1}",
                $"{label:0.######} at row {row:N0}", label == Math.Floor(label) ? "Map the labels to 0, 1, …"
                : "Measured values have no class: give sampleWeight, a weight for every sample.");
    }

    static string Row(Tensor y, int row, int K)
    {
        var shown = Enumerable.Range(row * K, Math.Min(K, 10)).Select(at => $"{y.ValueAt(at):0.####}");
        return $"{string.Join(" ", shown)}{(K > 10 ? " …" : "")}";
    }

    /// <summary>It is said once per model: every batch has other classes and counts, and they are one cause.</summary>
    static void WarnOf(SortedDictionary<int, int> unnamed, List<string> warnings)
    {
        const string what = "classWeight has no entry for class";
        if (unnamed.Count == 0 || warnings.Exists(warning => warning.StartsWith(what, StringComparison.Ordinal)))
            return;
        var isOne = unnamed.Count == 1;
        var labels = string.Join(", ", unnamed.Keys.Take(10).Select(label => $"{label}"));
        warnings.Add($"{what}{(isOne ? "" : "es")} {labels}{(unnamed.Count > 10 ? ", …" : "")} "
            + $"({DataCheck.Count(unnamed.Values.Sum(), "sample")}), which count{(isOne ? "s" : "")} 1, as in Keras. "
            + $"Add {(isOne ? "it" : "them")} if you mean something else.");
    }

    /// <summary>
    /// One weight per sample, or one for every row of its prediction: finite, not negative, and not all 0.
    /// </summary>
    public static void Check(Tensor weights, Shape output, bool mayWeighNothing = false)
    {
        if (!weights.HasValue)
            return;
        Shape samples = [weights.Shape[0]];
        if (weights.Shape != samples && weights.Shape != samples.Concat([1])
            && weights.Shape != output.With(0, samples[0]).WithoutLast)
            throw new ShapeException(
                "Sample weights have another shape than the samples.", $"{samples}", $"{weights.Shape}",
                "Give one weight for every sample.");
        var sum = 0.0;
        for (var row = 0; row < weights.Size; row++)
            sum += weights.ValueAt(row) is >= 0 and < double.PositiveInfinity and var weight ? weight :
                throw new DataException(
                    "A sample weight is not a weight.", "finite numbers >= 0", $"{weights.ValueAt(row)} at row {row}",
                    "0 skips a sample.");
        if (sum == 0 && !mayWeighNothing)
            throw new DataException(
                "Every sample has weight 0: no loss can be computed.", "some weight above 0", "all 0",
                "Check the class or sample weights.");
    }

    /// <summary>w∘m, what rows weigh in a weighted metric; no tensor where all weigh the same.</summary>
    public static Tensor Masked(in OutputResult output)
    {
        var (weights, mask, p) = (output.SampleWeights, output.Mask, output.P);
        return !mask.HasValue ? weights : !weights.HasValue ? mask
            : Loss.RowWeights(mask, p).Multiply(Loss.RowWeights(weights, p)).Reshape(p.Shape.WithoutLast);
    }

    /// <summary>
    /// What the rows of a batch weigh in its loss, and how many count. Where some are masked, Σ ℓ∘m∘w / Σ m, the mean
    /// over the rows that count, is Σ ℓ∘w′ / R with w′ = w∘m·R / Σ m. So, as in Keras 3, rows are masked first and
    /// weighted then.
    /// </summary>
    /// <param name="weights">w, a weight for every sample; no tensor where all count the same.</param>
    /// <param name="mask">m: 1 for a row that counts, 0 for padding; no tensor where all count.</param>
    /// <param name="p">The prediction (N, …, K), of R rows.</param>
    /// <returns>
    /// w′, or w where there is no mask; no tensor where all rows weigh the same. Then Σ m, or the number of samples.
    /// </returns>
    public static (Tensor Weights, double Count) OfRows(Tensor weights, Tensor mask, Tensor p)
    {
        if (!mask.HasValue)
            return (weights, p.Shape[0]);
        var rows = Loss.RowWeights(mask, p);
        var count = rows.Sum().Item();
        rows = rows.Scale(rows.Size / Math.Max(1, count));
        return (weights.HasValue ? rows.Multiply(Loss.RowWeights(weights, p)) : rows, count);
    }
}
