using System.Text;
using LearnDL.Metrics;
using LearnDL.Models;

namespace LearnDL.Tests.Models;

/// <summary>Figures that a test gives, with nothing computed.</summary>
sealed class GivenFigures(params Metric[] metrics) : IFigures
{
    public double Loss { get; set; }

    public Logs ToLogs()
    {
        var logs = new Logs { ["loss"] = Loss };
        foreach (var metric in metrics)
            logs[metric.Name] = metric.Result;
        return logs;
    }

    public void AppendTo(StringBuilder line)
    {
        line.AppendFigure("loss", Loss);
        foreach (var metric in metrics)
            line.AppendFigure(metric.Name, metric.Result);
    }
}
