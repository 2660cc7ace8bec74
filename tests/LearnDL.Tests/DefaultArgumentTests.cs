using System.Globalization;
using System.Reflection;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests;

/// <summary>
/// Every default argument of every public constructor and method, as Keras 3 has it. Where a default stands behind
/// null, <see cref="DefaultBehaviourTests"/> says what null means. Tensors that may be left out, such as a place for
/// the result, have no default but "none".
/// </summary>
public sealed class DefaultArgumentTests
{
    /// <summary>One line per constructor ("Dense") or method ("Model.Fit"), two where overloads differ.</summary>
    const string Table = """
        AUC: numThresholds 200, curve "ROC", summationMethod "interpolation", name "auc", thresholds null, multiLabel false, numLabels null, labelWeights null, fromLogits false
        Activation: name null
        Adadelta: learningRate null, rho 0.95, epsilon 1E-07, weightDecay null
        Adagrad: learningRate null, initialAccumulatorValue 0.1, epsilon 1E-07, weightDecay null
        Adam: learningRate null, beta1 0.9, beta2 0.999, epsilon 1E-07, amsgrad false, weightDecay null
        AdamW: learningRate null, weightDecay 0.004, beta1 0.9, beta2 0.999, epsilon 1E-07, amsgrad false
        Adamax: learningRate null, beta1 0.9, beta2 0.999, epsilon 1E-07, weightDecay null
        Add: name null
        Attachments.Find: name null
        Average: name null
        AveragePooling1D: poolSize 2, strides null, padding null, dataFormat null, name null
        AveragePooling2D: poolSize null, strides null, padding null, dataFormat null, name null
        BackupAndRestore: saveFreq null, deleteCheckpoint true
        BatchNormalization: axis -1, momentum 0.99, epsilon 0.001, center true, scale true, betaInitializer null, gammaInitializer null, movingMeanInitializer null, movingVarianceInitializer null, betaRegularizer null, gammaRegularizer null, betaConstraint null, gammaConstraint null, name null
        Bidirectional: mergeMode "concat", backwardLayer null, name null
        BinaryAccuracy: threshold 0.5, name "binary_accuracy"
        BinaryCrossentropy.CheckTargets: layer "the last layer"
        BinaryCrossentropy: fromLogits false, labelSmoothing 0
        CSVLogger: separator ",", append false
        CategoricalAccuracy: name "categorical_accuracy"
        CategoricalCrossentropy.CheckTargets: layer "the last layer"
        CategoricalCrossentropy: fromLogits false, labelSmoothing 0
        CategoricalHinge.CheckTargets: layer "the last layer"
        Concatenate: axis -1, name null
        Config.ToJson: indented false
        ConfusionMatrix.Of: numClasses null
        Constant: value 0
        Conv1D: strides 1, padding null, dataFormat null, dilationRate 1, groups 1, activation null, useBias true, kernelInitializer null, biasInitializer null, kernelRegularizer null, biasRegularizer null, activityRegularizer null, kernelConstraint null, biasConstraint null, name null
        Conv1DTranspose: strides 1, padding null, outputPadding null, dataFormat null, dilationRate 1, activation null, useBias true, kernelInitializer null, biasInitializer null, kernelRegularizer null, biasRegularizer null, activityRegularizer null, kernelConstraint null, biasConstraint null, name null
        Conv2D: strides null, padding null, dataFormat null, dilationRate null, groups 1, activation null, useBias true, kernelInitializer null, biasInitializer null, kernelRegularizer null, biasRegularizer null, activityRegularizer null, kernelConstraint null, biasConstraint null, name null
        Conv2DTranspose: strides null, padding null, outputPadding null, dataFormat null, dilationRate null, activation null, useBias true, kernelInitializer null, biasInitializer null, kernelRegularizer null, biasRegularizer null, activityRegularizer null, kernelConstraint null, biasConstraint null, name null
        ConvolutionOps.Convolve: groups 1
        ConvolutionOps.ConvolveTransposed: groups 1
        ConvolutionOps.TransposedConvolve: groups 1
        CosineDecay: alpha 0, warmupTarget null, warmupSteps 0
        CosineDecayRestarts: tMul 2, mMul 1, alpha 0
        CosineSimilarityMetric: name "cosine_similarity"
        Cropping1D: cropping null, name null
        Cropping2D: cropping null, dataFormat null, name null
        CsvException: line 0
        CsvFile.Parse: name "text", hasHeader null, separator ',', decimalMark '.', thousandsMark null, quotes null
        CsvFile.Read: hasHeader null, separator ',', decimalMark '.', thousandsMark null, quotes null
        Datasets.Imdb: numWords null, skipTop 0, maxLength null, seed 113, startChar 1, oovChar 2, indexFrom 3
        Dense: activation null, useBias true, kernelInitializer null, biasInitializer null, kernelRegularizer null, biasRegularizer null, activityRegularizer null, kernelConstraint null, biasConstraint null, name null
        DepthwiseConv1D: strides 1, padding null, depthMultiplier 1, dataFormat null, dilationRate 1, activation null, useBias true, depthwiseInitializer null, biasInitializer null, depthwiseRegularizer null, biasRegularizer null, activityRegularizer null, depthwiseConstraint null, biasConstraint null, name null
        DepthwiseConv2D: strides null, padding null, depthMultiplier 1, dataFormat null, dilationRate null, activation null, useBias true, depthwiseInitializer null, biasInitializer null, depthwiseRegularizer null, biasRegularizer null, activityRegularizer null, depthwiseConstraint null, biasConstraint null, name null
        Dot: normalize false, name null
        Dot: normalize false, name null
        Draws: Call 0, Step 0, MicroBatch 0, FirstSample 0, Stream 0
        Dropout: noiseShape null, seed null, name null
        ELU: alpha 1, name null
        EarlyStopping: monitor "val_loss", minDelta 0, patience 0, mode "auto", baseline null, restoreBestWeights false, startFromEpoch 0, verbose 0
        Embedding: embeddingsInitializer null, maskZero false, embeddingsRegularizer null, embeddingsConstraint null, name null
        ExponentialDecay: staircase false
        F1Score: average null, threshold null, name "f1_score"
        FBetaScore: average null, beta 1, threshold null, name "fbeta_score"
        FalseNegatives: name "false_negatives"
        FalseNegatives: thresholds null, name "false_negatives"
        FalsePositives: name "false_positives"
        FalsePositives: thresholds null, name "false_positives"
        Flatten: name null
        ForwardPass: Draws null
        Ftrl: learningRate null, learningRatePower -0.5, initialAccumulatorValue 0.1, l1RegularizationStrength 0, l2RegularizationStrength 0, l2ShrinkageRegularizationStrength 0, beta 0, weightDecay null
        GRU: activation null, recurrentActivation null, useBias true, kernelInitializer null, recurrentInitializer null, biasInitializer null, dropout 0, recurrentDropout 0, seed null, returnSequences false, returnState false, goBackwards false, stateful false, resetAfter true, truncate null, kernelRegularizer null, recurrentRegularizer null, biasRegularizer null, activityRegularizer null, kernelConstraint null, recurrentConstraint null, biasConstraint null, name null
        GaussianDropout: seed null, name null
        GaussianNoise: seed null, name null
        GlobalAveragePooling1D: dataFormat null, keepDims false, name null
        GlobalAveragePooling2D: dataFormat null, keepDims false, name null
        GlobalMaxPooling1D: dataFormat null, keepDims false, name null
        GlobalMaxPooling2D: dataFormat null, keepDims false, name null
        GlorotNormal: seed null
        GlorotUniform: seed null
        GradientCheck.Layer: draw null, training true
        GradientSweep.Run: progress null
        HeNormal: seed null
        HeUniform: seed null
        Hinge.CheckTargets: layer "the last layer"
        Huber: delta 1
        IdentityInitializer: gain 1
        Input: name null
        Input: name null
        Input: name null
        Input: name null
        Input: name null
        Input: name null
        Input: name null
        InverseTimeDecay: staircase false
        KLDivergence.CheckTargets: layer "the last layer"
        L1: l1 0.01
        L1L2: l1 0, l2 0
        L2: l2 0.01
        LSTM: activation null, recurrentActivation null, useBias true, kernelInitializer null, recurrentInitializer null, biasInitializer null, unitForgetBias true, dropout 0, recurrentDropout 0, seed null, returnSequences false, returnState false, goBackwards false, stateful false, truncate null, kernelRegularizer null, recurrentRegularizer null, biasRegularizer null, activityRegularizer null, kernelConstraint null, recurrentConstraint null, biasConstraint null, name null
        LambdaCallback: onEpochBegin null, onEpochEnd null, onTrainBatchEnd null, onTrainBegin null, onTrainBatchBegin null, onTestBegin null, onTestEnd null, onTestBatchBegin null, onTestBatchEnd null, onPredictBegin null, onPredictEnd null, onPredictBatchBegin null, onPredictBatchEnd null
        LambdaCallback: onEpochBegin null, onEpochEnd null, onTrainBatchEnd null, onTrainBegin null, onTrainEnd null, onTrainBatchBegin null, onTestBegin null, onTestEnd null, onTestBatchBegin null, onTestBatchEnd null, onPredictBegin null, onPredictEnd null, onPredictBatchBegin null, onPredictBatchEnd null
        LambdaCallback: onEpochBegin null, onEpochEnd null, onTrainBegin null, onTrainEnd null, onTrainBatchBegin null, onTrainBatchEnd null, onTestBegin null, onTestEnd null, onTestBatchBegin null, onTestBatchEnd null, onPredictBegin null, onPredictEnd null, onPredictBatchBegin null, onPredictBatchEnd null, onBatchBegin null, onBatchEnd null
        Layer.Apply: training false
        LayerNormalization: axis -1, epsilon 0.001, center true, scale true, betaInitializer null, gammaInitializer null, betaRegularizer null, gammaRegularizer null, betaConstraint null, gammaConstraint null, name null
        LayerNormalization: epsilon 0.001, center true, scale true, betaInitializer null, gammaInitializer null, betaRegularizer null, gammaRegularizer null, betaConstraint null, gammaConstraint null, name null
        LeakyReLU: negativeSlope 0.3, name null
        LearningRateScheduler: verbose 0
        LearningRateScheduler: verbose 0
        LecunNormal: seed null
        LecunUniform: seed null
        Lion: learningRate null, beta1 0.9, beta2 0.99, weightDecay null
        Loss.CheckTargets: layer "the last layer"
        LossMetric: name null
        Masking: maskValue 0, name null
        MaxNorm: maxValue 2, axis 0
        MaxPooling1D: poolSize 2, strides null, padding null, dataFormat null, name null
        MaxPooling2D: poolSize null, strides null, padding null, dataFormat null, name null
        Maximum: name null
        MinMaxNorm: minValue 0, maxValue 1, rate 1, axis 0
        MinMaxScaler.Fit: low 0, high 1
        Minimum: name null
        Model.CloneModel: seed null
        Model.Compile: optimizer null, loss null, metrics null, weightedMetrics null, lossWeights null
        Model.Deserialize: seed null
        Model.Evaluate: batchSize 32, verbose 0, callbacks null, steps null
        Model.Evaluate: verbose 0, callbacks null, steps null
        Model.Fit: batchSize 32, epochs 1, verbose 1, callbacks null, validationSplit 0, validationData null, shuffle true, classWeight null, initialEpoch 0, validationFreq 1, stepsPerEpoch null, validationSteps null, validationBatchSize null, cancellationToken null
        Model.Fit: epochs 1, verbose 1, callbacks null, validationData null, classWeight null, initialEpoch 0, stepsPerEpoch null, validationFreq 1, validationSteps null, validationBatchSize null, cancellationToken null
        Model.FromConfig: seed null
        Model.FromJson: seed null
        Model.GetLayer: name null, index null
        Model.Load: compile true, seed null
        Model.LoadWeights: skipMismatch false
        Model.Predict: batchSize 32, verbose 0, callbacks null, steps null
        Model.PredictAll: batchSize 32, verbose 0, callbacks null, steps null
        Model.PredictClasses: batchSize 32
        Model.Save: includeOptimizer true
        Model.Summary: output null, lineLength null, positions null, expandNested false, showTrainable false, layerRange null
        Model.ToJson: indented false
        Model.TrainOnBatch: classWeight null
        ModelCheckpoint: monitor "val_loss", verbose 0, saveBestOnly false, saveWeightsOnly false, mode "auto", saveFreq null, initialValueThreshold null
        Model: name null, seed null, dtype null
        MoveOps.ExpandDims: axis -1
        Multiply: name null
        Nadam: learningRate null, beta1 0.9, beta2 0.999, epsilon 1E-07, weightDecay null
        Optimizer.ExcludeFromWeightDecay: weights null, names null
        Orthogonal: gain 1, seed null
        OutputRange: IsPositive false, IsShares false
        PReLU: alphaInitializer null, alphaRegularizer null, alphaConstraint null, sharedAxes null, name null
        Parameter: isTrainable true
        Permute: name null
        PolynomialDecay: endLearningRate 0.0001, power 1, cycle false
        Precision: thresholds null, topK null, classId null, name "precision"
        Precision: topK null, classId null, name "precision"
        PrecisionAtRecall: numThresholds 200, classId null, name "precision_at_recall"
        Preprocessing.Normalize: axis -1, order 2
        Preprocessing.OneHot: classes 0
        Preprocessing.ToCategorical: numClasses 0
        R2Score: classAggregation "uniform_average", numRegressors 0, name "r2_score"
        RMSprop: learningRate null, rho 0.9, momentum 0, epsilon 1E-07, centered false, weightDecay null
        RandomFlip: mode "horizontal_and_vertical", seed null, dataFormat null, name null
        RandomNormal: mean 0, stddev 0.05, seed null
        RandomOps.Normal: mean 0, stddev 1, dtype Float32
        RandomOps.Uniform: low 0, high 1, dtype Float32
        RandomRotation: fillMode null, interpolation null, seed null, fillValue 0, dataFormat null, name null
        RandomSource: seed null
        RandomTranslation: fillMode null, interpolation null, seed null, fillValue 0, dataFormat null, name null
        RandomUniform: minval -0.05, maxval 0.05, seed null
        RandomZoom: widthFactor null, fillMode null, interpolation null, seed null, fillValue 0, dataFormat null, name null
        ReLU: maxValue null, negativeSlope 0, threshold 0, name null
        Recall: thresholds null, topK null, classId null, name "recall"
        Recall: topK null, classId null, name "recall"
        RecallAtPrecision: numThresholds 200, classId null, name "recall_at_precision"
        ReduceLROnPlateau: monitor "val_loss", factor 0.1, patience 10, verbose 0, mode "auto", minDelta 0.0001, cooldown 0, minLr 0
        ReduceOps.ArgMax: axis -1
        RepeatVector: name null
        Rescaling: offset 0, name null
        Reshape: name null
        RootMeanSquaredError: name "root_mean_squared_error"
        SGD: learningRate null, momentum 0, nesterov false, weightDecay null
        SafetensorsFile.Save: metadata null
        SensitivityAtSpecificity: numThresholds 200, classId null, name "sensitivity_at_specificity"
        SeparableConv1D: strides 1, padding null, dataFormat null, dilationRate 1, depthMultiplier 1, activation null, useBias true, depthwiseInitializer null, pointwiseInitializer null, biasInitializer null, depthwiseRegularizer null, pointwiseRegularizer null, biasRegularizer null, activityRegularizer null, depthwiseConstraint null, pointwiseConstraint null, biasConstraint null, name null
        SeparableConv2D: strides null, padding null, dataFormat null, dilationRate null, depthMultiplier 1, activation null, useBias true, depthwiseInitializer null, pointwiseInitializer null, biasInitializer null, depthwiseRegularizer null, pointwiseRegularizer null, biasRegularizer null, activityRegularizer null, depthwiseConstraint null, pointwiseConstraint null, biasConstraint null, name null
        Sequences.PadSequences: dtype Int32, padding "pre", truncating "pre", value 0
        Sequences.PadSequences: maxLength null, dtype Float32, padding "pre", truncating "pre", value 0
        Sequences.PadSequences: maxLength null, dtype Float32, padding "pre", truncating "pre", value 0
        Sequences.PadSequences: maxLength null, dtype Float64, padding "pre", truncating "pre", value 0
        Sequences.PadSequences: maxLength null, dtype Int32, padding "pre", truncating "pre", value 0
        Sequences.PadSequences: maxLength null, dtype Int32, padding "pre", truncating "pre", value 0
        Sequences.PadSequences: maxLength null, dtype null, padding "pre", truncating "pre", value 0
        Sequential.FromConfig: seed null
        Sequential: name null, seed null, dtype null
        Sequential: name null, seed null, dtype null
        SimpleRNN: activation null, useBias true, kernelInitializer null, recurrentInitializer null, biasInitializer null, dropout 0, recurrentDropout 0, seed null, returnSequences false, returnState false, goBackwards false, stateful false, truncate null, kernelRegularizer null, recurrentRegularizer null, biasRegularizer null, activityRegularizer null, kernelConstraint null, recurrentConstraint null, biasConstraint null, name null
        Softmax: axis -1, name null
        SparseCategoricalAccuracy: name "sparse_categorical_accuracy"
        SparseCategoricalCrossentropy.CheckTargets: layer "the last layer"
        SparseCategoricalCrossentropy: fromLogits false
        SparseTopKCategoricalAccuracy: k 5, name "sparse_top_k_categorical_accuracy"
        SpatialDropout1D: seed null, name null
        SpatialDropout2D: dataFormat null, seed null, name null
        SpecificityAtSensitivity: numThresholds 200, classId null, name "specificity_at_sensitivity"
        SquaredHinge.CheckTargets: layer "the last layer"
        StepFlow: Truncate null
        Subtract: name null
        Table.ToDataset: missing Error
        Table.ToDataset: missing Error, classes null, means null, dtype null
        Table.ToTensor: missing Error, dtype null
        Tensor.Concatenate: axis 0
        Tensor.Full: dtype Float32
        Tensor.Normal: mean 0, stddev 1, seed 0, dtype Float32
        Tensor.Ones: dtype Float32
        Tensor.Range: dtype Float32
        Tensor.Range: step 1, dtype Float32
        Tensor.Scalar: dtype Float32
        Tensor.Uniform: low 0, high 1, seed 0, dtype Float32
        Tensor.Zeros: dtype Float32
        TerminateOnNaN: raiseError false
        TimeDistributed: name null
        Tokenizer.SequencesToMatrix: mode "binary"
        Tokenizer.TextsToMatrix: mode "binary"
        Tokenizer: numWords null, filters "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n\r“”„‟‘‚«»‹›‐‑‒–—―…¿¡", lower true, split " ", charLevel false, oovToken null
        TopKCategoricalAccuracy: k 5, name "top_k_categorical_accuracy"
        TracingBackend: onOp null
        TrainingState.Field: least -2147483648
        TrainingState.Field: length null
        TrueNegatives: name "true_negatives"
        TrueNegatives: thresholds null, name "true_negatives"
        TruePositives: name "true_positives"
        TruePositives: thresholds null, name "true_positives"
        TruncatedNormal: mean 0, stddev 0.05, seed null
        UnitNorm: axis 0
        UpSampling1D: size 2, name null
        UpSampling2D: size null, dataFormat null, interpolation null, name null
        Windows.Of: horizon 1, stride 1, steps 1, targets null
        Windows.SplitAt: reachBack true
        ZeroPadding1D: padding null, dataFormat null, name null
        ZeroPadding2D: padding null, dataFormat null, name null
        """;

    const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    static IEnumerable<string> Found => from type in typeof(Model).Assembly.GetExportedTypes()
                                        from method in type.GetConstructors(Declared)
                                            .Concat<MethodBase>(type.GetMethods(Declared))
                                        where !IsKeras2(type) && !IsKeras2(method)
                                        let defaults = string.Join(", ", method.GetParameters().Where(IsDefault)
                                            .Select(p => $"{p.Name} {Text(p)}"))
                                        where defaults.Length > 0
                                        select $"{type.Name}{(method.IsConstructor ? "" : "." + method.Name)}: {defaults}";

    /// <summary>No call compiles with those; the compiler answers with advice.</summary>
    static bool IsKeras2(MemberInfo member) => member.IsDefined(typeof(ObsoleteAttribute));

    static bool IsDefault(ParameterInfo p) => p.HasDefaultValue && !IsTensors(p);

    static bool IsTensors(ParameterInfo p) =>
        p.ParameterType == typeof(Tensor) || p.ParameterType == typeof(TensorList);

    static string Text(ParameterInfo p) => p.DefaultValue switch
    {
        null => "null",
        string text => '"' + text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\t", "\\t").Replace("\n", "\\n")
            .Replace("\r", "\\r") + '"',
        char mark => $"'{mark}'",
        bool choice => choice ? "true" : "false",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    [Fact]
    public void Every_default_is_in_the_table_and_nothing_else_is()
    {
        var wanted = Table.Split('\n', StringSplitOptions.TrimEntries);
        var found = Found.ToList();
        Assert.Equal(wanted.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_tensor_that_may_be_left_out_is_none() =>
        Assert.All(typeof(Model).Assembly.GetExportedTypes().SelectMany(type => type.GetMethods(Declared))
            .SelectMany(method => method.GetParameters())
            .Where(p => p.HasDefaultValue && IsTensors(p)), p => Assert.Null(p.RawDefaultValue));
}
