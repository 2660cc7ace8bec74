using LearnDL.Lessons;
using LearnDL.Plots;

namespace Lessons.Pima;

/// <summary>The home page's example: from a file of numbers to a picture of learning.</summary>
static class TwelveLines
{
    public static void Run(LessonRun run)
    {
        const string Alt = "Two curves of the loss over 150 epochs, on the rows the network learns from and on rows it "
            + "never sees. Both fall.";

        #region twelve
        var (x, y) = Datasets.Pima();  // 768 women, 8 numbers each
        var model = new Sequential(seed: 7)
        {
            new Dense(12, "relu", kernelInitializer: "uniform"),
            new Dense(8, "relu", kernelInitializer: "uniform"),
            new Dense(1, "sigmoid", kernelInitializer: "uniform"),
        };
        model.Compile("adam", "binary_crossentropy");
        var history = model.Fit(x, y, batchSize: 10, epochs: 150,
            validationSplit: 0.2, verbose: 0);
        var svg = LearningCurvePlot.Draw("It learns", Alt,
            "loss", history, "loss", "val_loss");
        #endregion

        run.Picture("twelve-lines", svg, Alt);
    }
}
