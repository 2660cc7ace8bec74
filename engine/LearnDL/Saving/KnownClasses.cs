using LearnDL.Constraints;
using LearnDL.Initializers;
using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Metrics;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Regularizers;

namespace LearnDL.Saving;

/// <summary>All classes that a config can name, under Keras's names.</summary>
static class KnownClasses
{
    public static ClassTable<Layer> Layers { get; } = new("layer", "keras.layers", new()
    {
        ["Activation"] = Activation.FromConfig,
        ["Add"] = Add.FromConfig,
        ["Average"] = Average.FromConfig,
        ["AveragePooling2D"] = AveragePooling2D.FromConfig,
        ["BatchNormalization"] = BatchNormalization.FromConfig,
        ["Bidirectional"] = Bidirectional.FromConfig,
        ["Concatenate"] = Concatenate.FromConfig,
        ["Conv1D"] = Conv1D.FromConfig,
        ["Conv2D"] = Conv2D.FromConfig,
        ["Dense"] = Dense.FromConfig,
        ["Dot"] = Dot.FromConfig,
        ["Dropout"] = Dropout.FromConfig,
        ["Embedding"] = Embedding.FromConfig,
        ["Flatten"] = Flatten.FromConfig,
        ["Functional"] = config => Model.FromConfig(config, config.Seed),
        ["GRU"] = GRU.FromConfig,
        ["GlobalAveragePooling2D"] = GlobalAveragePooling2D.FromConfig,
        ["InputLayer"] = Input.FromConfig,
        ["LSTM"] = LSTM.FromConfig,
        ["LayerNormalization"] = LayerNormalization.FromConfig,
        ["Masking"] = Masking.FromConfig,
        ["MaxPooling2D"] = MaxPooling2D.FromConfig,
        ["Maximum"] = Maximum.FromConfig,
        ["Minimum"] = Minimum.FromConfig,
        ["Multiply"] = Multiply.FromConfig,
        ["Permute"] = Permute.FromConfig,
        ["RandomFlip"] = RandomFlip.FromConfig,
        ["RandomRotation"] = RandomRotation.FromConfig,
        ["RandomTranslation"] = RandomTranslation.FromConfig,
        ["RandomZoom"] = RandomZoom.FromConfig,
        ["ReLU"] = ReLU.FromConfig,
        ["RepeatVector"] = RepeatVector.FromConfig,
        ["Rescaling"] = Rescaling.FromConfig,
        ["Reshape"] = Reshape.FromConfig,
        ["Sequential"] = Sequential.Unbuilt,
        ["SimpleRNN"] = SimpleRNN.FromConfig,
        ["Softmax"] = Softmax.FromConfig,
        ["Subtract"] = Subtract.FromConfig,
        ["TimeDistributed"] = TimeDistributed.FromConfig,
        ["ZeroPadding2D"] = ZeroPadding2D.FromConfig,
    });

    static readonly Dictionary<string, Func<Config, Loss>> losses = new()
    {
        ["BinaryCrossentropy"] = BinaryCrossentropy.FromConfig,
        ["CategoricalCrossentropy"] = CategoricalCrossentropy.FromConfig,
        ["CategoricalHinge"] = CategoricalHinge.FromConfig,
        ["CosineSimilarity"] = CosineSimilarity.FromConfig,
        ["Hinge"] = Hinge.FromConfig,
        ["Huber"] = Huber.FromConfig,
        ["KLDivergence"] = KLDivergence.FromConfig,
        ["LogCosh"] = LogCosh.FromConfig,
        ["MeanAbsoluteError"] = MeanAbsoluteError.FromConfig,
        ["MeanAbsolutePercentageError"] = MeanAbsolutePercentageError.FromConfig,
        ["MeanSquaredError"] = MeanSquaredError.FromConfig,
        ["MeanSquaredLogarithmicError"] = MeanSquaredLogarithmicError.FromConfig,
        ["Poisson"] = Poisson.FromConfig,
        ["SparseCategoricalCrossentropy"] = SparseCategoricalCrossentropy.FromConfig,
        ["SquaredHinge"] = SquaredHinge.FromConfig,
    };

    public static ClassTable<Loss> Losses { get; } = new("loss", "keras.losses", losses);

    public static ClassTable<Metric> Metrics { get; } = new("metric", "keras.metrics", WithLosses(new()
    {
        ["AUC"] = AUC.FromConfig,
        ["BinaryAccuracy"] = BinaryAccuracy.FromConfig,
        ["CategoricalAccuracy"] = CategoricalAccuracy.FromConfig,
        ["CosineSimilarity"] = CosineSimilarityMetric.FromConfig,
        ["F1Score"] = F1Score.FromConfig,
        ["FBetaScore"] = FBetaScore.FromConfig,
        ["LogCoshError"] = config => LossMetric.Of(losses["LogCosh"], config),
        ["Precision"] = Precision.FromConfig,
        ["R2Score"] = R2Score.FromConfig,
        ["Recall"] = Recall.FromConfig,
        ["RootMeanSquaredError"] = RootMeanSquaredError.FromConfig,
        ["SparseCategoricalAccuracy"] = SparseCategoricalAccuracy.FromConfig,
        ["SparseTopKCategoricalAccuracy"] = SparseTopKCategoricalAccuracy.FromConfig,
        ["TopKCategoricalAccuracy"] = TopKCategoricalAccuracy.FromConfig,
    }));

    /// <summary>Every other loss is a metric as well.</summary>
    static Dictionary<string, Func<Config, Metric>> WithLosses(Dictionary<string, Func<Config, Metric>> metrics)
    {
        foreach (var (name, make) in losses)
            metrics.TryAdd(name, config => LossMetric.Of(make, config));
        return metrics;
    }

    public static ClassTable<Optimizer> Optimizers { get; } = new("optimizer", "keras.optimizers", new()
    {
        ["Adadelta"] = Adadelta.FromConfig,
        ["Adagrad"] = Adagrad.FromConfig,
        ["Adam"] = Adam.FromConfig,
        ["AdamW"] = AdamW.FromConfig,
        ["Adamax"] = Adamax.FromConfig,
        ["Ftrl"] = Ftrl.FromConfig,
        ["Lion"] = Lion.FromConfig,
        ["Nadam"] = Nadam.FromConfig,
        ["RMSprop"] = RMSprop.FromConfig,
        ["SGD"] = SGD.FromConfig,
    });

    public static ClassTable<LearningRateSchedule> Schedules { get; } = new("schedule", "keras.optimizers.schedules",
        new()
        {
            ["CosineDecay"] = CosineDecay.FromConfig,
            ["CosineDecayRestarts"] = CosineDecayRestarts.FromConfig,
            ["ExponentialDecay"] = ExponentialDecay.FromConfig,
            ["InverseTimeDecay"] = InverseTimeDecay.FromConfig,
            ["PiecewiseConstantDecay"] = PiecewiseConstantDecay.FromConfig,
            ["PolynomialDecay"] = PolynomialDecay.FromConfig,
        });

    public static ClassTable<Initializer> Initializers { get; } = new("initializer", "keras.initializers", new()
    {
        ["Constant"] = Constant.FromConfig,
        ["GlorotNormal"] = GlorotNormal.FromConfig,
        ["GlorotUniform"] = GlorotUniform.FromConfig,
        ["HeNormal"] = HeNormal.FromConfig,
        ["HeUniform"] = HeUniform.FromConfig,
        ["Ones"] = Ones.FromConfig,
        ["Orthogonal"] = Orthogonal.FromConfig,
        ["RandomNormal"] = RandomNormal.FromConfig,
        ["RandomUniform"] = RandomUniform.FromConfig,
        ["TruncatedNormal"] = TruncatedNormal.FromConfig,
        ["Zeros"] = Zeros.FromConfig,
    });

    public static ClassTable<Regularizer> Regularizers { get; } = new("regularizer", "keras.regularizers", new()
    {
        ["L1"] = L1.FromConfig,
        ["L1L2"] = L1L2.FromConfig,
        ["L2"] = L2.FromConfig,
    });

    public static ClassTable<Constraint> Constraints { get; } = new("constraint", "keras.constraints", new()
    {
        ["MaxNorm"] = MaxNorm.FromConfig,
        ["MinMaxNorm"] = MinMaxNorm.FromConfig,
        ["NonNeg"] = NonNeg.FromConfig,
        ["UnitNorm"] = UnitNorm.FromConfig,
    });
}
