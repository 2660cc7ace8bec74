using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>
/// What is asked of the data before anything is computed. Every error names the first row that is wrong.
/// </summary>
static class DataCheck
{
    public static void NotEmpty(Tensor x, string who)
    {
        if (!x.HasValue || x.Rank == 0 || x.Shape[0] == 0)
            throw new DataException($"{who} got 0 samples.", "at least one sample",
                x.HasValue ? $"shape {x.Shape}" : "no tensor",
                "Was the file only a header, or did a filter remove every row?");
    }

    /// <summary>As many targets, and weights, as samples.</summary>
    public static void Paired(Samples data)
    {
        NotEmpty(data.X, "The model");
        Same(data.X, data.Y, "y");
        if (data.Weights.HasValue)
            Same(data.X, data.Weights, "sampleWeight");

        static void Same(Tensor x, Tensor other, string name)
        {
            int samples = x.Shape[0], given = other.HasValue && other.Rank > 0 ? other.Shape[0] : 0;
            if (samples != given)
                throw new DataException($"x has {samples:N0} samples, {name} has {given:N0}.", "one row for one row",
                    $"{name} ends {Count(Math.Abs(samples - given), "row")} {(given < samples ? "early" : "late")}",
                    "Check how the two were split or filtered.");
        }
    }

    /// <summary>
    /// Everything about samples and targets that the model, its loss and its metrics could stumble over. Gives the
    /// shape of the prediction.
    /// </summary>
    public static Shape Data(Model model, TrainingSetup setup, Samples data, List<string> warnings) =>
        Data(model, setup, data, "", InputShapeCheck.Taken(model, data.X.Shape), warnings);

    /// <summary>
    /// The same of the samples to validate on, beside samples of shape <paramref name="trained"/> to train on.
    /// </summary>
    public static Shape Validation(
        Model model, TrainingSetup setup, Samples data, Shape trained, List<string> warnings) =>
        Data(model, setup, data, "validation ", InputShapeCheck.Taken(model, trained), warnings);

    static Shape Data(
        Model model, TrainingSetup setup, Samples data, string purpose, Shape taken, List<string> warnings)
    {
        var (x, y) = ($"{purpose}x", $"{purpose}y");
        var prediction = InputShapeCheck.Prediction(model, data.X, x, taken);
        var range = FiniteCheck.Data(data.X, model.DType, x);
        LossCheck.Suits(setup.Loss!, model.Layers, prediction[-1], warnings);
        TargetCheck.Suit(model, setup, data.Y, y, prediction, warnings);
        First(model)?.CheckData(data.X, x);
        MaskCheck.Warn(model.Layers, data.X.Shape, warnings);
        if (LooksLikePixels(data.X, range) && !TakesAnyRange(model))
            warnings.AddOnce($"{x} spans 0..{range.Max:0}, like images that were not scaled; "
                + "training often goes astray. Divide by 255, or begin the model with Rescaling(1.0 / 255).");
        return prediction;
    }

    /// <summary>A shape that the model takes, and numbers only. Gives the shape of the prediction.</summary>
    public static Shape Input(Model model, Tensor x)
    {
        var prediction = InputShapeCheck.Prediction(model, x, "x", InputShapeCheck.Taken(model, x.Shape));
        FiniteCheck.Data(x, model.DType, "x");
        First(model)?.CheckData(x, "x");
        return prediction;
    }

    /// <summary>Bytes, images, or rows as wide as a small image, that reach from 0 to about 255.</summary>
    static bool LooksLikePixels(Tensor x, ValueRange range) =>
        (x.DType == DType.UInt8 || (x.IsFloat && (x.Rank >= 3 || x.Shape[1] >= 64)))
        && range is { Max: > 200 and <= 255, Min: >= 0 and < 50 };

    /// <summary>
    /// Whether the model begins by scaling what it is given, or takes it as names, before any layer that computes with
    /// it; moving pixels about does not count.
    /// </summary>
    static bool TakesAnyRange(Model model)
    {
        foreach (var layer in model.Layers)
            if (layer is not (Layers.Input or Flatten or RandomAffine))
                return layer is Rescaling || !layer.HasInputGradient;
        return false;
    }

    /// <summary>The layer that gets the data; none where there is only an Input.</summary>
    public static Layer? First(Model model)
    {
        foreach (var layer in model.Layers)
            if (layer is not Layers.Input)
                return layer;
        return null;
    }

    /// <summary>"1 row", "2 rows".</summary>
    public static string Count(int count, string of) => count == 1 ? $"1 {of}" : $"{count:N0} {of}s";
}
