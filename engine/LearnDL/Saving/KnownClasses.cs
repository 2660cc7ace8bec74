using LearnDL.Constraints;
using LearnDL.Data;
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
        ["AveragePooling1D"] = AveragePooling1D.FromConfig,
        ["AveragePooling2D"] = AveragePooling2D.FromConfig,
        ["BatchNormalization"] = BatchNormalization.FromConfig,
        ["Bidirectional"] = Bidirectional.FromConfig,
        ["Concatenate"] = Concatenate.FromConfig,
        ["Conv1D"] = Conv1D.FromConfig,
        ["Conv1DTranspose"] = Conv1DTranspose.FromConfig,
        ["Conv2D"] = Conv2D.FromConfig,
        ["Conv2DTranspose"] = Conv2DTranspose.FromConfig,
        ["Cropping1D"] = Cropping1D.FromConfig,
        ["Cropping2D"] = Cropping2D.FromConfig,
        ["Dense"] = Dense.FromConfig,
        ["DepthwiseConv1D"] = DepthwiseConv1D.FromConfig,
        ["DepthwiseConv2D"] = DepthwiseConv2D.FromConfig,
        ["Dot"] = Dot.FromConfig,
        ["Dropout"] = Dropout.FromConfig,
        ["ELU"] = ELU.FromConfig,
        ["Embedding"] = Embedding.FromConfig,
        ["Flatten"] = Flatten.FromConfig,
        ["Functional"] = config => Model.FromConfig(config, config.Seed),
        ["GaussianDropout"] = GaussianDropout.FromConfig,
        ["GaussianNoise"] = GaussianNoise.FromConfig,
        ["GlobalAveragePooling1D"] = GlobalAveragePooling1D.FromConfig,
        ["GlobalAveragePooling2D"] = GlobalAveragePooling2D.FromConfig,
        ["GlobalMaxPooling1D"] = GlobalMaxPooling1D.FromConfig,
        ["GlobalMaxPooling2D"] = GlobalMaxPooling2D.FromConfig,
        ["GRU"] = GRU.FromConfig,
        ["InputLayer"] = Input.FromConfig,
        ["LayerNormalization"] = LayerNormalization.FromConfig,
        ["LeakyReLU"] = LeakyReLU.FromConfig,
        ["LSTM"] = LSTM.FromConfig,
        ["Masking"] = Masking.FromConfig,
        ["Maximum"] = Maximum.FromConfig,
        ["MaxPooling1D"] = MaxPooling1D.FromConfig,
        ["MaxPooling2D"] = MaxPooling2D.FromConfig,
        ["Minimum"] = Minimum.FromConfig,
        ["Multiply"] = Multiply.FromConfig,
        ["Permute"] = Permute.FromConfig,
        ["PReLU"] = PReLU.FromConfig,
        ["RandomFlip"] = RandomFlip.FromConfig,
        ["RandomRotation"] = RandomRotation.FromConfig,
        ["RandomTranslation"] = RandomTranslation.FromConfig,
        ["RandomZoom"] = RandomZoom.FromConfig,
        ["ReLU"] = ReLU.FromConfig,
        ["RepeatVector"] = RepeatVector.FromConfig,
        ["Rescaling"] = Rescaling.FromConfig,
        ["Reshape"] = Reshape.FromConfig,
        ["SeparableConv1D"] = SeparableConv1D.FromConfig,
        ["SeparableConv2D"] = SeparableConv2D.FromConfig,
        ["Sequential"] = Sequential.Unbuilt,
        ["SimpleRNN"] = SimpleRNN.FromConfig,
        ["Softmax"] = Softmax.FromConfig,
        ["SpatialDropout1D"] = SpatialDropout1D.FromConfig,
        ["SpatialDropout2D"] = SpatialDropout2D.FromConfig,
        ["Subtract"] = Subtract.FromConfig,
        ["TimeDistributed"] = TimeDistributed.FromConfig,
        ["UpSampling1D"] = UpSampling1D.FromConfig,
        ["UpSampling2D"] = UpSampling2D.FromConfig,
        ["ZeroPadding1D"] = ZeroPadding1D.FromConfig,
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
        ["FalseNegatives"] = FalseNegatives.FromConfig,
        ["FalsePositives"] = FalsePositives.FromConfig,
        ["FBetaScore"] = FBetaScore.FromConfig,
        ["LogCoshError"] = config => LossMetric.Of(losses["LogCosh"], config),
        ["Precision"] = Precision.FromConfig,
        ["PrecisionAtRecall"] = PrecisionAtRecall.FromConfig,
        ["R2Score"] = R2Score.FromConfig,
        ["Recall"] = Recall.FromConfig,
        ["RecallAtPrecision"] = RecallAtPrecision.FromConfig,
        ["RootMeanSquaredError"] = RootMeanSquaredError.FromConfig,
        ["SensitivityAtSpecificity"] = SensitivityAtSpecificity.FromConfig,
        ["SparseCategoricalAccuracy"] = SparseCategoricalAccuracy.FromConfig,
        ["SparseTopKCategoricalAccuracy"] = SparseTopKCategoricalAccuracy.FromConfig,
        ["SpecificityAtSensitivity"] = SpecificityAtSensitivity.FromConfig,
        ["TopKCategoricalAccuracy"] = TopKCategoricalAccuracy.FromConfig,
        ["TrueNegatives"] = TrueNegatives.FromConfig,
        ["TruePositives"] = TruePositives.FromConfig,
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
        ["Adamax"] = Adamax.FromConfig,
        ["AdamW"] = AdamW.FromConfig,
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
        ["Identity"] = IdentityInitializer.FromConfig,
        ["LecunNormal"] = LecunNormal.FromConfig,
        ["LecunUniform"] = LecunUniform.FromConfig,
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

    public static ClassTable<IConfigurable> Attachments { get; } = new("attachment", "learndl.data", new()
    {
        ["Categories"] = Categories.FromConfig,
        ["ColumnMeans"] = ColumnMeans.FromConfig,
        ["MinMaxScaler"] = MinMaxScaler.FromConfig,
        ["Standardizer"] = Standardizer.FromConfig,
        ["Tokenizer"] = Tokenizer.FromConfig,
    });
}
