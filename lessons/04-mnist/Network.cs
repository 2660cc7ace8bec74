using LearnDL.Lessons;

namespace Lessons.Mnist;

/// <summary>Flatten, two layers of 128 with relu, ten outputs with softmax.</summary>
static class Network
{
    public const int BatchSize = 32;

    public static int Epochs(LessonRun run) => run.Budget(full: 3, quick: 3);

    #region network
    public static Sequential Build(int seed)
    {
        var model = new Sequential(seed: seed)
        {
            new Input([28, 28]),      // bytes, 0..255
            new Rescaling(1.0 / 255), // 0..1
            new Flatten(),            // (N, 28, 28) to (N, 784)
            new Dense(128, "relu"),
            new Dense(128, "relu"),
            new Dense(10, "softmax"),
        };
        model.Compile("adam", "sparse_categorical_crossentropy",
            ["accuracy"]);
        return model;
    }
    #endregion

    /// <summary>The same with layers of other widths.</summary>
    public static Sequential Build(int seed, params ReadOnlySpan<int> units)
    {
        var model = new Sequential(seed: seed) { new Input([28, 28]), new Rescaling(1.0 / 255), new Flatten() };
        foreach (var width in units) model.Add(new Dense(width, "relu"));
        model.Add(new Dense(10, "softmax"));
        model.Compile("adam", "sparse_categorical_crossentropy", ["accuracy"]);
        return model;
    }

    /// <summary>The same for numbers that are to be taken as they are.</summary>
    public static Sequential BuildWithoutRescaling(int seed)
    {
        var model = new Sequential(seed: seed)
        {
            new Input([28, 28]), new Flatten(), new Dense(128, "relu"), new Dense(128, "relu"),
            new Dense(10, "softmax"),
        };
        model.Compile("adam", "sparse_categorical_crossentropy", ["accuracy"]);
        return model;
    }

    #region rate
    // A third of the epochs each: large, usual and small steps.
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
