namespace LearnDL.Models;

/// <summary>Settings of Fit that are allowed but have no effect. Keras says nothing of them.</summary>
static class FitCheck
{
    public static void Warn(FitSettings fit, List<string> warnings)
    {
        var (first, end, freq) = (fit.InitialEpoch, fit.Epochs, fit.ValidationFreq);
        if (first == end)
            warnings.AddOnce($"Nothing to train: initialEpoch {first} is where training ends. "
                + "Raise epochs, which counts from the very beginning.");
        if (fit.ValidationData is not null && fit.ValidationSplit > 0)
            warnings.AddOnce($"validationSplit {fit.ValidationSplit} has no effect, "
                + "as validationData is given. Leave one of them out.");
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
