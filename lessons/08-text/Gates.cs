using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Text;

/// <summary>
/// Step 11: one test mail, word by word: how far each gate is open, and what the
/// network would say if the mail ended there.
/// </summary>
static class Gates
{
    /// <summary>
    /// What one step of the LSTM computes, each (1, U), and the probability of spam if the mail ended there.
    /// </summary>
    sealed record Step(Tensor I, Tensor F, Tensor G, Tensor O, Tensor TanhC, Tensor H, double P);

    #region gates
    // ids: a mail's word numbers. One step per word, the last
    // word first.
    static List<Step> Read(Answers answers, int[] ids)
    {
        var (lstm, steps) = (answers.LSTM, new List<Step>());
        var E = answers.Embedding.Embeddings!.Value;
        Tensor W = lstm.Kernel!, R = lstm.RecurrentKernel!;
        Tensor b = lstm.Bias!;
        var h = Tensor.Zeros([1, 32]);
        var c = Tensor.Zeros([1, 32]);
        foreach (var id in ids.Reverse())
        {
            var x = E.Gather([id]);                   // (1, 64)
            var z = x.Dot(W).Add(h.Dot(R)).AddRow(b);
            var (zi, zf, zg, zo) = z.SplitColumns(4); // (1, 32)
            Tensor i = zi.Sigmoid(), f = zf.Sigmoid();
            Tensor g = zg.Tanh(), o = zo.Sigmoid();
            c = f.Multiply(c).Add(i.Multiply(g));
            h = o.Multiply(c.Tanh());
            var p = answers.Dense                     // (1, 1)
                .Forward(h, training: false, out _);
            steps.Add(new(i, f, g, o, c.Tanh(), h, p.Item()));
        }
        return steps;
    }
    #endregion

    public static void Run(LessonRun run, ListDataset<string> test, Answers answers)
    {
        run.Heading("The gates over one mail");
        var (n, ids) = Chosen(test, answers);
        var page = run.Output("gates-mail");
        page.WriteLine(Mails.Lines(test.X[n], 60));

        var steps = Read(answers, ids);
        run.Metric("gates-difference", "difference between the last probability by hand and the one Predict gives",
            Math.Abs(steps[^1].P - answers.P.At(n)), "0.0000000");
        var forget = steps.Average(step => step.F.Mean().Item());
        run.Metric("forget", "mean of the forget gates over the mail", forget, "0.00");
        run.Metric("forget-ten", "what that leaves of a memory after ten words", Math.Pow(forget, 10), "0.00");
        steps.Reverse();                                                 // from here on in the order of the mail
        var words = ids.Select(id => answers.Tokenizer.IndexWord[id]).ToArray();
        Draw(run, "gates", words, steps, ["input", "forget", "output", "p"], (0, 1), "0.00",
            s => [s.I.Mean().Item(), s.F.Mean().Item(), s.O.Mean().Item(), s.P], "The gates, word by word",
            $"A table with a row for each of the {ids.Length} words of a spam mail, and four columns: the mean of the "
                + "input gates, of the forget gates and of the output gates, and the probability of spam so far. "
                + $"Read from the last word to the first, it ends at {steps[0].P:0.00}.");

        // The unit whose h had the largest say in the last answer.
        var toAnswer = answers.Dense.Kernel!.Value;                      // (32, 1)
        var unit = Enumerable.Range(0, 32).MaxBy(u => Math.Abs(steps[0].H.At(0, u) * toAnswer.At(u, 0)));
        run.Metric("unit-weight", "weight that the last layer gives the shown unit", toAnswer.At(unit, 0), "0.00");
        Draw(run, "unit", words, steps, ["i", "f", "g", "o", "tanh c", "h"], (-1, 1), "0.0;-0.0;0.0",
            s => [.. new[] { s.I, s.F, s.G, s.O, s.TanhC, s.H }.Select(x => x.At(0, unit))], "One unit, word by word",
            "A table with a row for each word of the same mail, and six columns for one unit: "
                + "its input gate, forget gate, candidate, output gate, the tanh of its cell state, and its output. "
                + $"The output ends at {steps[0].H.At(0, unit):0.00}.");

        var jumps = run.Output("jumps");
        foreach (var w in Enumerable.Range(0, words.Length - 1)
            .OrderByDescending(w => Math.Abs(steps[w].P - steps[w + 1].P)).Take(5).OrderDescending())
            jumps.WriteLine($"at \"{words[w]}\" (word {w + 1} of {words.Length}): "
                + $"p goes from {steps[w + 1].P:0.00} to {steps[w].P:0.00}");
    }

    /// <summary>A row for each word, the first on top.</summary>
    static void Draw(LessonRun run, string name, string[] words, List<Step> steps, string[] columns,
        (double, double) range, string format, Func<Step, double[]> values, string title, string alt)
    {
        var cells = new double[words.Length, columns.Length];
        for (var w = 0; w < words.Length; w++)
        {
            var row = values(steps[w]);
            for (var k = 0; k < columns.Length; k++) cells[w, k] = row[k];
        }
        run.Picture(name, HeatMapPlot.Draw(title, alt, cells, words, columns, value => value.ToString(format),
            rowHeight: 21, range: range), alt);
    }

    /// <summary>
    /// Of the spam that is found, of a length that can be drawn, and can be shown: the mail
    /// about which the network wavers the most.
    /// </summary>
    static (int Row, int[] Ids) Chosen(ListDataset<string> test, Answers answers)
    {
        var labels = test.Y.ToArray<int>();
        var lists = answers.Tokenizer.TextsToSequences(test.X);
        var spam = Enumerable.Range(0, test.Count).Where(n => labels[n] == 1 && Mails.IsFit(test.X[n])).ToArray();
        var n = spam.Where(n => Misfit(lists[n]) == spam.Min(n => Misfit(lists[n])))
            .OrderByDescending(n => answers.P.At(n) > 0.5)
            .ThenByDescending(n => Wavering(Read(answers, lists[n]))).First();
        return (n, lists[n]);

        // How many words a mail has too few or too many for a picture.
        static int Misfit(int[] ids) => Math.Max(0, Math.Max(30 - ids.Length, ids.Length - 42));

        static double Wavering(List<Step> steps) => steps.Zip(steps.Skip(1), (a, b) => Math.Abs(a.P - b.P)).Sum();
    }
}
