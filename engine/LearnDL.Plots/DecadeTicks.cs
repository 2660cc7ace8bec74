using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace LearnDL.Plots;

/// <summary>
/// Marks of a logarithmic axis whose places are log₁₀ of the values: 1, 10, 100; where it
/// is too short for them 2, 3, 4.
/// </summary>
static class DecadeTicks
{
    /// <param name="most">No more marks than this: of many decades every second, third, … is marked.</param>
    internal static void Set(IAxis axis, double low, double high, int most = int.MaxValue)
    {
        var (first, count) = ((int)Math.Ceiling(low), (int)Math.Floor(high) - (int)Math.Ceiling(low) + 1);
        var step = (int)Math.Ceiling(count / (double)most);
        double[] values = count > 0
            ? [.. Enumerable.Range(first, count).Where(decade => decade % step == 0)
                .Select(decade => Math.Pow(10, decade))]
            : WithinADecade(low, high);
        axis.TickGenerator = new NumericManual(
            [.. values.Select(Math.Log10)],
            [.. values.Select(value => value.ToString("G6", CultureInfo.InvariantCulture))]);
    }

    static double[] WithinADecade(double low, double high)
    {
        var unit = Math.Pow(10, Math.Floor(low));
        double[] whole = [.. Enumerable.Range(2, 8).Select(digit => digit * unit)
            .Where(value => Math.Log10(value) >= low && Math.Log10(value) <= high)];
        return whole.Length > 0 ? whole : [Math.Pow(10, (low + high) / 2)];
    }
}
