namespace Lessons.Pima;

/// <summary>The network of the recipe, and the baseline it must beat.</summary>
static class Network
{
    #region network
    public static Sequential Build(int seed)
    {
        const string Start = "uniform";
        var model = new Sequential(seed: seed)
        {
            new Dense(12, "relu", kernelInitializer: Start),
            new Dense(8, "relu", kernelInitializer: Start),
            new Dense(1, "sigmoid", kernelInitializer: Start),
        };
        model.Compile("adam", "binary_crossentropy",
            ["accuracy"]);
        return model;
    }
    #endregion

    #region logistic
    // Logistic regression is a network of one neuron.
    public static Sequential BuildLogistic(int seed)
    {
        var model = new Sequential(seed: seed)
        {
            new Dense(1, "sigmoid"),
        };
        model.Compile(new Adam(0.01), "binary_crossentropy",
            ["accuracy"]);
        return model;
    }
    #endregion
}
