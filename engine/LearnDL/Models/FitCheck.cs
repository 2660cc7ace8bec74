namespace LearnDL.Models;

/// <summary>Settings of Fit that are allowed but bring nothing about. Keras says nothing of them.</summary>
static class FitCheck
{
    public static void Warn(FitSettings fit, List<string> warnings)
    {
        if (fit.InitialEpoch == fit.Epochs)
            warnings.AddOnce($"Nothing to train: initialEpoch {fit.InitialEpoch} is the end already. Give more epochs, counted from the very beginning.");
        if (fit.ValidationData is not null && fit.ValidationSplit > 0)
            warnings.AddOnce(FormattableString.Invariant($"validationSplit {fit.ValidationSplit} has no effect, as validationData is given. Leave one of them out."));
        var validates = fit.ValidationData is not null || fit.ValidationSplit > 0;
        if (!validates && fit.ValidationFreq > 1)
            warnings.AddOnce($"validationFreq {fit.ValidationFreq} has no effect: there is nothing to validate on. Give validationSplit or validationData.");
        var last = fit.Epochs / fit.ValidationFreq * fit.ValidationFreq; // the last epoch, counted from 1, that validates
        if (validates && last <= fit.InitialEpoch && fit.InitialEpoch < fit.Epochs)
            warnings.AddOnce($"Nothing is validated: validationFreq {fit.ValidationFreq} asks for it after every {fit.ValidationFreq} epochs, "
                + $"but training goes from epoch {fit.InitialEpoch + 1} to {fit.Epochs}. Make validationFreq smaller, or train longer.");
    }
}
