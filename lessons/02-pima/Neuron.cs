using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Pima;

/// <summary>Step 2: one neuron, by hand, with nothing but tensors; then the same by the engine's layer.</summary>
static class Neuron
{
    #region settings
    const double Rate = 0.5;    // the learning rate
    const int Steps = 200;
    #endregion

    public static void Run(LessonRun run, Dataset data)
    {
        run.Heading("One neuron by hand");
        var page = run.Output("neuron");
        var losses = new double[Steps];

        #region prepare
        var x = Standardizer.Fit(data.X).Apply(data.X);    // (N, 8)
        var y = data.Y.Cast(DType.Float32).Reshape(-1, 1); // (N, 1)
        var N = x.Shape[0];
        var w = Tensor.Zeros([8, 1]);
        var b = Tensor.Zeros([1]);
        #endregion

        for (var step = 0; step < Steps; step++)
        {
            #region forward
            var z = x.Dot(w).AddRow(b);      // z = x·w + b      (N, 1)
            var p = z.Sigmoid();             // p = 1/(1 + e⁻ᶻ)  (N, 1)
            #endregion

            losses[step] = Loss(y, p);

            #region backward
            // dz = (p − y)/N  (N, 1)
            var dz = p.Subtract(y).Scale(1.0 / N);
            var dw = x.TransposedDot(dz);    // dw = xᵀ·dz       (8, 1)
            var db = dz.SumRows();           // db = Σ dz        (1)
            #endregion

            #region step
            w = w.Subtract(dw.Scale(Rate));   // downhill
            b = b.Subtract(db.Scale(Rate));
            #endregion

            if (step is 0 or 1 or 9 or 49 or Steps - 1)
                page.WriteLine($"step {step + 1,3}   loss {losses[step]:0.0000}");
        }

        var accuracy = Scores.Accuracy(data.Y.AsSpan<int>(),
            Scores.Classes(x.Dot(w).AddRow(b).Greater(Tensor.Zeros([N, 1]))));
        page.WriteLine($"right on the rows it learned from: {accuracy:0.0%}");
        run.Metric("neuron-accuracy", "one neuron, accuracy on its training rows", accuracy, "0.0%");
        run.Metric("neuron-loss", "one neuron, loss after the last step", losses[^1], "0.0000");

        const string Alt = "The neuron's loss over 200 steps: "
            + "it begins at 0.693, falls steeply within 20 steps and is nearly flat from step 50.";
        run.Picture("neuron",
            LearningCurvePlot.Draw("The loss of one neuron", Alt, "loss", new Curve("one neuron", losses)), Alt);

        BesideTheLayer(run, x, y, w, b, data.FeatureNames);
    }

    #region loss
    // L = −(1/N) Σ (y·ln p + (1 − y)·ln(1 − p))
    internal static double Loss(Tensor y, Tensor p)
    {
        var ill = y.Multiply(p.Log());
        var healthy = (1 - y).Multiply((1 - p).Log());
        return -ill.Add(healthy).Mean().Item();
    }
    #endregion

    static void BesideTheLayer(LessonRun run, Tensor x, Tensor y, Tensor w, Tensor b, string[] names)
    {
        var page = run.Output("layer");

        #region layer
        var model = new Sequential(seed: run.Seed)
        {
            new Dense(1, "sigmoid", kernelInitializer: "zeros"),
        };
        model.Compile(new SGD(Rate), "binary_crossentropy");
        model.Fit(x, y, epochs: Steps, verbose: 0,
            batchSize: x.Shape[0]);    // all rows in every step
        #endregion

        var (W, B) = (model.GetWeights()[0], model.GetWeights()[1]);
        page.WriteLine("              by hand     layer");
        for (var i = 0; i < 8; i++)
            page.WriteLine($"{names[i],-12} {w.At(i, 0),8:0.00000}  {W.At(i, 0),8:0.00000}");
        page.WriteLine($"{"bias",-12} {b.At(0),8:0.00000}  {B.At(0),8:0.00000}");

        var difference = Math.Max(w.Subtract(W).Abs().Max().Item(), b.Subtract(B).Abs().Max().Item());
        run.Metric("neuron-difference", "largest difference between the neuron by hand and the layer",
            difference, "0.0e0");
    }
}
