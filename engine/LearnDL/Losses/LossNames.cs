namespace LearnDL.Losses;

/// <summary>The losses that can be chosen by name, with Keras's aliases.</summary>
static class LossNames
{
    static readonly (string[] Names, Func<Loss> New)[] losses =
    [
        (["mean_squared_error", "mse"], () => new MeanSquaredError()),
        (["mean_absolute_error", "mae"], () => new MeanAbsoluteError()),
        (["mean_absolute_percentage_error", "mape"], () => new MeanAbsolutePercentageError()),
        (["mean_squared_logarithmic_error", "msle"], () => new MeanSquaredLogarithmicError()),
        (["huber"], () => new Huber()),
        (["log_cosh"], () => new LogCosh()),
        (["cosine_similarity", "cosine_proximity"], () => new CosineSimilarity()), // the second in Keras 2
        (["binary_crossentropy", "bce"], () => new BinaryCrossentropy()),
        (["categorical_crossentropy"], () => new CategoricalCrossentropy()),
        (["sparse_categorical_crossentropy"], () => new SparseCategoricalCrossentropy()),
        (["kl_divergence", "kld", "kullback_leibler_divergence"], () => new KLDivergence()),
        (["poisson"], () => new Poisson()),
        (["hinge"], () => new Hinge()),
        (["squared_hinge"], () => new SquaredHinge()),
        (["categorical_hinge"], () => new CategoricalHinge()),
    ];

    public static IReadOnlyList<string> All { get; } = [.. losses.SelectMany(loss => loss.Names)];

    /// <summary>A new loss of this name; null where there is none.</summary>
    public static Loss? Find(string name)
    {
        var known = NameList.Find(name, All);
        foreach (var (names, create) in losses)
            if (Array.IndexOf(names, known) >= 0)
                return create();
        return null;
    }
}
