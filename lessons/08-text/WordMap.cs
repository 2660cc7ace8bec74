using LearnDL.Lessons;
using LearnDL.Plots;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;

namespace Lessons.Text;

/// <summary>Step 12: the rows of the embedding, 64 numbers per word, drawn in the plane.</summary>
static class WordMap
{
    const int Shown = 300, Named = 14;

    public static void Run(LessonRun run, Bag bag, Answers answers)
    {
        run.Heading("The words in the plane");
        var tokenizer = answers.Tokenizer;
        int[] ids = [.. tokenizer.IndexWord.Where(pair => pair.Key <= Shown && Mails.IsFit(pair.Value))
            .Select(pair => pair.Key).Order()];
        var (plane, share) = Project(answers.Embedding.Embeddings!.Value.Gather(ids));

        // The bag of words, trained apart, says which side a word speaks for.
        var says = ids.Select(id => bag.Tokenizer.WordIndex.TryGetValue(tokenizer.IndexWord[id], out var number)
            && number < WordNumbers.Vocabulary
            ? bag.Weight(number) : 0).ToArray();
        var along = ids.Select((_, k) => (double)plane.At(k, 1)).ToArray();
        var agreement = Correlation.Pearson(along, says);
        var turn = agreement < 0 ? -1 : 1;               // an axis has no sign of its own: spam to the right
        run.Metric("map-share", "share of the rows' variance that two directions hold", share, "0%");
        run.Metric("map-agreement", "correlation of the first direction with the weights of the bag of words",
            Math.Abs(agreement), "0.00");

        var order = Enumerable.Range(0, ids.Length).OrderBy(k => says[k]).ToArray();
        var third = ids.Length / 6;
        var alt = $"The {ids.Length} most frequent words as points. Those that speak for spam in the bag of words lie "
            + "mostly on the right, those against it on the left, all others between.";
        run.Picture("words", WordMapPlot.Draw("Words that are used alike", alt,
            Group("no spam", order[..third], order[..Named]), Group("spam", order[^third..], order[^Named..]),
            Group("others", order[third..^third], order[(ids.Length / 2 - 4)..(ids.Length / 2 + 4)])), alt);
        Neighbours(run, answers, ["click", "wrote", "linux", "money"]);

        WordGroup Group(string name, int[] members, int[] named) => new(name,
            [.. members.Select(k =>
                (tokenizer.IndexWord[ids[k]], turn * along[k], (double)plane.At(k, 0), named.Contains(k)))]);
    }

    #region project
    // The two directions along which the rows (K, D) differ
    // most: the eigenvectors of their covariance with the
    // largest eigenvalues, which stand last.
    static (Tensor Plane, double Share) Project(Tensor rows)
    {
        var x = rows.Cast(DType.Float64);
        var length = x.Square().Sum(axis: 1).Sqrt();
        x = x.DivideColumn(length);           // all of length 1
        x = x.SubtractRow(x.Mean(axis: 0));
        var covariance = x.TransposedDot(x);  // (D, D)
        int D = x.Shape[1];
        var eigen = Matrix<double>.Build
            .Dense(D, D, covariance.ToArray<double>())
            .Evd(Symmetricity.Symmetric);
        var V = Tensor.From(eigen.EigenVectors.ToArray());
        var values = eigen.EigenValues
            .Select(value => value.Real).ToArray();
        var plane = x.Dot(V[.., (D - 2)..]);  // (K, 2)
        var share = (values[^1] + values[^2]) / values.Sum();
        return (plane, share);
    }
    #endregion

    static void Neighbours(LessonRun run, Answers answers, string[] words)
    {
        var page = run.Output("neighbours");
        foreach (var word in words)
        {
            if (!answers.Tokenizer.WordIndex.TryGetValue(word, out var id) || id >= 1000) continue;

            #region neighbours
            var E = answers.Embedding.Embeddings!.Value[1..1000];
            var row = E[(id - 1)..id];              // (1, 64)
            var lengths = E.Square().Sum(axis: 1).Sqrt();
            var length = row.Square().Sum().Sqrt().Item();
            // 1: same direction; 0: nothing in common
            var cosines = E.DotTransposed(row).Reshape(-1)
                .Divide(lengths).Scale(1 / length);
            #endregion

            var near = Enumerable.Range(1, 998)
                .Where(other => other != id && Mails.IsFit(answers.Tokenizer.IndexWord.GetValueOrDefault(other, "xxx")))
                .OrderByDescending(other => cosines.At(other - 1)).Take(4)
                .Select(other => $"{answers.Tokenizer.IndexWord[other]} {cosines.At(other - 1):0.00}");
            page.WriteLine($"{word,-6} → {string.Join(", ", near)}");
        }
    }
}
