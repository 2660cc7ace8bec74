using LearnDL.Checks;
using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Lstm;

/// <summary>Step 10: can it learn to remember? The sign of the first number, asked for after noise.</summary>
static class Remember
{
    const int Steps = 40, Units = 8;

    public static void Run(LessonRun run)
    {
        run.Heading("Can it learn to remember?");
        var (seeds, samples, epochs) = (run.Budget(full: 8, quick: 1), run.Budget(full: 500, quick: 50),
            run.Budget(full: 20, quick: 1));
        (string Key, string Name, double? Bias)[] candidates = [("rnn", "plain", null), ("lstm-1", "LSTM, bias 1", 1),
            ("lstm-5", "LSTM, bias 5", 5)];
        var (train, test) = (Make(samples, run.Seed), Make(samples, run.Seed + 1));
        var page = run.Output("remember");
        var rows = new List<(string Name, IReadOnlyList<double> Values)>();
        using (var progress = run.Progress("remember", candidates.Length * seeds * epochs))
            foreach (var (key, name, bias) in candidates)
            {
                var right = new double[seeds];
                for (var k = 0; k < seeds; k++)
                {
                    Layer layer = bias is null ? new SimpleRNN(Units) : new LSTM(Units);

                    #region model
                    var model = new Sequential(seed: run.Seed + k)
                    {
                        layer,                       // SimpleRNN or LSTM
                        new Dense(1, "sigmoid"),
                    };
                    model.Build([-1, Steps, 2]);
                    if (layer is LSTM lstm)
                        Flow.SetForgetBias(lstm, bias!.Value);
                    model.Compile(new Adam(0.01), "binary_crossentropy",
                        ["accuracy"]);
                    #endregion

                    if (k == 0 && bias is null) Report(run, model, train);

                    #region fit
                    model.Fit(train.X, train.Y, batchSize: 50,
                        epochs: epochs, verbose: 0, callbacks: [progress]);
                    #endregion

                    right[k] = model.Evaluate(test.X, test.Y)["accuracy"];
                }

                page.WriteLine($"{name,-13}  {right.Average():0%} right on new sequences; "
                    + $"from {right.Min():0%} to {right.Max():0%}");
                run.Metric($"remember-{key}", $"share of new sequences of {Steps} time steps remembered, {name}",
                    right.Average(), "0%");
                rows.Add((name, right));
            }

        run.Metric("remember-steps", "time steps in a sequence to remember", Steps, "0");
        run.Metric("remember-seeds", "trainings of each network", seeds, "0");
        var alt = "Share of sequences remembered, one dot per training: "
            + string.Join("; ", rows.Select(row => $"{row.Name} {row.Values.Average():0%}")) + ". A half is guessing.";
        run.Picture("remember",
            SpreadPlot.Draw("Who remembers the first number", alt, "right on new sequences", [.. rows]), alt);
    }

    static void Report(LessonRun run, Sequential model, (Tensor X, Tensor Y) train)
    {
        #region report
        var flow = GradientFlow.Measure(model, train.X, train.Y);
        #endregion

        run.Output("report").WriteLine(Wrapped.Text(flow.ToString().TrimEnd()));
    }

    #region task
    // Noise, and a mark: 1 at the first time step, 0 after it.
    // The answer is 1 where the first number is above 0.
    static (Tensor X, Tensor Y) Make(int samples, int seed)
    {
        var noise = Tensor.Normal([samples, Steps], seed: seed);
        var mark = Tensor.Zeros([samples, Steps]);
        mark[.., 0..1].Fill(1);
        var x = MoveOps.JoinColumns(              // (N, T, 2)
            noise.ExpandDims(), mark.ExpandDims());
        var y = noise[.., 0..1].Positive();       // (N, 1)
        return (x, y);
    }
    #endregion
}
