using LearnDL.Lessons;

namespace Lessons.Functional;

/// <summary>Step 4: a graph of four numbers, its gradient by hand, by the engine, and by differences.</summary>
static class JoinByHand
{
    #region numbers
    // One mail: two numbers of its words, one habit; spam.
    static readonly Tensor x = Row(2, 1), h = Row(0.5),
        y = Row(1);

    static readonly Tensor K = Tensor.From(new double[,]
    {
        { 0.5, -1 },
        { 1, 0.5 },
    });
    // the kernels of "spam" and of "text_only"
    static readonly Tensor w = Column(0.5, 1, 1),
        v = Column(0.75, 1);
    const double Weight = 0.4;  // of the loss of "text_only"
    #endregion

    public static void Run(LessonRun run)
    {
        run.Heading("A gradient through the join");
        var page = run.Output("forward");

        #region forward
        var t = x.Dot(K);                           // text branch
        var c = Tensor.Concatenate([t, h], axis: 1);
        var p = c.Dot(w).Sigmoid();                 // "spam"
        var q = t.Dot(v).Sigmoid();                 // "text_only"
        #endregion

        page.WriteLine($"t = {Line(t)}");
        page.WriteLine($"c = {Line(c)}");
        page.WriteLine($"p = {Line(p)}   q = {Line(q)}");

        var back = run.Output("backward");

        #region backward
        var dz = p.Subtract(y);             // of "spam", before σ
        var dc = dz.DotTransposed(w);
        var fromJoin = dc[.., ..2];         // cut where t ends
        var dh = dc[.., 2..];

        var da = q.Subtract(y).Scale(Weight);
        var fromText = da.DotTransposed(v);

        var dt = fromJoin.Add(fromText);    // two ways, one sum
        var dK = x.TransposedDot(dt);
        #endregion

        back.WriteLine($"dc        = {Line(dc)}");
        back.WriteLine($"from join = {Line(fromJoin)}   dh = {Line(dh)}");
        back.WriteLine($"from text = {Line(fromText)}");
        back.WriteLine($"dt        = {Line(dt)}");
        back.WriteLine($"dK        = {Line(dK[..1])}");
        back.WriteLine($"            {Line(dK[1..])}");

        var (model, text) = Build();
        var differences = Tensor.Zeros([2, 2], DType.Float64);
        for (var i = 0; i < 4; i++)
            differences.AsSpan<double>()[i] = Slope(model, text, i);

        #region engine
        model.TrainOnBatch([x, h], [y, y]);
        var gradient = text.Kernel!.Gradient;
        #endregion

        run.Metric("join-engine", "largest difference between the gradient by hand and the engine's",
            gradient.Subtract(dK).Abs().Max().Item(), "G2");
        run.Metric("join-differences", "largest difference between the gradient by hand and the differences",
            differences.Subtract(dK).Abs().Max().Item(), "0.0e0");
        run.Metric("join-dt", "first number of the gradient of t", dt.At(0, 0), "0.00;−0.00");
        run.Metric("join-only", "the same by way of the join alone", fromJoin.At(0, 0), "0.00;−0.00");
    }

    #region model
    static (Model, Dense) Build()
    {
        var (words, habit) = (new Input([2]), new Input([1]));
        var text = new Dense(2, useBias: false);
        var spam = new Dense(1, "sigmoid", useBias: false);
        var textOnly = new Dense(1, "sigmoid", useBias: false);

        var t = text.Apply(words);
        var c = new Concatenate().Apply(t, habit);
        var model = new Model([words, habit],
            [spam.Apply(c), textOnly.Apply(t)],
            dtype: DType.Float64);
        text.SetWeights([K]);
        spam.SetWeights([w]);
        textOnly.SetWeights([v]);
        model.Compile("sgd", "binary_crossentropy",
            lossWeights: [1, Weight]);
        return (model, text);
    }
    #endregion

    static double Slope(Model model, Dense text, int i)
    {
        const double Step = 1e-5;
        return (Loss(Step) - Loss(-Step)) / (2 * Step);

        double Loss(double change)
        {
            var moved = K.Keep();
            moved.AsSpan<double>()[i] += change;
            text.SetWeights([moved]);
            var loss = model.Evaluate([x, h], [y, y])["loss"];
            text.SetWeights([K]);
            return loss;
        }
    }

    static Tensor Row(params double[] values) => Tensor.From(values, [1, values.Length]);

    static Tensor Column(params double[] values) => Tensor.From(values, [values.Length, 1]);

    static string Line(Tensor row) =>
        string.Join("  ", row.ToArray<double>().Select(value => $"{value,6:0.000}"));
}
