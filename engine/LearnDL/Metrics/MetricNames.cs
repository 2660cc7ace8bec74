using LearnDL.Losses;
using LearnDL.Tensors;

namespace LearnDL.Metrics;

/// <summary>The metrics that can be chosen by name, with Keras's aliases.</summary>
static class MetricNames
{
    /// <summary>Those that outputs and targets of one shape are enough for; the losses are the others.</summary>
    static readonly (string Name, Func<string, Loss?, Metric> New)[] metrics =
    [
        ("binary_accuracy", Binary),
        ("categorical_accuracy", (key, _) => new CategoricalAccuracy(key)),
        ("sparse_categorical_accuracy", (key, _) => new SparseCategoricalAccuracy(key)),
        ("top_k_categorical_accuracy", (key, _) => new TopKCategoricalAccuracy(name: key)),
        ("sparse_top_k_categorical_accuracy", (key, _) => new SparseTopKCategoricalAccuracy(name: key)),
        ("precision", (key, reader) => new Precision(name: key) { Reader = reader }),
        ("recall", (key, reader) => new Recall(name: key) { Reader = reader }),
        ("true_positives", (key, reader) => new TruePositives(name: key) { Reader = reader }),
        ("true_negatives", (key, reader) => new TrueNegatives(name: key) { Reader = reader }),
        ("false_positives", (key, reader) => new FalsePositives(name: key) { Reader = reader }),
        ("false_negatives", (key, reader) => new FalseNegatives(name: key) { Reader = reader }),
        ("auc", (key, reader) => new AUC(name: key) { Reader = reader }),
        ("f1_score", (key, reader) => new F1Score(name: key) { Reader = reader }),
        ("fbeta_score", (key, reader) => new FBetaScore(name: key) { Reader = reader }),
        ("root_mean_squared_error", (key, _) => new RootMeanSquaredError(key)),
        ("rmse", (key, _) => new RootMeanSquaredError(key)),
        ("r2_score", (key, _) => new R2Score(name: key)),
        ("cosine_similarity", (key, _) => new CosineSimilarityMetric(key)),
        ("cosine_proximity", (key, _) => new CosineSimilarityMetric(key)), // in Keras 2
        ("log_cosh_error", (key, _) => new LossMetric(new LogCosh(), key)),
    ];

    public static IReadOnlyList<string> All { get; } =
    [
        "accuracy", "acc", "crossentropy", "ce", .. metrics.Select(metric => metric.Name),
        .. Loss.Names.Except(metrics.Select(metric => metric.Name)),
    ];

    /// <summary>The known name that is meant.</summary>
    /// <exception cref="UnknownNameException">No metric has this name; the error lists the known ones.</exception>
    public static string Find(string name) =>
        NameList.Find(name, All) ?? throw NameList.Unknown("metric", name, All);

    /// <summary>
    /// The metric of this name. Plain "accuracy" and "crossentropy" pick the form that suits the shapes, as Keras 3
    /// does: one output is yes or no; targets without the class axis are class numbers; all else is one-hot.
    /// Where the loss takes scores (fromLogits), all that want probabilities count what the scores stand for: yes is a
    /// score above 0, and the metric of the loss's own kind is the loss. (In Keras 3 they take scores for
    /// probabilities.)
    /// </summary>
    /// <param name="known">Its name, as in the list.</param>
    /// <param name="key">The key in logs.</param>
    /// <param name="prediction">The shape of the prediction.</param>
    /// <param name="targets">The shape of the targets.</param>
    /// <param name="loss">The model's.</param>
    public static Metric Create(string known, string key, Shape prediction, Shape targets, Loss? loss)
    {
        var isBinary = prediction[-1] == 1;
        var isSparse = targets.Rank < prediction.Rank || targets[-1] == 1;
        if (known is "accuracy" or "acc")
            return isBinary ? Binary(key, loss)
                : isSparse ? new SparseCategoricalAccuracy(key) : new CategoricalAccuracy(key);
        if (known is "crossentropy" or "ce")
            return OfLoss(isBinary ? new BinaryCrossentropy()
                : isSparse ? new SparseCategoricalCrossentropy() : new CategoricalCrossentropy(), key, loss);
        foreach (var (other, create) in metrics)
            if (other == known)
                return create(key, create == Binary || loss is { FromLogits: true } ? loss : null);
        return OfLoss(Loss.Get(known), key, loss);
    }

    static BinaryAccuracy Binary(string name, Loss? loss) => loss switch
    {
        { FromLogits: true, Meaning: OutputMeaning.Shares } => new BinaryAccuracy(name: name) { Reader = loss },
        { FromLogits: true } => new BinaryAccuracy(threshold: 0, name), // σ(0) is a half
        _ => new BinaryAccuracy(name: name),
    };

    static LossMetric OfLoss(Loss figure, string name, Loss? loss) =>
        loss?.GetType() == figure.GetType() ? new LossMetric(loss.Unsmoothed, name)
        : loss is { FromLogits: true } && figure.Meaning is OutputMeaning.Probabilities or OutputMeaning.Shares
            ? new LossMetric(figure, name) { Reader = loss }
        : new LossMetric(figure, name);
}
