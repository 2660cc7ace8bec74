using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Text;

/// <summary>
/// Step 13: the form of this network that is known from film reviews; with a file
/// that the learner brings, its training.
/// </summary>
static class Imdb
{
    public const int Words = 10_000, Length = 100, BatchSize = 64;

    #region network
    public static Sequential Build(int seed)
    {
        var model = new Sequential(seed: seed)
        {
            new Input([Length]),
            new Embedding(Words, 100),
            new LSTM(128, dropout: 0.2, recurrentDropout: 0.2),
            new Dense(1, "sigmoid"),
        };
        model.Compile("adam", "binary_crossentropy",
            ["accuracy"]);
        return model;
    }
    #endregion

    /// <summary>Only its table of layers.</summary>
    public static void Show(LessonRun run)
    {
        run.Heading("Film reviews");
        var model = Build(run.Seed);
        model.Summary(run.Output("imdb"));
        run.Metric("imdb-weights", "weights of the network for film reviews",
            model.Layers.SelectMany(layer => layer.Parameters).Sum(weight => weight.Value.Size), "#,0");
    }

    public static void Run(LessonRun run, string path)
    {
        Show(run);

        #region load
        var (train, test) = Datasets.Imdb(path, numWords: Words);
        var x = train.X.PadSequences(maxLength: Length);
        var xTest = test.X.PadSequences(maxLength: Length);
        var (y, yTest) = (train.Y, test.Y);
        #endregion

        run.Uses(train);
        if (run.Quick) (x, y, xTest, yTest) = (First(x, 500), First(y, 500), First(xTest, 200), First(yTest, 200));
        var (rows, epochs) = (x.Shape[0], run.Budget(full: 3, quick: 1));
        run.Say($"{rows:#,0} reviews to learn from, {xTest.Shape[0]:#,0} to test with, {epochs} epochs");
        var model = Build(run.Seed);
        History history;
        using (var progress = run.Progress("film reviews", epochs, rows / BatchSize + 1))
            history = model.Fit(x, y, batchSize: BatchSize, epochs: epochs, verbose: 0, callbacks: [progress]);

        var right = model.Evaluate(xTest, yTest, 128)["accuracy"];
        run.Weights(model);
        run.Output("imdb-test").WriteLine($"{right:0.0%} of the test reviews");
        run.Metric("test-accuracy", "test accuracy", right);
        const string Alt = "The loss on the training reviews, epoch by epoch.";
        run.Picture("imdb",
            LearningCurvePlot.Draw("Film reviews", Alt, "loss", new Curve("training", history["loss"])), Alt);
    }

    static Tensor First(Tensor x, int rows) => x[..Math.Min(rows, x.Shape[0])];
}
