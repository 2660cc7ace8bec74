namespace Lessons.Text;

/// <summary>The network that reads, and the one that counts words.</summary>
static class Network
{
    public const int BatchSize = 64;

    #region network
    public static Sequential Build(int seed,
        double dropout = 0.2, bool goBackwards = true)
    {
        const int Words = WordNumbers.Vocabulary;
        var model = new Sequential(seed: seed)
        {
            new Input([WordNumbers.Length]),    // (N, 200)
            new Embedding(Words, 64, maskZero: true),
            new LSTM(32, dropout: dropout,      // (N, 32)
                recurrentDropout: dropout,
                goBackwards: goBackwards),
            new Dense(1, "sigmoid"),
        };
        model.Compile("adam", "binary_crossentropy",
            ["accuracy"]);
        return model;
    }
    #endregion

    #region bag
    public static Sequential BuildBag(int seed)
    {
        var model = new Sequential(seed: seed)
        {
            new Dense(1, "sigmoid"),
        };
        model.Compile(new Adam(0.005), "binary_crossentropy",
            ["accuracy"]);
        return model;
    }
    #endregion

    #region rate
    // Large steps first, small ones at the end.
    public static double Rate(int epoch) =>
        epoch switch
        {
            0 => 0.002,
            1 or 2 => 0.001,
            3 => 0.0003,
            _ => 0.0001,
        };
    #endregion

    public static LearningRateScheduler Falling() => new((epoch, _) => Rate(epoch));
}
