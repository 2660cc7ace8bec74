using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>
/// What is asked of the data before anything is computed. Every error names the first row that is wrong.
/// </summary>
static class DataCheck
{
    static void NotEmpty(Tensor x, string who)
    {
        if (!x.HasValue || x.Rank == 0 || x.Shape[0] == 0)
            throw new DataException($"{who} got 0 samples.", "at least one sample",
                x.HasValue ? $"shape {x.Shape}" : "no tensor",
                "Was the file only a header, or did a filter remove every row?");
    }

    /// <summary>
    /// Samples for every input, targets and weights for every output, in their order, and of each as many as samples.
    /// </summary>
    public static Samples Paired(Model model, TrainingSetup setup, Samples data, string who = "The model")
    {
        var x = Inputs(model, data.X, who);
        var y = Targets(setup, data.Y.InOrder(model.OutputNames, "output (for y)"));
        var weights = data.Weights.InOrder(model.OutputNames, "output (for sampleWeight)");
        if (weights.Count == 1 && setup.Outputs.Length > 1) // one for all outputs, as in Keras
            weights = Enumerable.Repeat(weights[0], setup.Outputs.Length).ToArray();
        if (weights.Count > 0 && weights.Count != setup.Outputs.Length)
            throw Misnumbered("sampleWeight", model.OutputNames, weights.Count);
        for (var k = 0; k < setup.Outputs.Length; k++)
        {
            var name = setup.Outputs.Length == 1 ? "" : $" of output '{setup.Outputs[k].Name}'";
            if (setup.Outputs[k].NeedsTargets)
                Same(x[0], y[k], "y" + name);
            if (k < weights.Count && weights[k].HasValue)
                Same(x[0], weights[k], "sampleWeight" + name);
        }
        return new Samples(x, y, weights);
    }

    /// <summary>Samples for every input, in their order and of each as many.</summary>
    public static TensorList Inputs(Model model, TensorList x, string who)
    {
        x = x.InOrder(model.InputNames, "input");
        var inputs = model.Graph.Inputs.Length;
        if (x.Count > 0 && x.Count != inputs)
            throw Misnumbered("x", model.InputNames, x.Count);
        for (var i = 0; i < inputs; i++)
        {
            NotEmpty(x.Count == 0 ? default : x[i], inputs == 1 ? who : $"{who}, input '{model.InputNames[i]}',");
            if (i > 0)
                Same(x[0], x[i], $"x of input '{model.InputNames[i]}'");
        }
        if (model.IsBuilt)
            for (var i = 0; i < inputs; i++)
                if (x[i].Rank != model.InputShapes[i].Rank)
                    return x.Select((one, k) => WithRank(one, model.InputShapes[k])).ToArray();
        return x;
    }

    /// <summary>
    /// As in Keras 3 an axis of size 1 at the end may be missing, or be one too many: numbers (N) are rows (N, 1), and
    /// images (N, 28, 28) have one channel, for a model that says so.
    /// </summary>
    static Tensor WithRank(Tensor x, Shape taken) =>
        x.Rank == taken.Rank - 1 && taken[-1] == 1 && x.Shape.Fits(taken[..^1]) ? x.ExpandDims(-1)
        : x.Rank == taken.Rank + 1 && x.Shape[-1] == 1 && x.Shape[..^1].Fits(taken) ? x.Reshape(x.Shape[..^1])
        : x;

    /// <summary>A place for every output; those without a loss and metrics may have been left out.</summary>
    static TensorList Targets(TrainingSetup setup, TensorList y)
    {
        var outputs = setup.Outputs;
        if (y.Count == outputs.Length || (outputs.Length == 1 && y.Count == 0))
            return y;
        if (y.Count != outputs.Count(output => output.NeedsTargets))
            throw Misnumbered("y", [.. outputs.Select(output => output.Name)], y.Count);
        var given = 0;
        return outputs.Select(output => output.NeedsTargets ? y[given++] : default).ToArray();
    }

    static DataException Misnumbered(string what, IReadOnlyList<string> names, int given) => new(
        $"{what} has {Count(given, "tensor")}, and the model takes {names.Count}.",
        $"one for each of {string.Join(", ", names)}", $"{given}",
        names.Count == 1 ? "Give one tensor." : $"Give a list in this order, or a dictionary by these names.");

    static void Same(Tensor x, Tensor other, string name)
    {
        int samples = x.Shape[0], given = other.HasValue && other.Rank > 0 ? other.Shape[0] : 0;
        if (samples != given)
            throw new DataException($"x has {samples:N0} samples, {name} has {given:N0}.", "one row for one row",
                $"{name} ends {Count(Math.Abs(samples - given), "row")} {(given < samples ? "early" : "late")}",
                "Check how the two were split or filtered.");
    }

    /// <summary>
    /// Everything about samples and targets that the model, its losses and its metrics could stumble over. Gives the
    /// shapes of the predictions.
    /// </summary>
    public static Shape[] Data(Model model, TrainingSetup setup, Samples data, List<string> warnings) =>
        Data(model, setup, data, "", InputShapeCheck.Taken(model, data.X), warnings);

    /// <summary>
    /// The same of the samples to validate on, beside samples <paramref name="trained"/> to train on.
    /// </summary>
    public static Shape[] Validation(
        Model model, TrainingSetup setup, Samples data, TensorList trained, List<string> warnings) =>
        Data(model, setup, data, "validation ", InputShapeCheck.Taken(model, trained), warnings);

    static Shape[] Data(
        Model model, TrainingSetup setup, Samples data, string purpose, Shape[] taken, List<string> warnings)
    {
        string[] names = [.. data.X.Select((_, i) => NameOf(model, purpose, i))];
        var predictions = InputShapeCheck.Predictions(model, data.X, names, taken);
        ValueRange[] ranges = [.. data.X.Select((x, i) => FiniteNumbers.Check(x, model.DType, names[i]))];
        for (var k = 0; k < predictions.Length; k++)
        {
            if (setup.Outputs[k].Loss is { } loss)
                LossCheck.Suits(loss, model, k, predictions[k][-1], warnings);
            if (setup.Outputs[k].NeedsTargets)
                TargetCheck.Suit(model, setup, k, data.TargetsOf(k),
                    setup.Outputs.Length == 1 ? $"{purpose}y" : $"{purpose}y of output '{setup.Outputs[k].Name}'",
                    predictions[k], warnings);
        }
        for (var i = 0; i < names.Length; i++)
            model.CheckData(i, data.X[i], names[i]);
        MaskCheck.Warn(model.Graph, [.. data.X.Select(x => x.Shape)], warnings);
        for (var i = 0; i < names.Length; i++)
            if (LooksLikePixels(data.X[i], ranges[i]) && !TakesAnyRange(model.Graph, model.Graph.Inputs[i]))
                warnings.AddOnce($"{names[i]} spans 0..{ranges[i].Max:0}, like images that were not scaled; "
                    + "training often goes astray. Divide by 255, or begin the model with Rescaling(1.0 / 255).");
        return predictions;
    }

    /// <summary>Shapes that the model takes, and numbers only. Gives the shapes of the predictions.</summary>
    public static Shape[] Predictable(Model model, TensorList x)
    {
        string[] names = [.. x.Select((_, i) => NameOf(model, "", i))];
        var predictions = InputShapeCheck.Predictions(model, x, names, InputShapeCheck.Taken(model, x));
        for (var i = 0; i < names.Length; i++)
        {
            FiniteNumbers.Check(x[i], model.DType, names[i]);
            model.CheckData(i, x[i], names[i]);
        }
        return predictions;
    }

    static string NameOf(Model model, string purpose, int input) => model.Graph.Inputs.Length == 1
        ? $"{purpose}x" : $"{purpose}x of input '{model.InputNames[input]}'";

    /// <summary>Bytes, images, or rows as wide as a small image, that reach from 0 to about 255.</summary>
    static bool LooksLikePixels(Tensor x, ValueRange range) =>
        (x.DType == DType.UInt8 || (x.IsFloat && (x.Rank >= 3 || x.Shape[1] >= 64)))
        && range is { Max: > 200 and <= 255, Min: >= 0 and < 50 };

    /// <summary>
    /// Whether the model begins by scaling what it is given, or takes it as names, before any layer that computes with
    /// it; moving pixels about does not count.
    /// </summary>
    static bool TakesAnyRange(Graph graph, int place) => Array.TrueForAll(graph.Steps, step =>
        Array.IndexOf(step.From, place) is var at && (at < 0 || (step.Layer switch
        {
            Input or Flatten or RandomAffine => TakesAnyRange(graph, step.To[0]),
            Model model => TakesAnyRange(model.Graph, model.Graph.Inputs[at]),
            _ => step.Layer is Rescaling || !step.Layer.HasInputGradient,
        })));

    /// <summary>"1 row", "2 rows".</summary>
    public static string Count(int count, string of) => count == 1 ? $"1 {of}" : $"{count:N0} {of}s";
}
