using System.Globalization;

namespace LearnDL.Benchmarks;

/// <summary>
/// What one program printed: lines of a name, a tab and a figure, which is the median seconds of a
/// workload or the GFLOP/s of a product.
/// </summary>
sealed class TimingTable
{
    readonly Dictionary<string, List<double>> figures = [];

    /// <summary>Takes the lines of one round.</summary>
    public void Add(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (line.Split('\t') is [var name, var figure, ..]
                && double.TryParse(figure, CultureInfo.InvariantCulture, out var value))
            {
                if (!figures.TryGetValue(name, out var values))
                    figures[name] = values = [];
                values.Add(value);
            }
    }

    /// <summary>The median over the rounds.</summary>
    /// <exception cref="InvalidOperationException">The program never printed this name.</exception>
    public double this[string name]
    {
        get
        {
            var sorted = Rounds(name).Order().ToArray();
            return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2]
                : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
        }
    }

    /// <summary>
    /// The largest over the rounds: what comes nearest to the machine's peak, which is the best of many runs as well.
    /// </summary>
    public double Best(string name) => Rounds(name).Max();

    List<double> Rounds(string name) => figures.TryGetValue(name, out var values) ? values :
        throw new InvalidOperationException($"'{name}' was not measured. Measured: "
            + $"{(figures.Count == 0 ? "nothing" : string.Join(", ", figures.Keys))}. "
            + "Every program must print a line for it: the name, a tab, the figure.");
}
