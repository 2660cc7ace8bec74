using System.Text;
using LearnDL.Metrics;
using LearnDL.Saving;

namespace LearnDL.Models;

/// <summary>
/// What is reported of an epoch or a test, gathered batch by batch: the loss, that of every output, and the metrics.
/// Totals are Float64.
/// </summary>
sealed class Figures : IFigures
{
    readonly TrainingSetup setup;
    readonly Metric[][] metrics;
    readonly string?[] lossKeys;  // of every output, where there are several
    readonly string[][] keys;     // of the metrics
    double[] totals, counts;
    double penalties, samples;
    bool isSpoiled;

    /// <param name="model">The model.</param>
    /// <param name="setup">What Compile was given.</param>
    /// <param name="data">The samples: their targets decide which form a metric takes.</param>
    public Figures(Model model, TrainingSetup setup, Samples data)
    {
        this.setup = setup;
        var shapes = model.OutputShapes;
        metrics = [.. setup.Outputs.Select((output, k) =>
            (Metric[])[.. output.Metrics.Select(one => one.For(shapes[k], data.TargetsOf(k).Shape, output.Loss))])];
        foreach (var metric in metrics.SelectMany(output => output))
            metric.Reset(); // those given as objects are used again
        lossKeys = [.. setup.Outputs.Select(setup.LossKey)];
        keys = [.. metrics.Select((output, k) =>
            (string[])[.. output.Select(metric => setup.Key(setup.Outputs[k], metric.Name))])];
        (totals, counts) = (new double[metrics.Length], new double[metrics.Length]);
    }

    /// <summary>What the means are taken over: the rows that are not masked, of all outputs.</summary>
    public double Counted => isSpoiled ? Math.Max(1, counts.Sum()) : counts.Sum();

    /// <summary>Σ weight·loss over the outputs, each the mean over its rows so far, + the mean of Ω.</summary>
    public double Loss
    {
        get
        {
            var loss = isSpoiled ? double.NaN : penalties / Math.Max(1, samples);
            for (var k = 0; k < totals.Length; k++)
                loss += setup.Outputs[k].Weight * MeanOf(k);
            return loss;
        }
    }

    double MeanOf(int output) => totals[output] / Math.Max(1, counts[output]);

    /// <summary>Takes in a batch; one that is only padding leaves all as it is.</summary>
    public void Add(in BatchResult batch)
    {
        if (batch.IsPaddingOnly)
            return;
        penalties += batch.Penalty * batch.Batch.Count;
        samples += batch.Batch.Count;
        for (var k = 0; k < metrics.Length; k++)
        {
            ref readonly var output = ref batch.Outputs[k];
            totals[k] += output.Loss * output.Count;
            counts[k] += output.Count;
            for (var i = 0; i < metrics[k].Length; i++)
                metrics[k][i].Update(output.Y, output.P,
                    i < setup.Outputs[k].Unweighted ? output.Mask : SampleWeights.Masked(output));
        }
    }

    /// <summary>What has been gathered.</summary>
    public void Keep(TrainingState state)
    {
        state.Field("penalties", ref penalties);
        state.Field("samples", ref samples);
        state.Field("is_spoiled", ref isSpoiled);
        state.Field("totals", ref totals, totals.Length);
        state.Field("counts", ref counts, counts.Length);
        for (var k = 0; k < metrics.Length; k++)
            for (var i = 0; i < metrics[k].Length; i++)
                metrics[k][i].KeepState(state.Part($"output_{k}").Part($"metric_{i}"));
    }

    /// <summary>Makes the loss NaN, for a batch that could not be learned from.</summary>
    public void Spoil() => isSpoiled = true;

    /// <summary>The figures so far, by name.</summary>
    public Logs ToLogs()
    {
        var logs = new Logs { ["loss"] = Loss };
        for (var k = 0; k < metrics.Length; k++)
            if (lossKeys[k] is { } key)
                logs[key] = MeanOf(k);
        for (var k = 0; k < metrics.Length; k++)
            for (var i = 0; i < metrics[k].Length; i++)
                logs[keys[k][i]] = metrics[k][i].Result;
        return logs;
    }

    /// <summary>The same for a progress bar, without allocating.</summary>
    public void AppendTo(StringBuilder line)
    {
        line.AppendFigure("loss", Loss);
        for (var k = 0; k < metrics.Length; k++)
            if (lossKeys[k] is { } key)
                line.AppendFigure(key, MeanOf(k));
        for (var k = 0; k < metrics.Length; k++)
            for (var i = 0; i < metrics[k].Length; i++)
                line.AppendFigure(keys[k][i], metrics[k][i].Result);
    }

    /// <summary>The metric of this key; none where it is a loss.</summary>
    public Metric? Find(string key)
    {
        for (var k = 0; k < metrics.Length; k++)
            if (Array.IndexOf(keys[k], key) is >= 0 and var at)
                return metrics[k][at];
        return null;
    }
}
