using LearnDL.Saving;

namespace LearnDL.Optimizers;

/// <summary>
/// One rate up to a step, that step included, and another from there on: values[i] for boundaries[i − 1] &lt; t ≤
/// boundaries[i].
/// </summary>
public sealed class PiecewiseConstantDecay : LearningRateSchedule
{
    readonly long[] boundaries;
    readonly double[] values;

    /// <param name="boundaries">The last step of every rate but the last one, in rising order.</param>
    /// <param name="values">The rates, one more than boundaries.</param>
    /// <exception cref="HyperparameterException">The numbers of the two do not fit, a boundary is not larger than the
    /// one before it (Keras would add up two rates), or a rate is negative.</exception>
    public PiecewiseConstantDecay(IReadOnlyList<long> boundaries, IReadOnlyList<double> values)
    {
        if (boundaries.Count == 0 || values.Count != boundaries.Count + 1)
            throw new HyperparameterException("PiecewiseConstantDecay: boundaries and values do not fit each other.",
                "at least one boundary, and one value more than boundaries",
                $"{boundaries.Count} boundaries, {values.Count} values",
                "Give the rate before the first boundary, between any two, and after the last.");
        for (var i = 1; i < boundaries.Count; i++)
            if (boundaries[i] <= boundaries[i - 1])
                throw new HyperparameterException("PiecewiseConstantDecay: the boundaries do not rise.",
                    "every boundary larger than the one before it",
                    $"{boundaries[i - 1]} before {boundaries[i]}", "Sort them, and leave out what is there twice.");
        this.boundaries = [.. boundaries];
        this.values = [.. values.Select((value, i) => Rate(value, $"values[{i}]"))];
    }

    /// <inheritdoc/>
    public override double At(long step)
    {
        var i = 0;
        while (i < boundaries.Length && step > boundaries[i])
            i++;
        return values[i];
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "boundaries", Array.ConvertAll(boundaries, step => (double)step) }, { "values", values },
    };

    /// <summary>A schedule with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static PiecewiseConstantDecay FromConfig(Config config) =>
        Make(config, c => new PiecewiseConstantDecay(
            [.. (c.NumbersOrNull("boundaries") ?? []).Select(step => (long)step)], c.NumbersOrNull("values") ?? []));
}
