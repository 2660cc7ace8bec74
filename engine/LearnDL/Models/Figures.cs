using LearnDL.Metrics;

namespace LearnDL.Models;

/// <summary>
/// What is reported of an epoch or a test, gathered batch by batch: the loss, that of every output, and the metrics.
/// Totals are Float64.
/// </summary>
sealed class Figures
{
    readonly TrainingSetup setup;
    readonly Metric[][] metrics;
    readonly double[] totals, counts;
    double penalties, samples;

    /// <param name="model">The model.</param>
    /// <param name="setup">What Compile was given.</param>
    /// <param name="data">The samples: their targets decide which form a metric takes.</param>
    public Figures(Model model, TrainingSetup setup, Samples data)
    {
        this.setup = setup;
        var shapes = model.OutputShapes;
        metrics = [.. setup.Outputs.Select((output, k) =>
            (Metric[])[.. output.Metrics.Select(one => one.For(shapes[k], data.TargetsOf(k).Shape, output.Loss))])];
        foreach (var metric in Metrics)
            metric.Reset(); // those given as objects are used again
        (totals, counts) = (new double[metrics.Length], new double[metrics.Length]);
    }

    /// <summary>The metrics of all outputs.</summary>
    public IEnumerable<Metric> Metrics => metrics.SelectMany(output => output);

    /// <summary>What the means are taken over: the rows that are not masked, of all outputs.</summary>
    public double Counted => counts.Sum();

    /// <summary>Σ weight·loss over the outputs, each the mean over its rows so far, + the mean of Ω.</summary>
    public double Loss
    {
        get
        {
            var loss = penalties / Math.Max(1, samples);
            for (var k = 0; k < totals.Length; k++)
                loss += setup.Outputs[k].Weight * MeanOf(k);
            return loss;
        }
    }

    double MeanOf(int output) => totals[output] / Math.Max(1, counts[output]);

    /// <summary>Takes in a batch; one that is only padding leaves all as it is.</summary>
    public void Add(BatchResult batch)
    {
        if (batch.IsPaddingOnly)
            return;
        penalties += batch.Penalty * batch.Batch.Count;
        samples += batch.Batch.Count;
        for (var k = 0; k < metrics.Length; k++)
        {
            var output = batch.Outputs[k];
            totals[k] += output.Loss * output.Count;
            counts[k] += output.Count;
            for (var i = 0; i < metrics[k].Length; i++)
                metrics[k][i].Update(output.Y, output.P,
                    i < setup.Outputs[k].Unweighted ? output.Mask : SampleWeights.Masked(output));
        }
    }

    /// <summary>The figures so far, by name.</summary>
    public Logs ToLogs()
    {
        var logs = new Logs { ["loss"] = Loss };
        for (var k = 0; k < metrics.Length; k++)
            if (metrics.Length > 1 && setup.Outputs[k].Loss is not null)
                logs[$"{setup.Outputs[k].Name}_loss"] = MeanOf(k);
        for (var k = 0; k < metrics.Length; k++)
            foreach (var metric in metrics[k])
                logs[setup.Key(setup.Outputs[k], metric.Name)] = metric.Result;
        return logs;
    }

    /// <summary>The metric of this key; none where it is a loss.</summary>
    public Metric? Find(string key)
    {
        for (var k = 0; k < metrics.Length; k++)
            foreach (var metric in metrics[k])
                if (setup.Key(setup.Outputs[k], metric.Name) == key)
                    return metric;
        return null;
    }
}
