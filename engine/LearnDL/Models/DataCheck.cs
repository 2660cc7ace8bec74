using LearnDL.Layers;
using LearnDL.Metrics;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>What is asked of the data before anything is computed. Every error names the first row that is wrong.</summary>
static class DataCheck
{
    public static void Fit(string model, FitSettings fit)
    {
        Hyperparameter.AtLeast(1, fit.BatchSize, "BatchSize");
        Hyperparameter.AtLeast(1, fit.Epochs, "Epochs");
        Hyperparameter.AtLeast(0, fit.InitialEpoch, "InitialEpoch");
        Hyperparameter.AtLeast(1, fit.ValidationFreq, "ValidationFreq");
        Hyperparameter.Share(fit.ValidationSplit, "ValidationSplit");
        if (fit.Verbose is < 0 or > 2)
            throw new HyperparameterException("Verbose is out of range.", "0 silent, 1 a progress bar, 2 a line an epoch", $"{fit.Verbose}", "Use 2 for a log file.");
        NotEmpty(fit.X, $"Fit of model '{model}'");
        Paired(new ValidationData(fit.X, fit.Y, fit.SampleWeight));
        if (fit.ValidationData is { } held)
        {
            NotEmpty(held.X, "Validation");
            Paired(held);
        }
    }

    public static void NotEmpty(Tensor x, string who)
    {
        if (!x.HasValue || x.Rank == 0 || x.Shape[0] == 0)
            throw new DataException($"{who} got 0 samples.", "at least one sample", x.HasValue ? $"shape {x.Shape}" : "no tensor", "Was the file only a header, or did a filter remove every row?");
    }

    /// <summary>As many targets, and weights, as samples.</summary>
    public static void Paired(ValidationData data)
    {
        NotEmpty(data.X, "The model");
        Same(data.X, data.Y, "y");
        if (data.SampleWeight.HasValue)
            Same(data.X, data.SampleWeight, "sampleWeight");

        static void Same(Tensor x, Tensor other, string name)
        {
            int samples = x.Shape[0], given = other.HasValue && other.Rank > 0 ? other.Shape[0] : 0;
            if (samples != given)
                throw new DataException($"x has {samples:N0} samples, {name} has {given:N0}.", "one row for one row", $"{name} ends {Count(Math.Abs(samples - given), "row")} {(given < samples ? "early" : "late")}", "Check how the two were split or filtered.");
        }
    }

    /// <summary>Everything about samples and targets that the model, its loss and its metrics could stumble over. Gives the shape of the prediction.</summary>
    public static Shape Samples(Model model, Compiled compiled, ValidationData data, string name, List<string> warnings)
    {
        var prediction = Input(model, data.X, name);
        LossCheck.Suits(compiled.Loss!, model.Layers, warnings);
        Finite(data.Y, name.Replace('x', 'y'));
        compiled.Loss!.CheckTargets(data.Y, prediction, $"{model.Layers[^1]}");
        foreach (var metric in compiled.MetricNames)
            Metric.Create(metric, prediction, data.Y.Shape).CheckTargets(data.Y, prediction);
        if (LooksLikePixels(data.X))
            Warn($"{name} spans 0..{data.X.Max().Item():0}, like images that were not scaled; training often goes astray. Divide by 255.");

        void Warn(string warning)
        {
            if (!warnings.Contains(warning))
                warnings.Add(warning);
        }
        return prediction;
    }

    /// <summary>A shape that the model takes, and numbers only. Gives the shape of the prediction.</summary>
    public static Shape Input(Model model, Tensor x, string name)
    {
        if (x.Rank == 1)
            throw new ShapeException($"{name} has no axis for features.", "(samples, features)", $"{x.Shape}", $"One feature a sample? Use {name}.Reshape(-1, 1).");
        var built = model.IsBuilt ? model.InputShape : x.Shape.With(0, Shape.Unknown);
        if (x.Rank == built.Rank && !x.Shape.Fits(built))
            throw Misfit();
        var prediction = model.OutputShapeOf(x.Shape); // a layer that cannot take it says so itself
        if (x.Rank != built.Rank)
            throw Misfit();
        Finite(x, name);
        return prediction.With(0, Shape.Unknown);

        ShapeException Misfit() => new($"Model '{model.Name}' was built for {Sample(built)}; {name} has {Sample(x.Shape)}.", $"{built}", $"{x.Shape}", "Check the columns: is one missing, or the target still among them?");
    }

    static string Sample(Shape shape) => shape.Rank == 2 ? $"{shape[1]} features" : $"samples of shape {shape[1..]}";

    /// <summary>Where a validation split begins: at floor(n·(1 − share)), both sides with samples.</summary>
    public static int SplitAt(int samples, double share)
    {
        var at = (int)Math.Floor(samples * (1 - share));
        return at > 0 && at < samples ? at : throw new DataException(
            $"ValidationSplit {share} of {Count(samples)} leaves {(at == 0 ? "none to train on" : "0 for validation")}.", "both sides with at least one sample", $"{at} to train, {samples - at} to validate", "Choose another share, or give validationData.");
    }

    static void Finite(Tensor x, string name)
    {
        if (!x.IsFloat || double.IsFinite(x.Subtract(x).Sum().Item())) // NaN − NaN and ∞ − ∞ are NaN, everything else is 0
            return;
        for (var i = 0; i < x.Size; i++)
            if (!double.IsFinite(x.ValueAt(i)))
            {
                var width = Math.Max(1, x.Size / x.Shape[0]);
                var bad = Enumerable.Range(0, x.Size).Count(at => !double.IsFinite(x.ValueAt(at)));
                throw new DataException($"{name} has {x.ValueAt(i)} at row {i / width:N0}, column {i % width:N0}.", "finite numbers", $"{bad:N0} of {x.Size:N0} numbers are not, in {name} {x.Shape}", "Fill or drop the missing values before training.");
            }
    }

    /// <summary>Bytes, images, or rows as wide as a small image, that reach from 0 to about 255.</summary>
    static bool LooksLikePixels(Tensor x) =>
        (x.DType == DType.UInt8 || (x.IsFloat && (x.Rank >= 3 || x.Shape[1] >= 64))) && x.Max().Item() is > 200 and <= 255 && x.Min().Item() is >= 0 and < 50;

    static string Count(int count, string of = "sample") => count == 1 ? $"1 {of}" : $"{count:N0} {of}s";
}
