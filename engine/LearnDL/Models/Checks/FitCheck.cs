using LearnDL.Callbacks;

namespace LearnDL.Models;

/// <summary>What is asked of the settings of Fit and Evaluate.</summary>
static class FitCheck
{
    /// <summary>Gives the settings back with the data in the order of the model's inputs and outputs.</summary>
    public static FitSettings Settings(Model model, TrainingSetup setup, FitSettings fit)
    {
        Hyperparameter.AtLeast(1, fit.BatchSize, "BatchSize");
        Hyperparameter.AtLeast(1, fit.Epochs, "Epochs");
        if (Hyperparameter.AtLeast(0, fit.InitialEpoch, "InitialEpoch") > fit.Epochs)
            throw new HyperparameterException($"Nothing to train: epoch {fit.InitialEpoch} comes after the last.",
                "InitialEpoch < Epochs", $"InitialEpoch {fit.InitialEpoch}, Epochs {fit.Epochs}",
                "Epochs is where training ends, not how many more: "
                    + $"{fit.InitialEpoch + (long)fit.Epochs} for {fit.Epochs} more.");
        Hyperparameter.AtLeast(1, fit.ValidationFreq, "ValidationFreq");
        Hyperparameter.Share(fit.ValidationSplit, "ValidationSplit");
        Steps(fit.StepsPerEpoch, "StepsPerEpoch");
        Steps(fit.ValidationSteps, "ValidationSteps");
        Steps(fit.ValidationBatchSize, "ValidationBatchSize");
        Verbose(fit.Verbose);
        CallbackList.Check(fit.Callbacks, "Fit");
        if (fit.Callbacks.OfType<BackupAndRestore>().Count() > 1)
            throw new ModelException("Fit was given two BackupAndRestore.", "one at most", "two or more",
                "Keep one: a training can go on from one place only.");
        fit = Validation(model, setup, fit);
        if (fit.Batches is not null)
            return fit;
        var data = DataCheck.Paired(model, setup, fit.Samples, $"Fit of model '{model.Name}'");
        return fit with { X = data.X, Y = data.Y, SampleWeight = data.Weights };
    }

    static FitSettings Validation(Model model, TrainingSetup setup, FitSettings fit)
    {
        if (fit.ValidationData?.Samples is not { } held)
            return fit;
        var data = DataCheck.Paired(model, setup, held, "Validation");
        return fit with { ValidationData = new(data.X, data.Y, data.Weights) };
    }

    /// <summary>The settings of Evaluate and Predict.</summary>
    public static void Testing(int batchSize, int verbose, int? steps, IReadOnlyList<Callback> callbacks, string who)
    {
        Hyperparameter.AtLeast(1, batchSize, "BatchSize");
        Steps(steps, "Steps");
        Verbose(verbose);
        CallbackList.Check(callbacks, who);
    }

    static void Steps(int? steps, string name)
    {
        if (steps is { } given)
            Hyperparameter.AtLeast(1, given, name);
    }

    public static void Verbose(int verbose)
    {
        if (verbose is < 0 or > 2)
            throw new HyperparameterException("Verbose is out of range.",
                "0 silent, 1 a progress bar, 2 one line per epoch", $"{verbose}", "Use 2 for a log file.");
    }

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
            $"ValidationSplit {share} of {DataCheck.Count(samples, "sample")} leaves "
                + $"{(at == 0 ? "none to train on" : "0 for validation")}.",
            "both sides with at least one sample", $"{at} to train, {samples - at} to validate",
            "Choose another share, or give validationData.");
    }

    /// <summary>Warns of settings that are allowed but have no effect. Keras says nothing of them.</summary>
    public static void Warn(FitSettings fit, List<string> warnings)
    {
        var (first, end, freq) = (fit.InitialEpoch, fit.Epochs, fit.ValidationFreq);
        if (first == end)
            warnings.AddOnce($"Nothing to train: initialEpoch {first} is where training ends. "
                + "Raise epochs, which counts from the very beginning.");
        if (fit.ValidationData is not null && fit.ValidationSplit > 0)
            warnings.AddOnce($"validationSplit {fit.ValidationSplit} has no effect, "
                + "as validationData is given. Leave one of them out.");
        if (fit.ValidationData?.Batches is not null && fit.ValidationBatchSize is { } size)
            warnings.AddOnce($"validationBatchSize {size} has no effect, as validationData is given in batches. "
                + "Make the batches of that size.");
        var validates = fit.ValidationData is not null || fit.ValidationSplit > 0;
        if (!validates && freq > 1)
            warnings.AddOnce($"validationFreq {freq} has no effect: there is nothing to validate on. "
                + "Give validationSplit or validationData.");
        var last = end / freq * freq; // the last epoch that validates, counted from 1
        if (validates && last <= first && first < end)
            warnings.AddOnce($"Nothing is validated: validationFreq {freq} asks for it after every {freq} epochs, "
                + $"but training goes from epoch {first + 1} to {end}. Make validationFreq smaller, or train longer.");
    }
}
