using LearnDL.Lessons;

namespace Lessons.Regression;

/// <summary>A linear model, a small network, and one that is far too large.</summary>
static class Network
{
    public const int BatchSize = 32;

    public static int Epochs(LessonRun run) => run.Budget(full: 250, quick: 10);

    #region linear
    public static Sequential Linear(
        Dataset train, int seed, string loss = "mse")
    {
        var model = new Sequential(seed: seed) { new Dense(1) };
        model.Compile(new Adam(0.3), loss);
        model.Fit(train.X, train.Y, batchSize: train.Count,
            epochs: 300, verbose: 0);
        return model;
    }
    #endregion

    #region small
    public static Sequential Small(int seed)
    {
        var model = new Sequential(seed: seed)
        {
            new Dense(16, "relu"),
            new Dense(1),                   // no activation
        };
        model.Compile(new Adam(0.01), "mse");
        return model;
    }
    #endregion

    #region large
    public static Sequential Large(
        int seed, double dropout = 0, double l2 = 0)
    {
        var model = new Sequential(seed: seed);
        for (var layer = 0; layer < 2; layer++)
        {
            model.Add(new Dense(128, "relu",
                kernelRegularizer: l2 > 0 ? new L2(l2) : null));
            if (dropout > 0) model.Add(new Dropout(dropout));
        }
        model.Add(new Dense(1));
        model.Compile(new Adam(0.003), "mse", ["mse"]);
        return model;
    }
    #endregion

    #region stopping
    public static EarlyStopping Stopping() => new(
        monitor: "val_loss", patience: 20,
        restoreBestWeights: true);
    #endregion
}
