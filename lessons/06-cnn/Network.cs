using LearnDL.Lessons;

namespace Lessons.Cnn;

/// <summary>Two convolutions, pooling, and a dense layer; each with its share of dropout.</summary>
static class Network
{
    public const int BatchSize = 128;

    public static int Epochs(LessonRun run) => run.Budget(full: 5, quick: 1);

    /// <summary>Batches per epoch, for this many samples.</summary>
    public static int Batches(Dataset data) => (data.Count + BatchSize - 1) / BatchSize;

    #region network
    public static Sequential Build(int seed)
    {
        var model = new Sequential(seed: seed)
        {
            new Input([28, 28]),              // bytes, 0..255
            new Rescaling(1.0 / 255),         // 0..1
            new Reshape([28, 28, 1]),         // one channel
            new Conv2D(32, 3, activation: "relu"),
            new Conv2D(64, 3, activation: "relu"),
            new MaxPooling2D(2),
            new Dropout(0.25),
            new Flatten(),
            new Dense(128, "relu"),
            new Dropout(0.5),
            new Dense(10, "softmax"),
        };
        model.Compile("adam", "sparse_categorical_crossentropy",
            ["accuracy"]);
        return model;
    }
    #endregion

    /// <summary>
    /// The same with other shares of dropout, and with layers that change the images before all others.
    /// </summary>
    public static Sequential Build(int seed, (double Pixels, double Units) dropout, params ReadOnlySpan<Layer> changes)
    {
        var model = new Sequential(seed: seed)
        {
            new Input([28, 28]), new Rescaling(1.0 / 255), new Reshape([28, 28, 1])
        };
        foreach (var change in changes) model.Add(change);
        Layer[] rest =
        [
            new Conv2D(32, 3, activation: "relu"), new Conv2D(64, 3, activation: "relu"), new MaxPooling2D(2),
            new Dropout(dropout.Pixels),
            new Flatten(), new Dense(128, "relu"), new Dropout(dropout.Units), new Dense(10, "softmax"),
        ];
        foreach (var layer in rest) model.Add(layer);
        model.Compile("adam", "sparse_categorical_crossentropy", ["accuracy"]);
        return model;
    }

    /// <summary>The network of lesson 4, to compare with.</summary>
    public static Sequential BuildDense(int seed)
    {
        var model = new Sequential(seed: seed)
        {
            new Input([28, 28]), new Rescaling(1.0 / 255), new Flatten(), new Dense(128, "relu"),
            new Dense(128, "relu"), new Dense(10, "softmax"),
        };
        model.Compile("adam", "sparse_categorical_crossentropy", ["accuracy"]);
        return model;
    }

    #region rate
    // Lesson 4's rule: a third of the epochs each, large steps,
    // usual ones, small ones.
    public static double Rate(int epoch, int epochs) =>
        (3 * epoch / epochs) switch
        {
            0 => 0.002,
            1 => 0.001,
            _ => 0.0001,
        };
    #endregion

    public static LearningRateScheduler Falling(int epochs) => new((epoch, _) => Rate(epoch, epochs));
}
