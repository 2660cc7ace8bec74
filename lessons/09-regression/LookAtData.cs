using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Regression;

/// <summary>Step 1: the tracts, their prices, and a ceiling that nobody mentions.</summary>
static class LookAtData
{
    public static void Run(LessonRun run, Dataset data)
    {
        run.Heading("The data");
        var page = run.Output("data");

        #region look
        var (x, y) = data;
        page.WriteLine($"x {x.Shape}   y {y.Shape}");
        page.WriteLine($"price of the first: {y.At(0):0.0}");
        for (var d = 0; d < 12; d++)
            page.WriteLine($"{data.FeatureNames[d],-8}"
                + $"{x.At(0, d),8:0.#####}");
        #endregion

        var ceiling = run.Output("ceiling");

        #region ceiling
        var prices = y.ToArray<float>();
        var top = prices.Max();
        var atTop = prices.Count(price => price == top);
        var below = prices.Where(price => price < top).Max();

        ceiling.WriteLine($"highest {top:0.0}, in {atTop} tracts");
        ceiling.WriteLine($"next    {below:0.0}");
        #endregion

        run.Metric("capped", "tracts at the highest price", atTop, "0");
        run.Metric("price-lowest", "lowest price, thousands of dollars", prices.Min(), "0");
        run.Metric("price-highest", "highest price, thousands of dollars", top, "0");

        const string Alt = "Each tract by rooms per home and price. Prices rise with the rooms, along a bent band; "
            + "a row of tracts lies at exactly 50, some of them with few rooms.";
        run.Picture("rooms", ScatterPlot.Draw("Rooms and prices", Alt, "rooms per home", "price (1000 $)",
            Group(data, "rm", "below 50", price => price < top),
            Group(data, "rm", "recorded as 50", price => price == top)), Alt);

        const string OtherAlt = "Each tract by lstat and price. From left to right the price falls steeply at first, "
            + "then ever more slowly.";
        run.Picture("lstat", ScatterPlot.Draw("lstat and prices", OtherAlt, "lstat (%)", "price (1000 $)",
            Group(data, "lstat", "below 50", price => price < top),
            Group(data, "lstat", "recorded as 50", price => price == top)), OtherAlt);
    }

    static PointGroup Group(Dataset data, string feature, string name, Func<double, bool> belongs)
    {
        var column = Array.IndexOf(data.FeatureNames, feature);
        var rows = Enumerable.Range(0, data.Count).Where(row => belongs(data.Y.At(row))).ToArray();
        return new(name, [.. rows.Select(row => data.X.At(row, column))], [.. rows.Select(row => data.Y.At(row))]);
    }
}
