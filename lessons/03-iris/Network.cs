namespace Lessons.Iris;

/// <summary>Eight units with relu, three with softmax.</summary>
static class Network
{
    public const double LearningRate = 0.01;
    public const int BatchSize = 16;

    #region network
    public static Sequential Build(
        int seed, double learningRate = LearningRate)
    {
        var model = new Sequential(seed: seed)
        {
            new Dense(8, "relu"),
            new Dense(3, "softmax"),
        };
        model.Compile(new Adam(learningRate),
            "categorical_crossentropy", ["accuracy"]);
        return model;
    }
    #endregion

    #region plain
    // The baseline: three units with softmax and no hidden layer, which can only draw straight borders.
    public static Sequential BuildWithoutHidden(int seed)
    {
        var model = new Sequential(seed: seed)
        {
            new Dense(3, "softmax"),
        };
        model.Compile(new Adam(LearningRate), "categorical_crossentropy", ["accuracy"]);
        return model;
    }
    #endregion
}
