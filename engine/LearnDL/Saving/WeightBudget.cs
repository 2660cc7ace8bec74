using LearnDL.Tensors;

namespace LearnDL.Saving;

/// <summary>
/// While a file is read: how many numbers it has. A model whose weights are more than that is refused before the memory
/// for them is taken, and weights that the file will give are not drawn first.
/// </summary>
public static class WeightBudget
{
    [ThreadStatic] static long? left;

    /// <summary>Whether a file is being read by this thread.</summary>
    internal static bool IsSet => left is not null;

    /// <summary>
    /// Makes a model with at most this many numbers as weights, all 0 until they are set:
    /// <c>WeightBudget.Within(count, () => Model.FromJson(json))</c>.
    /// </summary>
    /// <exception cref="ConfigException">The model would have more.</exception>
    public static T Within<T>(long numbers, Func<T> make)
    {
        var before = left;
        left = numbers;
        try
        {
            return make();
        }
        finally
        {
            left = before;
        }
    }

    /// <summary>Takes a weight's numbers off.</summary>
    /// <exception cref="ConfigException">The file has not as many.</exception>
    internal static void Take(Layers.Layer layer, string name, Shape shape, double numbers)
    {
        if (left is not { } rest)
            return;
        if (numbers > rest)
            throw new ConfigException($"The file's config and its weights do not belong together: the {name} of {layer} "
                + $"{shape} would need more numbers than there are.", $"at most {rest:N0}", $"{numbers:N0}",
                "Take the file as it was saved.");
        left = rest - (long)numbers;
    }
}
