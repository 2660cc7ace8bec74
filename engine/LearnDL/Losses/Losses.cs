namespace LearnDL.Losses;

/// <summary>
/// The names of all losses, for an editor to complete. <c>Compile(Optimizers.Adam, Losses.MeanSquaredError)</c> is
/// <c>Compile("adam", "mean_squared_error")</c>. Each has a class of its own for other settings.
/// </summary>
public static class Losses
{
    /// <summary>The mean of (y − p)².</summary>
    public const string MeanSquaredError = "mean_squared_error";

    /// <summary>Short for mean_squared_error.</summary>
    public const string MSE = "mse";

    /// <summary>The mean of |y − p|.</summary>
    public const string MeanAbsoluteError = "mean_absolute_error";

    /// <summary>Short for mean_absolute_error.</summary>
    public const string MAE = "mae";

    /// <summary>The mean of 100·|y − p| / |y|.</summary>
    public const string MeanAbsolutePercentageError = "mean_absolute_percentage_error";

    /// <summary>Short for mean_absolute_percentage_error.</summary>
    public const string MAPE = "mape";

    /// <summary>The mean of (ln(1 + y) − ln(1 + p))².</summary>
    public const string MeanSquaredLogarithmicError = "mean_squared_logarithmic_error";

    /// <summary>Short for mean_squared_logarithmic_error.</summary>
    public const string MSLE = "msle";

    /// <summary>A square near 0, a straight line further out.</summary>
    public const string Huber = "huber";

    /// <summary>The mean of ln cosh(p − y).</summary>
    public const string LogCosh = "log_cosh";

    /// <summary>The cosine of the angle between y and p; as a loss, its negative.</summary>
    public const string CosineSimilarity = "cosine_similarity";

    /// <summary>Keras 2's name of <see cref="CosineSimilarity"/>.</summary>
    public const string CosineProximity = "cosine_proximity";

    /// <summary>For yes or no, behind a sigmoid.</summary>
    public const string BinaryCrossentropy = "binary_crossentropy";

    /// <summary>Short for binary_crossentropy.</summary>
    public const string BCE = "bce";

    /// <summary>For one of K classes, y one-hot, behind a softmax.</summary>
    public const string CategoricalCrossentropy = "categorical_crossentropy";

    /// <summary>For one of K classes, y class numbers, behind a softmax.</summary>
    public const string SparseCategoricalCrossentropy = "sparse_categorical_crossentropy";

    /// <summary>How far the shares p are from the shares y.</summary>
    public const string KLDivergence = "kl_divergence";

    /// <summary>Short for kl_divergence.</summary>
    public const string KLD = "kld";

    /// <summary>Long for kl_divergence.</summary>
    public const string KullbackLeiblerDivergence = "kullback_leibler_divergence";

    /// <summary>For counts: the mean of p − y·ln p.</summary>
    public const string Poisson = "poisson";

    /// <summary>For yes or no as 1 or −1: the mean of max(1 − y·p, 0).</summary>
    public const string Hinge = "hinge";

    /// <summary>The mean of max(1 − y·p, 0)².</summary>
    public const string SquaredHinge = "squared_hinge";

    /// <summary>How far the right class is ahead of the best of the others, up to 1.</summary>
    public const string CategoricalHinge = "categorical_hinge";
}
