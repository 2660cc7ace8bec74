using System.Globalization;
using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Lstm;

/// <summary>Step 1: the series itself.</summary>
static class LookAtSeries
{
    static readonly string[] monthNames = CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames[..12];

    public static void Run(LessonRun run, Airline airline)
    {
        run.Heading("The series");
        var page = run.Output("series");
        var y = airline.Passengers;

        #region look
        var years = y.Reshape(12, 12);          // one row per year
        var mean = years.Mean(axis: 1);         // (12)
        var highest = years.Max(axis: 1);
        var lowest = years.Min(axis: 1);
        #endregion

        page.WriteLine("year " + string.Concat(monthNames.Select(name => $"{name,4}")));
        foreach (var year in new[] { 0, 1, 10, 11 })
            page.WriteLine($"{1949 + year} "
                + string.Concat(Enumerable.Range(0, 12).Select(month => $"{years.At(year, month),4:0}")));
        page.WriteLine("year   mean  highest − lowest");
        foreach (var year in new[] { 0, 5, 11 })
            page.WriteLine($"{1949 + year}  {mean.At(year),5:0}  {highest.At(year) - lowest.At(year),5:0}");

        var all = Enumerable.Range(0, Airline.End).Select(airline.At).ToArray();
        double[] Part(int first, int end) => [.. all.Select((value, t) => t >= first && t < end ? value : double.NaN)];
        const string Alt = "A line over twelve years. It rises from about 110 to about 600 thousand passengers a "
            + "month, with a peak every summer and a trough every November; the swing grows as the level does. "
            + "The last four years are marked as the test part.";
        run.Picture("series", SeriesPlot.Draw("Airline passengers, month by month", Alt, "passengers, thousands", airline.Months,
            new Curve("to learn from", Part(0, Airline.Test + 1)), new Curve("test", Part(Airline.Test, Airline.End))),
            Alt);
        run.Metric("highest-before", "highest month of the training part, thousands of passengers",
            y[..Airline.Test].Max().Item(), "0");
        run.Metric("test-above", "test months above it",
            y[Airline.Test..].Shift(-y[..Airline.Test].Max().Item()).Positive().Sum().Item(), "0");
    }
}
