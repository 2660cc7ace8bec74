using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace LearnDL.Plots;

/// <summary>Marks of a logarithmic axis whose places are log₁₀ of the values: 1, 10, 100.</summary>
static class DecadeTicks
{
    /// <param name="most">No more marks than this: of many decades every second, third, … is marked.</param>
    internal static void Set(IAxis axis, double low, double high, int most = int.MaxValue)
    {
        var (first, count) = ((int)Math.Ceiling(low), Math.Max(1, (int)Math.Floor(high) - (int)Math.Ceiling(low) + 1));
        var step = (int)Math.Ceiling(count / (double)most);
        var decades = Enumerable.Range(first, count).Where(decade => decade % step == 0).ToArray();
        axis.TickGenerator = new NumericManual(
            [.. decades.Select(decade => (double)decade)],
            [.. decades.Select(decade => Math.Pow(10, decade).ToString("G6", CultureInfo.InvariantCulture))]);
    }
}
