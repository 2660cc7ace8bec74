namespace LearnDL.Metrics;

/// <summary>
/// The names of all metrics, for an editor to complete. <c>metrics: [Metrics.Accuracy, Metrics.AUC]</c> is
/// <c>metrics: ["accuracy", "auc"]</c>. Every loss is a metric, too.
/// </summary>
public static class Metrics
{
    /// <summary>The share of right answers, of the kind that suits outputs and targets.</summary>
    public const string Accuracy = "accuracy";

    /// <summary>Short for accuracy; the key in logs is "acc" then.</summary>
    public const string Acc = "acc";

    /// <summary>The cross-entropy of the kind that suits outputs and targets.</summary>
    public const string Crossentropy = "crossentropy";

    /// <summary>Short for crossentropy.</summary>
    public const string CE = "ce";

    /// <summary>The share of right answers, yes or no.</summary>
    public const string BinaryAccuracy = "binary_accuracy";

    /// <summary>The share of right classes, y one-hot.</summary>
    public const string CategoricalAccuracy = "categorical_accuracy";

    /// <summary>The share of right classes, y class numbers.</summary>
    public const string SparseCategoricalAccuracy = "sparse_categorical_accuracy";

    /// <summary>How often the right class is among the 5 best, y one-hot.</summary>
    public const string TopKCategoricalAccuracy = "top_k_categorical_accuracy";

    /// <summary>How often the right class is among the 5 best, y class numbers.</summary>
    public const string SparseTopKCategoricalAccuracy = "sparse_top_k_categorical_accuracy";

    /// <summary>How many of those said to be yes are yes.</summary>
    public const string Precision = "precision";

    /// <summary>How many of those that are yes are found.</summary>
    public const string Recall = "recall";

    /// <summary>How many were rightly said to be yes.</summary>
    public const string TruePositives = "true_positives";

    /// <summary>How many were rightly said to be no.</summary>
    public const string TrueNegatives = "true_negatives";

    /// <summary>How many were said to be yes and are not.</summary>
    public const string FalsePositives = "false_positives";

    /// <summary>How many are yes and were said to be no.</summary>
    public const string FalseNegatives = "false_negatives";

    /// <summary>The area under the ROC curve.</summary>
    public const string AUC = "auc";

    /// <summary>The harmonic mean of precision and recall, for each class.</summary>
    public const string F1Score = "f1_score";

    /// <summary>The same with a weight for recall.</summary>
    public const string FBetaScore = "fbeta_score";

    /// <summary>The root of the mean of (y − p)².</summary>
    public const string RootMeanSquaredError = "root_mean_squared_error";

    /// <summary>Short for root_mean_squared_error.</summary>
    public const string RMSE = "rmse";

    /// <summary>The share of the variance of y that p explains.</summary>
    public const string R2Score = "r2_score";

    /// <summary>The cosine of the angle between y and p.</summary>
    public const string CosineSimilarity = "cosine_similarity";

    /// <summary>Keras 2's name of <see cref="CosineSimilarity"/>.</summary>
    public const string CosineProximity = "cosine_proximity";

    /// <summary>The mean of ln cosh(p − y).</summary>
    public const string LogCoshError = "log_cosh_error";

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
