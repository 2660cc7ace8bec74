using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Metrics;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>
/// Whether the loss and the metrics can compute with targets, and whether these mean what they are taken for.
/// </summary>
static class TargetCheck
{
    /// <summary>
    /// Throws where targets are not finite, or do not suit the loss or a metric; warns where their figures would mean
    /// little.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="setup">Its loss and metrics.</param>
    /// <param name="k">The number of the output.</param>
    /// <param name="y">The targets.</param>
    /// <param name="called">What an error calls them.</param>
    /// <param name="prediction">The shape of the prediction.</param>
    /// <param name="warnings">The model's.</param>
    public static void Suit(
        Model model, TrainingSetup setup, int k, Tensor y, string called, Shape prediction, List<string> warnings)
    {
        var range = FiniteNumbers.Check(y, model.DType, called); // a NaN or an infinite target is an error
        var loss = setup.Outputs[k].Loss;
        var last = model.Graph.Givers[model.Graph.Outputs[k]]?.Layer;
        Flattened(model, y, called, prediction);
        loss?.CheckTargets(y, prediction, $"{last}");
        foreach (var given in setup.Outputs[k].Metrics)
        {
            var metric = given.For(prediction, y.Shape, loss);
            metric.CheckTargets(y, prediction);
            Warn(loss is null ? null : metric.Doubt(y, prediction, loss), warnings);
        }
        if (loss is null)
            return;
        Warn(loss.Doubt(y), warnings);
        var (output, source) = OutputRanges.OfOutput(model.Graph, k);
        if (loss.Meaning != OutputMeaning.Numbers || output is not { } possible)
            return;
        if (!possible.Contains(range.Min) || !possible.Contains(range.Max))
            warnings.AddOnce($"Targets reach from {range.Min:0.####} to {range.Max:0.####}, "
                + $"but {source} gives {possible}. Let a Dense layer without an activation come last, "
                + "or scale the targets.");
    }

    /// <summary>
    /// A Dense works on the last axis alone. Where nothing lays images out as rows, a prediction comes out for every
    /// row of their pixels.
    /// </summary>
    static void Flattened(Model model, Tensor y, string called, Shape prediction)
    {
        if (y.Rank == 0 || model.IsRecurrent || !TargetShape.IsOneForManyRows(y.Shape, prediction))
            return;
        foreach (var layer in model.Layers)
            if (layer is Flatten or Wrapper)
                return;
            else if (layer is Dense)
                throw new ShapeException(
                    $"{layer} takes every row of a sample by itself, so the model predicts "
                        + $"{prediction[1..^1].Size:N0} times per sample.",
                    $"a prediction for each of the {y.Shape[0]:N0} targets",
                    $"predictions {prediction}, {called} {y.Shape}",
                    $"Put a Flatten() before {layer}: it lays out a sample as one row.");
    }

    /// <summary>
    /// Warns of classes that only the data to validate on have, as when samples are sorted by class. Keras does not.
    /// </summary>
    public static void Unseen(Loss loss, Tensor y, Tensor held, Shape prediction, List<string> warnings)
    {
        if (loss.Meaning == OutputMeaning.Numbers)
            return;
        var seen = Classes(y, prediction);
        var unseen = Classes(held, prediction)
            .Where(one => !seen.ContainsKey(one.Key))
            .OrderBy(one => one.Key)
            .ToList();
        if (unseen.Count == 0)
            return;
        var names = string.Join(", ", unseen.Take(5).Select(one => $"{one.Key}")) + (unseen.Count > 5 ? ", …" : "");
        warnings.AddOnce($"The validation data have {unseen.Sum(one => (long)one.Value):N0} targets of class {names}, "
            + $"and the training data have none: the model cannot learn {(unseen.Count == 1 ? "it" : "them")}. "
            + "Are the samples sorted by class? validationSplit takes the last of them: "
            + "shuffle first, or use Split.Stratified.");
    }

    /// <summary>
    /// How many targets name each class, by its number or by a 1 in its column. Others count for none.
    /// </summary>
    static Dictionary<int, int> Classes(Tensor y, Shape prediction)
    {
        var counts = new Dictionary<int, int>();
        var K = y.Rank == prediction.Rank ? y.Shape[-1] : 1;
        for (var i = 0; i < y.Size; i++)
        {
            var value = y.ValueAt(i);
            var named = K > 1 ? value == 1 ? i % K : -1 : TargetRows.IsClass(value, int.MaxValue) ? (int)value : -1;
            if (named >= 0)
                counts[named] = counts.GetValueOrDefault(named) + 1;
        }
        return counts;
    }

    static void Warn(string? doubt, List<string> warnings)
    {
        if (doubt is not null)
            warnings.AddOnce(doubt);
    }
}
