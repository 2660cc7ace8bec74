using LearnDL.Callbacks;
using LearnDL.Data;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>What is asked of the data before anything is computed. Every error names the first row that is wrong.</summary>
static class DataCheck
{
    public static void Fit(string model, FitSettings fit)
    {
        Hyperparameter.AtLeast(1, fit.BatchSize, "BatchSize");
        Hyperparameter.AtLeast(1, fit.Epochs, "Epochs");
        if (Hyperparameter.AtLeast(0, fit.InitialEpoch, "InitialEpoch") > fit.Epochs)
            throw new HyperparameterException($"Nothing to train: epoch {fit.InitialEpoch} comes after the last.",
                "InitialEpoch < Epochs", $"InitialEpoch {fit.InitialEpoch}, Epochs {fit.Epochs}",
                $"Epochs is where training ends, not how many more: {fit.InitialEpoch + (long)fit.Epochs} for {fit.Epochs} more.");
        Hyperparameter.AtLeast(1, fit.ValidationFreq, "ValidationFreq");
        Hyperparameter.Share(fit.ValidationSplit, "ValidationSplit");
        Verbose(fit.Verbose);
        CallbackList.Check(fit.Callbacks);
        NotEmpty(fit.X, $"Fit of model '{model}'");
        Paired(new Samples(fit.X, fit.Y, fit.SampleWeight));
        if (fit.ValidationData is { } held)
        {
            NotEmpty(held.X, "Validation");
            Paired(held.Samples);
        }
    }

    public static void Verbose(int verbose)
    {
        if (verbose is < 0 or > 2)
            throw new HyperparameterException("Verbose is out of range.", "0 silent, 1 a progress bar, 2 a line an epoch", $"{verbose}", "Use 2 for a log file.");
    }

    public static void NotEmpty(Tensor x, string who)
    {
        if (!x.HasValue || x.Rank == 0 || x.Shape[0] == 0)
            throw new DataException($"{who} got 0 samples.", "at least one sample", x.HasValue ? $"shape {x.Shape}" : "no tensor", "Was the file only a header, or did a filter remove every row?");
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
                throw new DataException($"x has {samples:N0} samples, {name} has {given:N0}.", "one row for one row", $"{name} ends {Count(Math.Abs(samples - given), "row")} {(given < samples ? "early" : "late")}", "Check how the two were split or filtered.");
        }
    }

    /// <summary>Everything about samples and targets that the model, its loss and its metrics could stumble over. Gives the shape of the prediction.</summary>
    public static Shape Data(Model model, Compiled compiled, Samples data, List<string> warnings) =>
        Data(model, compiled, data, "x", Taken(model, data.X.Shape), warnings);

    /// <summary>The same of the samples to validate on, beside samples of shape <paramref name="trained"/> to train on.</summary>
    public static Shape Validation(Model model, Compiled compiled, Samples data, Shape trained, List<string> warnings) =>
        Data(model, compiled, data, "validation x", Taken(model, trained), warnings);

    static Shape Data(Model model, Compiled compiled, Samples data, string name, Shape taken, List<string> warnings)
    {
        var prediction = Prediction(model, data.X, name, taken);
        var range = Finite.Data(data.X, model.DType, name);
        LossCheck.Suits(compiled.Loss!, model.Layers, prediction[-1], warnings);
        var targets = Finite.Data(data.Y, model.DType, name.Replace('x', 'y'));
        TargetCheck.Suit(model, compiled, data.Y, targets, prediction, warnings);
        First(model)?.CheckData(data.X, name);
        MaskCheck.Warn(model.Layers, data.X.Shape, warnings);
        if (LooksLikePixels(data.X, range) && !TakesAnyRange(model))
            warnings.AddOnce($"{name} spans 0..{range.Max:0}, like images that were not scaled; training often goes astray. Divide by 255, or begin the model with Rescaling(1.0 / 255).");
        return prediction;
    }

    /// <summary>A shape that the model takes, and numbers only. Gives the shape of the prediction.</summary>
    public static Shape Input(Model model, Tensor x)
    {
        var prediction = Prediction(model, x, "x", Taken(model, x.Shape));
        Finite.Data(x, model.DType, "x");
        First(model)?.CheckData(x, "x");
        return prediction;
    }

    /// <summary>The shape that the model takes: that of the samples to train on, as long as it is not built.</summary>
    static Shape Taken(Model model, Shape samples) => model.IsBuilt ? model.InputShape : samples.With(0, Shape.Unknown);

    static Shape Prediction(Model model, Tensor x, string name, Shape taken)
    {
        var isRecurrent = Any<IRecurrentLayer>(model);
        if (x.Rank == 1 && First(model) is IRecurrentLayer or Bidirectional)
            throw new ShapeException($"{name} is one row of numbers, and the model takes sequences.", "(samples, time, features)", $"{x.Shape}", $"A series? {Windows.Advice(name, x.Size)} A single sequence? Use {name}.Reshape(1, -1, 1).");
        if (x.Rank == 1)
            throw new ShapeException($"{name} has no axis for features.", "(samples, features)", $"{x.Shape}", x.Size == taken[-1]
                ? $"One sample? Use {name}.Reshape(1, -1), or a slice such as {name}[..1] that keeps the axis." : $"One feature a sample? Use {name}.Reshape(-1, 1).");
        var ids = First(model) is Embedding;
        if (x.Rank == taken.Rank ? !x.Shape.Fits(taken) : taken.Rank == 4 || LacksOneAxis(x.Shape, taken))
            throw Misfit();
        var prediction = model.OutputShapeOf(x.Shape); // a layer that cannot take it says so itself
        if (x.Rank != taken.Rank)
            throw Misfit();
        return prediction.With(0, Shape.Unknown);

        ShapeException Misfit() => new($"{(model.IsBuilt ? $"Model '{model.Name}' was built for" : "x has")} {Sample(taken, ids)}; {name} has {Sample(x.Shape, ids)}.", $"{taken}", $"{x.Shape}", ids && isRecurrent && (x.Rank, taken.Rank) == (2, 2)
            ? $"Bring the sequences of ids to one length, PadSequences(maxLength: {taken[1]}), or begin the model with Input([-1]) for any length."
            : Mend(x.Shape, taken, name, isRecurrent));
    }

    /// <summary>A single sequence (T, D) without the axis of samples, or sequences of single numbers (N, T) without the axis of features.</summary>
    static bool LacksOneAxis(Shape given, Shape taken) => (given.Rank, taken.Rank) == (2, 3) && (given.Fits(taken[1..]) || (taken[2] == 1 && given[1..].Fits(taken[1..2])));

    /// <summary>Whether the model has a layer of this kind, or one that is made of it.</summary>
    static bool Any<T>(Model model)
    {
        foreach (var layer in model.Layers)
            foreach (var part in Wrapper.Parts(layer))
                if (part is T)
                    return true;
        return false;
    }

    /// <summary>The way from a shape to the one a model takes, as far as it can be guessed.</summary>
    static string Mend(Shape given, Shape taken, string name, bool isRecurrent) => (given.Rank, taken.Rank) switch
    {
        (4, 4) when given[1] == taken[3] && given[3] != taken[3] => $"The images look channels-first. Turn them with {name}.Transpose(0, 2, 3, 1).",
        (4, 4) when given[3] != taken[3] => "Check the channels: are the images grey where the model was made for colours, or the other way round?",
        (4, 4) => "The images have another size. Cut or enlarge them, or make a model for theirs.",
        (3, 4) when given.Fits(taken[1..]) => $"A single image? Use {name}.Reshape(1, {string.Join(", ", given.Select(size => $"{size}"))}), or a slice such as {name}[..1] that keeps the axis.",
        (3, 4) when taken[3] == 1 => $"Grey images have one channel: {name}.ExpandDims() makes (N, H, W, 1) of (N, H, W).",
        ( < 4, 4) => $"Images laid out as rows? Use {name}.Reshape(-1, {string.Join(", ", taken[1..].Select(size => $"{size}"))}).",
        (2, 3) when given.Fits(taken[1..]) => $"A single {(isRecurrent ? "sequence" : "sample")}? {name}.ExpandDims(0) makes (1, {given[0]}, {given[1]}) of it.",
        (2, 3) when LacksOneAxis(given, taken) => $"Sequences of single numbers? {name}.ExpandDims() makes ({given[0]}, {given[1]}, 1) of them.",
        (3, 3) when isRecurrent && given[2] == taken[2] => $"Give sequences of {taken[1]} steps, or begin the model with Input([-1, {taken[2]}]) for any number of steps.",
        (3, 3) when isRecurrent => "Check the features of a step: is one missing, or the target still among them?",
        (2, 2) => "Check the columns: is one missing, or the target still among them?",
        _ => "Give data of the shape that the model takes, or make a model for these.",
    };

    static string Sample(Shape shape, bool ids) => shape.Rank == 2 ? $"{shape[1]} {(ids ? "steps" : "features")}" : $"samples of shape {shape[1..]}";

    /// <summary>
    /// Where a validation split begins, both sides with samples: at n − ⌈n·share⌉, as the decimals say.
    /// (Keras computes floor(n·(1 − share)), and so finds nothing to train on in 10 samples with a share of 0.9.)
    /// </summary>
    public static int SplitAt(int samples, double share)
    {
        double held = samples * share, whole = Math.Round(held);
        var rounding = 1e-9 + samples * 4e-16; // of the share and of the product
        var at = samples - (int)(Math.Abs(held - whole) <= rounding ? whole : Math.Ceiling(held));
        return at > 0 && at < samples ? at : throw new DataException(
            $"ValidationSplit {share} of {Count(samples)} leaves {(at == 0 ? "none to train on" : "0 for validation")}.", "both sides with at least one sample", $"{at} to train, {samples - at} to validate", "Choose another share, or give validationData.");
    }

    /// <summary>Bytes, images, or rows as wide as a small image, that reach from 0 to about 255.</summary>
    static bool LooksLikePixels(Tensor x, ValueRange range) =>
        (x.DType == DType.UInt8 || (x.IsFloat && (x.Rank >= 3 || x.Shape[1] >= 64))) && range is { Max: > 200 and <= 255, Min: >= 0 and < 50 };

    /// <summary>Whether the model begins by scaling what it is given, or takes it for names, before any layer that computes with it; moving pixels about is no computing.</summary>
    static bool TakesAnyRange(Model model)
    {
        foreach (var layer in model.Layers)
            if (layer is not (Layers.Input or Flatten or RandomAffine))
                return layer is Rescaling || !layer.HasInputGradient;
        return false;
    }

    /// <summary>The layer that gets the data; none where there is but an Input.</summary>
    static Layer? First(Model model)
    {
        foreach (var layer in model.Layers)
            if (layer is not Layers.Input)
                return layer;
        return null;
    }

    static string Count(int count, string of = "sample") => count == 1 ? $"1 {of}" : $"{count:N0} {of}s";
}
