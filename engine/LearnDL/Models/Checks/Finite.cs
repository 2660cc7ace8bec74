using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>
/// Where numbers are asked whether they are finite: data as the model reads them, weights, and what comes out. Of
/// gradients, the optimizer asks in every step.
/// </summary>
static class Finite
{
    /// <summary>
    /// Data that are finite, also as the type that the model computes with: 1e39 is a number in Float64, but infinite
    /// in Float32. Gives their range.
    /// </summary>
    /// <param name="x">The numbers.</param>
    /// <param name="computed">The model's type.</param>
    /// <param name="name">What an error calls them.</param>
    /// <param name="fix">The way out, where it is not that of data.</param>
    public static ValueRange Data(Tensor x, DType computed, string name, string? fix = null)
    {
        var range = ValueRange.Of(x);
        if (range.Bad > 0)
            throw Bad(x, name, range.FirstBad, "finite numbers",
                $"{range.Bad:N0} of {x.Size:N0} numbers are not, in {name} {x.Shape}",
                fix ?? "Fill or drop the missing values before training.");
        var overflows = float.IsInfinity((float)range.Max) || float.IsInfinity((float)range.Min);
        if (computed == DType.Float32 && x.DType == DType.Float64 && overflows)
            throw Bad(x, name, FirstBeyondFloat32(x), $"numbers that {computed} holds: up to {float.MaxValue:0.#e+0}",
                $"{name} {x.Shape} of type {x.DType}, from {range.Min:0.###e+0} to {range.Max:0.###e+0}",
                fix ?? $"Bring {name} to a smaller scale (Standardizer, MinMaxScaler, or its logarithm), or compute in "
                    + "Float64: new Sequential(dtype: DType.Float64).");
        return range;
    }

    static DataException Bad(Tensor x, string name, int at, string expected, string got, string fix)
    {
        var width = Math.Max(1, x.Size / x.Shape[0]);
        return new DataException($"{name} has {x.ValueAt(at)} at row {at / width:N0}, column {at % width:N0}.",
            expected, got, fix);
    }

    static int FirstBeyondFloat32(Tensor x)
    {
        var at = 0;
        while (float.IsFinite((float)x.ValueAt(at)))
            at++;
        return at;
    }

    /// <summary>
    /// The same of weights of samples, where there are any; that they are finite themselves was asked already.
    /// </summary>
    public static void Weights(Tensor weights, DType computed, string name)
    {
        if (weights.HasValue)
            Data(weights, computed, name, "Divide them all by one number; only their ratios matter.");
    }

    /// <summary>
    /// Says that a weight is not finite before (or after) a training, which can only come from outside: the steps of an
    /// optimizer leave none so.
    /// </summary>
    public static void Weights(Model model, string when)
    {
        if (FirstBadWeight(model) is { } bad)
            throw new ModelException($"The weight {bad}, {when}.", "finite weights", bad,
                "It was set so by code of your own. Set it to finite numbers, or begin with a new model.");
    }

    /// <summary>The name of the first weight that is not finite, and its number; null where all are.</summary>
    public static string? FirstBadWeight(Model model)
    {
        foreach (var layer in model.Layers)
            foreach (var parameter in layer.Parameters)
                if (!double.IsFinite(Magnitude.Largest(parameter.Value)))
                {
                    var range = ValueRange.Of(parameter.Value);
                    return $"'{layer.Name}/{parameter.Name}' has {parameter.Value.ValueAt(range.FirstBad)} as number "
                        + $"{range.FirstBad} of {parameter.Value.Shape}";
                }
        return null;
    }

    /// <summary>
    /// Warns of figures of an epoch that are no finite numbers, each once: to break off a training for a validation
    /// would be worse.
    /// </summary>
    public static void Figures(Logs logs, List<string> warnings)
    {
        foreach (var (key, value) in logs)
            if (!double.IsFinite(value))
                warnings.AddOnce($"'{key}' became {value}, which is not a finite number. "
                    + (key.StartsWith("val_", StringComparison.Ordinal) ? "Are the validation data scaled as x is? " : "")
                    + "EarlyStopping counts such a value as no improvement.");
    }
}
