using LearnDL.Losses;
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
                throw new DataException($"x has {samples:N0} samples, {name} has {given:N0}.", "one row for one row", $"{name} ends {Math.Abs(samples - given):N0} rows {(given < samples ? "early" : "late")}", "Check how the two were split or filtered.");
        }
    }

    /// <summary>Everything about samples and targets that the model and its loss could stumble over.</summary>
    public static void Samples(Model model, Loss loss, ValidationData data, string name, List<string> warnings)
    {
        Input(model, data.X, name);
        Finite(data.Y, "y");
        loss.CheckTargets(data.Y, model.OutputShape);
        if (data.X.IsFloat && Spans(data.X) is > 200 and <= 255 && data.X.Min().Item() >= 0 && data.X.Rank >= 3)
            Warn($"{name} spans 0..{data.X.Max().Item():0}, like images that were not scaled; training often goes astray. Divide by 255.");

        void Warn(string warning)
        {
            if (!warnings.Contains(warning))
                warnings.Add(warning);
        }
    }

    /// <summary>The shape that the first layer takes, and numbers only.</summary>
    public static void Input(Model model, Tensor x, string name)
    {
        var shape = x.Shape.With(0, Shape.Unknown);
        foreach (var layer in model.Layers)
            shape = layer.OutputShape(shape);
        Finite(x, name);
    }

    /// <summary>Where a validation split begins: at floor(n·(1 − share)), both sides with samples.</summary>
    public static int SplitAt(int samples, double share)
    {
        var at = (int)Math.Floor(samples * (1 - share));
        return at > 0 && at < samples ? at : throw new DataException(
            $"ValidationSplit {share} of {samples} samples leaves {(at == 0 ? "none to train on" : "0 for validation")}.", "both sides with at least one sample", $"{at} to train, {samples - at} to validate", "Choose another share, or give validationData.");
    }

    static void Finite(Tensor x, string name)
    {
        if (!x.IsFloat || double.IsFinite(x.Subtract(x).Sum().Item())) // NaN − NaN and ∞ − ∞ are NaN, everything else is 0
            return;
        for (var i = 0; i < x.Size; i++)
            if (!double.IsFinite(x.ValueAt(i)))
            {
                var width = Math.Max(1, x.Size / x.Shape[0]);
                throw new DataException($"{name} has {x.ValueAt(i)} at row {i / width}, column {i % width}.", "finite numbers", $"{x.ValueAt(i)} in {name} {x.Shape}", "Fill or drop the missing values before training.");
            }
    }

    static double Spans(Tensor x) => x.Max().Item() - x.Min().Item();
}
