using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Text;

/// <summary>Step 11: one test mail, word by word: how far each gate is open, and what the network would say if the mail ended there.</summary>
static class Gates
{
    public static void Run(LessonRun run, ListDataset<string> test, Answers answers)
    {
        run.Heading("The gates over one mail");
        var (n, ids) = Chosen(test, answers);
        var page = run.Output("gates-mail");
        page.WriteLine(Mails.Lines(test.X[n], 60));

        #region gates
        var x = Tensor.From(ids).Reshape(1, -1);                         // (1, T), no padding
        var rows = answers.Embedding.Forward(x, training: false, out _); // (1, T, 64)
        answers.LSTM.Forward(rows, training: false, out var saved);
        var h = saved.H[1..];                                            // (T, 32): after each step
        var p = answers.Dense.Forward(h, training: false, out _);        // (T, 1): if it ended here
        #endregion

        var T = ids.Length;
        var words = ids.Select(id => answers.Tokenizer.IndexWord[id]).ToArray();
        run.Metric("gates-difference", "difference between the last probability read word by word and the one Predict gives", Math.Abs(p.At(T - 1, 0) - answers.P.At(n)), "0.0e-0");

        var means = new double[T, 4];
        for (var t = 0; t < T; t++)
        {
            #region means
            var (i, f, o) = (saved.Steps[t].I, saved.Steps[t].F, saved.Steps[t].O);
            double[] open = [i.Mean().Item(), f.Mean().Item(), o.Mean().Item(), p.At(t, 0)];
            #endregion

            for (var k = 0; k < 4; k++) means[T - 1 - t, k] = open[k];   // in the order of the mail
        }

        var alt = $"A table with a row for each of the {T} words of a spam mail, and four columns: the mean of the input gates, of the forget gates and of the output gates, and the probability of spam so far. Read from the last word to the first, it ends at {p.At(T - 1, 0):0.00}.";
        run.Picture("gates", HeatMapPlot.Draw("The gates, word by word", alt, means, words, ["input", "forget", "output", "p"], value => value.ToString("0.00"), rowHeight: 21, range: (0, 1)), alt);
        OneUnit(run, answers, saved, words);
        Jumps(run, means, words);
    }

    /// <summary>The unit whose h had the largest say in the last answer.</summary>
    static void OneUnit(LessonRun run, Answers answers, RecurrentSaved<LSTM.Saved> saved, string[] words)
    {
        var W = answers.Dense.Kernel!.Value;                             // (32, 1)
        var last = saved.H[words.Length];
        var unit = Enumerable.Range(0, W.Shape[0]).MaxBy(u => Math.Abs(last.At(u) * W.At(u, 0)));
        var values = new double[words.Length, 6];
        for (var t = 0; t < words.Length; t++)
        {
            var s = saved.Steps[t];
            Tensor[] columns = [s.I, s.F, s.G, s.O, s.TanhC, saved.H[(t + 1)..(t + 2)]];
            for (var k = 0; k < 6; k++) values[words.Length - 1 - t, k] = columns[k].At(0, unit);
        }

        run.Metric("unit-weight", "weight that the last layer gives the shown unit", W.At(unit, 0), "0.00");
        var alt = $"A table with a row for each word of the same mail, and six columns for one unit: its input gate, forget gate, candidate, output gate, the tanh of its cell state, and its output. The output ends at {last.At(unit):0.00}.";
        run.Picture("unit", HeatMapPlot.Draw("One unit, word by word", alt, values, words, ["i", "f", "g", "o", "tanh c", "h"], value => value.ToString("0.0;-0.0;0.0"), rowHeight: 21, range: (-1, 1)), alt);
    }

    /// <summary>The words after which the probability moved most.</summary>
    static void Jumps(LessonRun run, double[,] means, string[] words)
    {
        var page = run.Output("jumps");
        foreach (var w in Enumerable.Range(0, words.Length - 1).OrderByDescending(w => Math.Abs(means[w, 3] - means[w + 1, 3])).Take(5).OrderDescending())
            page.WriteLine($"at \"{words[w]}\" (word {w + 1} of {words.Length}): p goes from {means[w + 1, 3]:0.00} to {means[w, 3]:0.00}");
    }

    /// <summary>Of the spam that is found, of a length that can be drawn, and can be shown: the mail about which the network changes its mind the most.</summary>
    static (int Row, int[] Ids) Chosen(ListDataset<string> test, Answers answers)
    {
        var labels = test.Y.ToArray<int>();
        var lists = answers.Tokenizer.TextsToSequences(test.X);
        var n = Enumerable.Range(0, test.Count).Where(n => labels[n] == 1 && lists[n].Length is >= 30 and <= 42 && Mails.IsFit(test.X[n]))
            .OrderByDescending(n => answers.P.At(n) > 0.5).ThenBy(n => Lowest(lists[n])).First();
        return (n, lists[n]);

        double Lowest(int[] ids)
        {
            answers.LSTM.Forward(answers.Embedding.Forward(Tensor.From(ids).Reshape(1, -1), training: false, out _), training: false, out var saved);
            return answers.Dense.Forward(saved.H[1..], training: false, out _).Min().Item();
        }
    }
}
