using LearnDL.Models;

namespace LearnDL.Callbacks;

/// <summary>
/// The figure that a callback watches, and which of two values of it is better. (Keras's MonitorCallback.)
/// </summary>
sealed class MonitoredFigure
{
    readonly string owner, key;
    readonly double minDelta;
    readonly bool? risesWhenBetter; // none: as the model says

    public MonitoredFigure(string owner, string key, string mode, double minDelta)
    {
        risesWhenBetter = mode switch
        {
            "auto" => null,
            "min" => false,
            "max" => true,
            _ => throw NameList.Unknown("mode", mode, ["auto", "min", "max"]),
        };
        (this.owner, this.key) = (owner, key);
        this.minDelta = Math.Abs(Hyperparameter.Finite(minDelta, $"{owner}: minDelta"));
    }

    /// <exception cref="ModelException">Fit will not report the figure; said before any weight changes.</exception>
    public void Check(Model model)
    {
        if (model.Figures.Contains(key))
            return;
        var figures = string.Join(", ", model.Figures);
        if (key.StartsWith("val_", StringComparison.Ordinal) && model.Figures.Contains(key[4..]))
            throw new ModelException(
                $"{owner} watches '{key}', but nothing is validated.", figures, key,
                $"Give Fit validationSplit or validationData, or watch '{key[4..]}'.");
        if (risesWhenBetter is null) // a figure that another callback adds may rise or fall
            throw new ModelException(
                $"{owner} does not know the figure '{key}'.", figures, key,
                "Check the name; for a figure that a callback of yours adds, say mode \"min\" or \"max\".");
    }

    /// <summary>The value of an epoch, or null where the epoch did not validate.</summary>
    /// <exception cref="UnknownNameException">There is no such figure.</exception>
    public double? Of(Model model, Logs logs) => logs.TryGetValue(key, out var value) ? value
        : model.Figures.Contains(key) ? null
        : throw NameList.Unknown("figure to monitor", key, [.. logs.Keys]);

    /// <summary>
    /// Whether a value is an improvement. The first one is; one that is not finite never is, not even the first.
    /// </summary>
    public bool IsBest(Model model, double value, double? best) =>
        double.IsFinite(value) && (best is not { } than || IsBetter(model, value, than));

    /// <summary>Whether a value is better than another by more than minDelta.</summary>
    public bool IsBetter(Model model, double value, double than) => (risesWhenBetter ?? model.LargerIsBetter(key))
        ? value - minDelta > than
        : value + minDelta < than;
}
