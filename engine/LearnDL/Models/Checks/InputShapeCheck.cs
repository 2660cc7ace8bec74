using LearnDL.Data;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>
/// Whether samples have a shape that the model takes, and the way there, as far as it can be guessed.
/// </summary>
static class InputShapeCheck
{
    /// <summary>The shape that the model takes: that of the samples to train on, as long as it is not built.</summary>
    public static Shape[] Taken(Model model, TensorList samples) => model.IsBuilt ? [.. model.InputShapes]
        : [.. samples.Select(x => x.Shape.With(0, Shape.Unknown))];

    /// <summary>The shapes of the predictions for x, their batch size unknown.</summary>
    /// <exception cref="ShapeException">The model does not take x.</exception>
    public static Shape[] Predictions(Model model, TensorList x, string[] names, Shape[] taken)
    {
        for (var i = 0; i < taken.Length; i++)
            Sample(model, i, x[i], names[i], taken[i]);
        var predictions = model.ComputeOutputShapes([.. x.Select(one => one.Shape)]); // a layer may say what is wrong
        for (var i = 0; i < taken.Length; i++)
            if (x[i].Rank != taken[i].Rank)
                throw Misfit(model, i, x[i].Shape, names[i], taken[i]);
        return [.. predictions.Select(prediction => prediction.With(0, Shape.Unknown))];
    }

    static void Sample(Model model, int input, Tensor x, string name, Shape taken)
    {
        var first = model.Readers(input).FirstOrDefault();
        if (x.Rank == 1 && first is IRecurrentLayer or Bidirectional)
            throw new ShapeException($"{name} is one row of numbers, and the model takes sequences.",
                "(samples, time, features)", $"{x.Shape}",
                $"A series? {Windows.Advice(name, x.Size)} A single sequence? Use {name}.Reshape(1, -1, 1).");
        if (x.Rank == 1)
            throw new ShapeException($"{name} has no axis for features.", "(samples, features)", $"{x.Shape}",
                x.Size == taken[-1]
                    ? $"One sample? Use {name}.Reshape(1, -1), or a slice such as {name}[..1] that keeps the axis."
                    : $"One feature per sample? Use {name}.Reshape(-1, 1).");
        if (x.Rank == taken.Rank ? !x.Shape.Fits(taken)
            : taken.Rank == 4 || LacksOneAxis(x.Shape, taken) || NamesSamples(model, x.Shape, taken))
            throw Misfit(model, input, x.Shape, name, taken);
    }

    static ShapeException Misfit(Model model, int input, Shape given, string name, Shape taken)
    {
        var (isRecurrent, ids) = (model.IsRecurrent, model.Readers(input).FirstOrDefault() is Embedding);
        var who = model.IsBuilt ? $"Model '{model.Name}' was built for" : "x has";
        return new ShapeException($"{who} {Sample(taken, ids)}; {name} has {Sample(given, ids)}.",
            $"{taken}", $"{given}", ids && isRecurrent && (given.Rank, taken.Rank) == (2, 2)
                ? $"Bring the sequences of ids to one length, PadSequences(maxLength: {taken[1]}), "
                    + "or begin the model with Input([-1]) for any length."
                : NamesSamples(model, given, taken)
                    ? "Input names the shape of one sample, without the number of samples: "
                        + $"Input([{Sizes(given[1..])}]). If {name} is a single sample, "
                        + $"{name}.ExpandDims(0) makes (1, {Sizes(given)}) of it."
                : Advice(given, taken, name, isRecurrent));
    }

    /// <summary>
    /// Whether Input seems to name the number of samples, too, as in Input([-1, 10]): the data have all other sizes.
    /// (Sequences may have any number of time steps.)
    /// </summary>
    static bool NamesSamples(Model model, Shape given, Shape taken) => model is Sequential { HasInput: true }
        && !model.IsRecurrent && given.Rank == taken.Rank - 1 && given.Fits(taken[1..])
        && (taken[1] == Shape.Unknown || (taken[1] == given[0] && taken.Rank != 4)); // rank 4: a single image

    /// <summary>
    /// A single sequence (T, D) without the axis of samples, or sequences of single numbers (N, T) without the axis of
    /// features.
    /// </summary>
    static bool LacksOneAxis(Shape given, Shape taken) => (given.Rank, taken.Rank) == (2, 3)
        && (given.Fits(taken[1..]) || (taken[2] == 1 && given[1..].Fits(taken[1..2])));

    /// <summary>The way from a shape to the one a model takes, as far as it can be guessed.</summary>
    static string Advice(Shape given, Shape taken, string name, bool isRecurrent) => (given.Rank, taken.Rank) switch
    {
        (4, 4) when given[1] == taken[3] && given[3] != taken[3] =>
            $"The images look channels-first. Transpose them with {name}.Transpose(0, 2, 3, 1).",
        (4, 4) when given[3] != taken[3] =>
            "Check the channels: are the images grey where the model was made for colours, or the other way round?",
        (4, 4) => "The images have another size. Cut or enlarge them, or make a model for theirs.",
        (3, 4) when given.Fits(taken[1..]) => $"A single image? Use {name}.Reshape(1, {Sizes(given)}), "
            + $"or a slice such as {name}[..1] that keeps the axis.",
        (3, 4) when taken[3] == 1 =>
            $"Grey images have one channel: {name}.ExpandDims() makes (N, H, W, 1) of (N, H, W).",
        ( < 4, 4) => $"Images laid out as rows? Use {name}.Reshape(-1, {Sizes(taken[1..])}).",
        (2, 3) when given.Fits(taken[1..]) =>
            $"A single {(isRecurrent ? "sequence" : "sample")}? "
            + $"{name}.ExpandDims(0) makes (1, {given[0]}, {given[1]}) of it.",
        (2, 3) when LacksOneAxis(given, taken) => "Sequences of single numbers? "
            + $"{name}.ExpandDims() makes ({given[0]}, {given[1]}, 1) of them.",
        (3, 3) when isRecurrent && given[2] == taken[2] => $"Give sequences of {taken[1]} time steps, "
            + $"or begin the model with Input([-1, {taken[2]}]) for any number of time steps.",
        (3, 3) when isRecurrent =>
            "Check the features of a time step: is one missing, or the target still among them?",
        (2, 2) => "Check the columns: is one missing, or the target still among them?",
        _ => "Give data of the shape that the model takes, or make a model for these.",
    };

    static string Sizes(Shape shape) => string.Join(", ", shape.Select(size => $"{size}"));

    static string Sample(Shape shape, bool ids) => shape.Rank != 2 ? $"samples of shape {shape[1..]}"
        : $"{shape[1]} {(ids ? "time steps" : "features")}";
}
