using LearnDL.Lessons;

namespace Lessons.Text;

/// <summary>Step 9: test mails of which the training mails hold a near copy, and the accuracy without them.</summary>
static class Twins
{
    const double Near = 0.5;

    public static void Run(LessonRun run, ThreeWaySplit<ListDataset<string>> split, Answers answers)
    {
        run.Heading("Twins");
        var known = split.TrainAndValidation.X.Select(Triples).ToArray();
        var holders = new Dictionary<string, List<int>>();
        for (var n = 0; n < known.Length; n++)
            foreach (var triple in known[n])
                if (holders.TryGetValue(triple, out var list)) list.Add(n);
                else holders[triple] = [n];

        var labels = split.Test.Y.ToArray<int>();
        var nearest = split.Test.X.Select(text => Nearest(Triples(text), known, holders)).ToArray();
        var (with, without) = (Rows(isTwin: true), Rows(isTwin: false));
        var page = run.Output("twins");
        page.WriteLine("                        mails  of them spam    LSTM   bag");
        foreach (var (key, name, rows) in new[] { ("twin", "with a near copy", with),
            ("alone", "without one", without) })
        {
            var (right, bagRight) = (rows.Length == 0 ? 0 : Answers.Accuracy(answers.P, labels, rows),
                rows.Length == 0 ? 0 : Answers.Accuracy(answers.BagP, labels, rows));
            page.WriteLine($"{name,-22}  {rows.Length,5:#,0}  {rows.Sum(n => labels[n]),12:#,0}  {right,6:0.0%} "
                + $"{bagRight,6:0.0%}");
            run.Metric($"{key}-mails", $"test mails {name} in the training mails", rows.Length, "#,0");
            run.Metric($"{key}-accuracy", $"test accuracy on mails {name} in the training mails", right, "0.0%");
            run.Metric($"{key}-bag", $"the same of the bag of words, on mails {name}", bagRight, "0.0%");
        }

        var spam = Enumerable.Range(0, labels.Length).Where(n => labels[n] == 1).ToArray();
        run.Metric("spam-twins", "share of the test spam that has a near copy among the training mails",
            spam.Count(n => nearest[n].Share >= Near) / (double)spam.Length, "0%");
        Example(run, split, with.Where(n => labels[n] == 1 && Mails.IsFit(split.Test.X[n]) && nearest[n].Share < 1)
            .Select(n => (n, nearest[n].Row, nearest[n].Share)));

        int[] Rows(bool isTwin) =>
            [.. Enumerable.Range(0, labels.Length).Where(n => nearest[n].Share >= Near == isTwin)];
    }

    /// <summary>The shortest pair that differs, so that its difference is seen.</summary>
    static void Example(LessonRun run, ThreeWaySplit<ListDataset<string>> split,
        IEnumerable<(int Test, int Train, double Share)> pairs)
    {
        var page = run.Output("twin");
        foreach (var (test, train, share) in pairs.Where(pair => pair.Share > 0.7)
            .OrderBy(pair => split.Test.X[pair.Test].Length).Take(1))
        {
            var (a, b) = (Mails.Words(split.Test.X[test]), Mails.Words(split.TrainAndValidation.X[train]));
            page.WriteLine($"a test mail:\n{Mails.Lines(split.Test.X[test], 30)}\na training "
                + $"mail:\n{Mails.Lines(split.TrainAndValidation.X[train], 30)}");
            page.WriteLine($"they share {share:0%} of their triples\nonly in "
                + $"the first:  {string.Join(' ', a.Except(b).Take(8))}\nonly in the second: "
                + $"{string.Join(' ', b.Except(a).Take(8))}");
        }
    }

    #region triples
    // All runs of three words: "click here to", "here to be" …
    static HashSet<string> Triples(string text)
    {
        var words = Mails.Words(text);
        var triples = new HashSet<string>();
        for (var i = 0; i + 2 < words.Length; i++)
            triples.Add(string.Join(' ', words[i..(i + 3)]));
        return triples;
    }

    // Triples in both, over triples in either.
    static double Share(HashSet<string> a, HashSet<string> b)
    {
        var both = a.Count(b.Contains);
        return both / Math.Max(1.0, a.Count + b.Count - both);
    }
    #endregion

    static (int Row, double Share) Nearest(HashSet<string> triples, HashSet<string>[] known,
        Dictionary<string, List<int>> holders)
    {
        var shared = new Dictionary<int, int>();
        foreach (var triple in triples)
            foreach (var n in holders.GetValueOrDefault(triple, []))
                shared[n] = shared.GetValueOrDefault(n) + 1;
        return shared.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(50)
            .Select(pair => (pair.Key, Share(triples, known[pair.Key]))).OrderByDescending(pair => pair.Item2)
            .FirstOrDefault();
    }
}
