namespace LearnDL.Plots;

/// <summary>What a picture cannot show is refused before anything is drawn.</summary>
static class PlotCheck
{
    /// <exception cref="DataException">There is nothing to draw.</exception>
    internal static void NotEmpty(string plot, string things, int count)
    {
        if (count == 0)
            throw new DataException($"{plot} has nothing to draw.", $"at least one of its {things}", $"no {things}",
                "Name what to draw, or look for the filter or slice that leaves nothing.");
    }

    /// <exception cref="DataException">Of two lists that belong together one is longer.</exception>
    internal static void Paired(string plot, int count, string things, int otherCount, string others)
    {
        if (count != otherCount)
            throw new DataException($"{plot}: its {things} and its {others} do not belong to each other.",
                $"the same number of {things} and {others}",
                $"{count} {things} for {otherCount} {others}", "Make both from the same rows.");
    }

    /// <exception cref="DataException">There are none, or one is NaN or infinite and so has no place.</exception>
    internal static void Finite(string plot, string name, IReadOnlyList<double> values)
    {
        NotEmpty($"{plot}: '{name}'", "values", values.Count);
        AllFinite(plot, name, values);
    }

    /// <exception cref="DataException">One is NaN or infinite and so has no place.</exception>
    internal static void AllFinite(string plot, string name, IReadOnlyList<double> values)
    {
        for (var i = 0; i < values.Count; i++)
            if (!double.IsFinite(values[i]))
                throw new DataException($"{plot}: '{name}' has a value that has no place on an axis.", "finite numbers",
                    $"'{name}' has a {values[i]} at {i}",
                    "Leave it out, or find the division by 0 or the diverged training that it comes from.");
    }

    /// <exception cref="DataException">All are NaN or infinite: a curve may have gaps, but not be one.</exception>
    internal static void AnyFinite(string plot, string name, IReadOnlyList<double> values)
    {
        NotEmpty($"{plot}: '{name}'", "values", values.Count);
        if (!values.Any(double.IsFinite))
            throw new DataException($"{plot}: '{name}' has no value that has a place on an axis.",
                "a finite number at least",
                $"{values.Count} values, the first {values[0]}",
                "Did the training diverge? Try a ten times smaller learning rate.");
    }

    /// <exception cref="DataException">A value is not above 0, or infinite: a logarithmic
    /// axis has no place for it.</exception>
    internal static void AboveZero(string plot, string name, double value)
    {
        if (!(value > 0) || double.IsInfinity(value))
            throw new DataException($"{plot}: '{name}' has no place on a logarithmic axis.", "finite numbers above 0",
                $"'{name}' is {value}", "Leave it out; a 0 can be drawn on a linear axis only.");
    }

    /// <exception cref="HyperparameterException">The ends of an axis or of the colours are not in order.</exception>
    internal static void Range(string plot, (double Low, double High)? range)
    {
        if (range is var (low, high) && !(double.IsFinite(low) && double.IsFinite(high) && low < high))
            throw new HyperparameterException($"{plot}: the range has no length.",
                "two finite numbers, the smaller one first",
                $"({low}, {high})", "Give the lower end first, or no range at all.");
    }
}
