using System.Globalization;
using System.Xml.Linq;
using LearnDL.Models;

namespace LearnDL.Plots;

/// <summary>A table of the figures, a row for every epoch, counted from 1 as the curves are.</summary>
static class ReportFigures
{
    public static XElement Of(History history)
    {
        string[] keys = [.. history.Keys];
        Dictionary<int, double>[] columns = [.. keys.Select(key => Column(history, key))];
        return ReportPage.Scrolling("Figures by epoch", ReportPage.Table(["epoch", .. keys],
            history.Epoch.Select(epoch => (string[])[Text(epoch + 1),
                .. columns.Select(column => column.TryGetValue(epoch, out var value) ? Text(value) : "–")])));
    }

    static Dictionary<int, double> Column(History history, string key)
    {
        var column = new Dictionary<int, double>();
        var (epochs, values) = (history.EpochsOf(key), history[key]);
        for (var i = 0; i < values.Count; i++)
            column[epochs[i]] = values[i];
        return column;
    }

    static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture).Replace('-', '−');
}
