using LearnDL.Data;
using LearnDL.Layers;
using LearnDL.Models;

namespace LearnDL.Tests;

/// <summary>
/// The example of the README, compiled. <see cref="ReadmeTests"/> compares the two word by word and runs this one.
/// </summary>
static class ReadmeExample
{
    public static Sequential Run()
    {
        #region example
        var (x, y) = Datasets.Pima(); // 768 women, 8 measurements each, and who developed diabetes

        var model = new Sequential(seed: 7)
        {
            new Dense(12, "relu", kernelInitializer: "uniform"),
            new Dense(8, "relu", kernelInitializer: "uniform"),
            new Dense(1, "sigmoid", kernelInitializer: "uniform"),
        };
        model.Compile("adam", "binary_crossentropy", ["accuracy"]);
        model.Fit(x, y, batchSize: 10, epochs: 150, verbose: 2);
        #endregion
        return model;
    }
}
