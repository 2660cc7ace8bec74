using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace LearnDL.Plots;

/// <summary>Marks of a logarithmic axis whose places are log₁₀ of the values: 1, 10, 100.</summary>
static class DecadeTicks
{
    internal static void Set(IAxis axis, double low, double high)
    {
        var decades = Enumerable.Range((int)Math.Ceiling(low), Math.Max(1, (int)Math.Floor(high) - (int)Math.Ceiling(low) + 1)).ToArray();
        axis.TickGenerator = new NumericManual(
            [.. decades.Select(decade => (double)decade)],
            [.. decades.Select(decade => Math.Pow(10, decade).ToString("G6", CultureInfo.InvariantCulture))]);
    }
}
