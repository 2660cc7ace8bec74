using LearnDL.Lessons;

namespace Lessons.Functional;

/// <summary>Step 3: one embedding used twice gets the sum of the gradients that two would get.</summary>
static class SharedRows
{
    static readonly string[] words = ["", "free", "offer", "ends", "today"];

    #region texts
    // 1 free, 2 offer, 3 ends, 4 today
    static readonly Tensor subject = Tensor.From(
        new[,] { { 1, 2 } });       // free offer
    static readonly Tensor body = Tensor.From(
        new[,] { { 2, 3, 4 } });    // offer ends today
    static readonly Tensor y = Tensor.From([1]);
    #endregion

    /// <summary>0.2, 0.4, …: so that every place counts something else.</summary>
    static readonly Tensor kernel = Tensor.From(Enumerable.Range(1, 10).Select(i => 0.2 * i).ToArray(), [10, 1]);

    #region build
    static (Model Model, Embedding First, Embedding Second)
        Build(bool shared)
    {
        var (s, b) = (new Input([2]), new Input([3]));
        var first = new Embedding(5, 2, "normal");
        var second = shared ? first : new Embedding(5, 2);
        var c = new Concatenate().Apply(
            new Flatten().Apply(first.Apply(s)),    // (1, 4)
            new Flatten().Apply(second.Apply(b)));  // (1, 6)
        var last = new Dense(1, "sigmoid", useBias: false);
        var model = new Model([s, b], last.Apply(c),
            seed: 1, dtype: DType.Float64);
        model.Compile("sgd", "binary_crossentropy");
        last.SetWeights([kernel]);
        second.SetWeights(first.GetWeights());
        return (model, first, second);
    }
    #endregion

    public static void Run(LessonRun run)
    {
        run.Heading("One matrix, two uses");
        var (one, E, _) = Build(shared: true);
        var differences = Tensor.Zeros([5, 2], DType.Float64);
        for (var id = 1; id < 5; id++)
            for (var d = 0; d < 2; d++)
                differences.AsSpan<double>()[2 * id + d] = Slope(one, E, id, d);

        #region gradients
        one.TrainOnBatch([subject, body], y);
        var dE = E.Embeddings!.Gradient;            // one matrix

        var (two, first, second) = Build(shared: false);
        two.TrainOnBatch([subject, body], y);
        var dFirst = first.Embeddings!.Gradient;    // two matrices
        var dSecond = second.Embeddings!.Gradient;
        #endregion

        var page = run.Output("shared");
        page.WriteLine("        two matrices                one matrix");
        page.WriteLine("        subject     body      sum   gradient   differences");
        for (var id = 1; id < 5; id++)
            page.WriteLine($"{words[id],-6} {dFirst.At(id, 0),8:0.0000} {dSecond.At(id, 0),8:0.0000} "
                + $"{dFirst.At(id, 0) + dSecond.At(id, 0),8:0.0000}   {dE.At(id, 0),8:0.0000}   "
                + $"{differences.At(id, 0),11:0.0000}");
        run.Metric("shared-sum", "largest difference between the gradient of one matrix and the sum of two",
            Largest(dE, dFirst.Add(dSecond)), "0.0e0");
        run.Metric("shared-differences", "largest difference between that gradient and the differences",
            Largest(dE, differences), "0.0e0");
    }

    #region slope
    // How the loss changes with one number of the matrix.
    static double Slope(Model model, Embedding E, int id, int d)
    {
        const double H = 1e-5;
        double Loss(double change)
        {
            var moved = E.GetWeights()[0].Keep();
            moved.AsSpan<double>()[2 * id + d] += change;
            var before = E.GetWeights();
            E.SetWeights([moved]);
            var loss = model.Evaluate([subject, body], y)["loss"];
            E.SetWeights(before);
            return loss;
        }
        return (Loss(H) - Loss(-H)) / (2 * H);
    }
    #endregion

    static double Largest(Tensor a, Tensor b) => a.Subtract(b).Abs().Max().Item();
}
