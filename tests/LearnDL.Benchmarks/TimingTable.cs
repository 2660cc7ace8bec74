using System.Globalization;

namespace LearnDL.Benchmarks;

/// <summary>What one program printed: lines of a name, a tab and a figure, which is the median seconds of a workload or the GFLOP/s of a product.</summary>
sealed class TimingTable
{
    readonly Dictionary<string, List<double>> figures = [];

    /// <summary>Takes the lines of one round.</summary>
    public void Add(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (line.Split('\t') is [var name, var figure, ..] && double.TryParse(figure, CultureInfo.InvariantCulture, out var value))
            {
                if (!figures.TryGetValue(name, out var values))
                    figures[name] = values = [];
                values.Add(value);
            }
    }

    /// <summary>The median over the rounds; NaN where nothing was measured.</summary>
    public double this[string name]
    {
        get
        {
            if (!figures.TryGetValue(name, out var values))
                return double.NaN;
            var sorted = values.Order().ToArray();
            return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
        }
    }

    /// <summary>The largest over the rounds: what comes nearest to the machine's peak, which is the best of many runs as well.</summary>
    public double Best(string name) => figures.TryGetValue(name, out var values) ? values.Max() : double.NaN;
}
