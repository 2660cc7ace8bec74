using LearnDL.Callbacks;
using LearnDL.Losses;
using LearnDL.Metrics;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>Training, testing and using a model.</summary>
public partial class Model
{
    /// <summary>The optimizer given to Compile.</summary>
    /// <exception cref="ModelException">Compile was not called.</exception>
    public Optimizer Optimizer => setup.Training.Optimizer;

    internal Optimizer? OptimizerIfAny => setup.CompiledAs?.Optimizer;

    /// <summary>What the last Fit reported, also when it was cancelled.</summary>
    public History? History => trainer.History;

    /// <summary>
    /// Set by a callback to end the training: no further batch begins, the running epoch is validated and reported. Set
    /// before an epoch, it lets one batch of it happen, as in Keras.
    /// </summary>
    public bool StopTraining { get; set; }

    /// <summary>Says how to train.</summary>
    /// <param name="optimizer">By name or object; "rmsprop" by default, as in Keras 3.</param>
    /// <param name="loss">By name or object; without one the model can only predict. Of several outputs one for all, a
    /// list in their order, or by their names.</param>
    /// <param name="metrics">Figures to report, by name or object: ["accuracy", new AUC()]; of several outputs a list
    /// for each. An object is begun again for every epoch and every test, and has the last figure afterwards.</param>
    /// <param name="weightedMetrics">Figures that count sample weights and class weights. One by a name that is already
    /// taken is reported with "weighted_" before it.</param>
    /// <param name="lossWeights">What each output's loss counts in the sum that is trained; all 1 by default.</param>
    /// <exception cref="ModelException">The loss and the last layer do not suit each other, two metrics have one name,
    /// or Fit is running.</exception>
    /// <exception cref="UnknownNameException">A name is not known; the error lists those that are.</exception>
    public void Compile(Optimizer? optimizer = null, LossList? loss = null, OutputMetrics? metrics = null,
        OutputMetrics? weightedMetrics = null, LossWeights? lossWeights = null) =>
        setup.Compile(optimizer ?? new RMSprop(), loss, metrics ?? [], weightedMetrics ?? [], lossWeights);

    /// <summary>What Fit and Evaluate report, in this order: "loss", and all metrics.</summary>
    /// <exception cref="ModelException">Compile was not called.</exception>
    public IReadOnlyList<string> MetricsNames => setup.Training.Figures;

    /// <summary>Trains on x (N, …) and y for a number of epochs.</summary>
    /// <param name="x">The samples; for several inputs a list of tensors, or a dictionary by their names.</param>
    /// <param name="y">A target for every sample; for several outputs likewise.</param>
    /// <param name="batchSize">Samples per step, 32 by default. The last, smaller batch counts too; one of padding
    /// only, with every time step masked, is passed over.</param>
    /// <param name="epochs">The index of the epoch to end before; with initialEpoch 0, the number of rounds through the
    /// data.</param>
    /// <param name="verbose">0 silent, 1 a progress bar on a terminal, 2 one line per epoch.</param>
    /// <param name="callbacks">Code to call while training. With a <see cref="TerminateOnNaN"/>, a loss that is not
    /// finite ends the training without an error.</param>
    /// <param name="validationSplit">The share at the end of the data, taken before any shuffling, that is kept aside
    /// to validate on.</param>
    /// <param name="validationData">Data to validate on, in place of a split: (x, y), or <c>new(batches)</c> for
    /// batches that a program makes one by one.</param>
    /// <param name="shuffle">Whether the samples are put in a new order before every epoch.</param>
    /// <param name="classWeight">A weight for every class, <c>new() { [0] = 1, [1] = 5 }</c>; a class that is not named
    /// weighs 1, as in Keras, and a warning says so.</param>
    /// <param name="sampleWeight">A weight for every sample (N).</param>
    /// <param name="initialEpoch">The index of the first epoch, to go on with an earlier training.</param>
    /// <param name="validationFreq">The number of epochs from one validation to the next.</param>
    /// <param name="stepsPerEpoch">How many batches make an epoch; a run through all samples by default. The next epoch
    /// goes on behind them, and at the end of the samples with a new run.</param>
    /// <param name="validationSteps">How many batches are validated on, from the first on; all by default.</param>
    /// <param name="validationBatchSize">Samples at a time in a validation; by default as many as in training. Batches
    /// that a program makes have their own size.</param>
    /// <param name="cancellationToken">Ends the training after the running batch; the weights and <see cref="History"/>
    /// stay as they are then.</param>
    /// <returns>The figures of every epoch.</returns>
    /// <exception cref="LearnDLException">Something does not fit; raised before any weight changes.</exception>
    /// <exception cref="DataException">The loss, a gradient or a weight would not be finite; the weights are those of
    /// the batch before. (Keras goes on with NaN.)</exception>
    /// <exception cref="ModelException">There was no Compile with a loss, another thread uses the model, or Fit was
    /// called from a callback of this Fit.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public History Fit(TensorList x, TensorList y, int batchSize = 32, int epochs = 1, int verbose = 1,
        IReadOnlyList<Callback>? callbacks = null, double validationSplit = 0, ValidationData? validationData = null,
        bool shuffle = true, ClassWeights? classWeight = null, TensorList sampleWeight = default,
        int initialEpoch = 0, int validationFreq = 1, int? stepsPerEpoch = null, int? validationSteps = null,
        int? validationBatchSize = null, CancellationToken cancellationToken = default) =>
        trainer.Fit(new FitSettings(x, y, batchSize, epochs, verbose, callbacks ?? [], validationSplit, validationData,
            shuffle, classWeight, sampleWeight, initialEpoch, validationFreq, cancellationToken)
        {
            StepsPerEpoch = stepsPerEpoch,
            ValidationSteps = validationSteps,
            ValidationBatchSize = validationBatchSize,
        });

    /// <summary>
    /// Trains on batches that a program makes one by one, as with <c>yield return (x, y)</c>: for data that do not fit
    /// into memory, or are drawn as they are needed. Every batch is checked before it is learned from.
    /// </summary>
    /// <param name="batches">The batches. An epoch is a run through them; a sequence without an end needs
    /// stepsPerEpoch.</param>
    /// <param name="epochs">The index of the epoch to end before.</param>
    /// <param name="verbose">As for the other Fit.</param>
    /// <param name="callbacks">Code to call while training.</param>
    /// <param name="validationData">Data to validate on: (x, y), or <c>new(batches)</c>.</param>
    /// <param name="classWeight">A weight for every class; a class left out counts 1.</param>
    /// <param name="initialEpoch">The index of the first epoch.</param>
    /// <param name="stepsPerEpoch">How many batches make an epoch; the next goes on behind them.</param>
    /// <param name="validationFreq">The number of epochs from one validation to the next.</param>
    /// <param name="validationSteps">How many batches are validated on; all by default.</param>
    /// <param name="validationBatchSize">Samples at a time in a validation, 32 by default.</param>
    /// <param name="cancellationToken">Ends the training after the running batch.</param>
    /// <returns>The figures of every epoch.</returns>
    /// <exception cref="LearnDLException">As for the other Fit; for a batch that does not fit, before it changes a
    /// weight.</exception>
    public History Fit(IEnumerable<Batch> batches, int epochs = 1, int verbose = 1,
        IReadOnlyList<Callback>? callbacks = null, ValidationData? validationData = null,
        ClassWeights? classWeight = null, int initialEpoch = 0, int? stepsPerEpoch = null, int validationFreq = 1,
        int? validationSteps = null, int? validationBatchSize = null, CancellationToken cancellationToken = default) =>
        trainer.Fit(new FitSettings(default, default, BatchSize: 32, epochs, verbose, callbacks ?? [],
            ValidationSplit: 0, validationData, Shuffle: false, classWeight, default, initialEpoch, validationFreq,
            cancellationToken)
        {
            Batches = batches,
            StepsPerEpoch = stepsPerEpoch,
            ValidationSteps = validationSteps,
            ValidationBatchSize = validationBatchSize,
        });

    /// <summary>
    /// The loss and the metrics on data, without learning from them. Builds the model if it is not built yet.
    /// </summary>
    /// <param name="x">The samples (N, …).</param>
    /// <param name="y">A target for every sample, as for Fit.</param>
    /// <param name="batchSize">Samples at a time, 32 by default. It changes the time and the memory that is needed, not
    /// what is measured.</param>
    /// <param name="verbose">0 silent (the default; Keras's is 1), 1 a progress bar on a terminal, 2 a line with all
    /// figures.</param>
    /// <param name="sampleWeight">A weight for every sample (N), for the loss only.</param>
    /// <param name="callbacks">Code to call while testing.</param>
    /// <param name="steps">How many batches, from the first on; all by default.</param>
    /// <returns>"loss", the mean over all samples (where time steps are masked, over all that are not), and every
    /// metric under the name that Compile was given.</returns>
    /// <exception cref="ModelException">There was no Compile with a loss, or another thread uses the model.</exception>
    /// <exception cref="LearnDLException">The data do not fit the model, the loss or a metric; or the loss or a metric
    /// is not finite, which Keras would return.</exception>
    public Logs Evaluate(TensorList x, TensorList y, int batchSize = 32, int verbose = 0,
        TensorList sampleWeight = default, IReadOnlyList<Callback>? callbacks = null, int? steps = null) =>
        tester.Evaluate(new Samples(x, y, sampleWeight), batchSize, verbose, callbacks ?? [], steps);

    /// <summary>The same on batches that a program makes one by one.</summary>
    /// <param name="batches">The batches.</param>
    /// <param name="verbose">As for the other Evaluate.</param>
    /// <param name="callbacks">Code to call while testing.</param>
    /// <param name="steps">How many batches; all by default.</param>
    /// <returns>"loss" and every metric.</returns>
    /// <exception cref="LearnDLException">As for the other Evaluate.</exception>
    public Logs Evaluate(IEnumerable<Batch> batches, int verbose = 0, IReadOnlyList<Callback>? callbacks = null,
        int? steps = null) => tester.Evaluate(batches, verbose, callbacks ?? [], steps);

    /// <summary>The outputs for samples. Needs no Compile; builds the model if it is not built yet.</summary>
    /// <param name="x">The samples (N, …).</param>
    /// <param name="batchSize">Samples at a time, 32 by default.</param>
    /// <param name="verbose">0 silent (the default; Keras's is 1), 1 a progress bar on a terminal, 2 a line at the end.
    /// </param>
    /// <param name="callbacks">Code to call while predicting.</param>
    /// <param name="steps">How many batches, from the first on; all by default.</param>
    /// <returns>A new tensor (N, …) of <see cref="OutputShape"/> and the model's <see cref="DType"/>.</returns>
    /// <exception cref="DataException">No samples, or numbers that are not finite: in x, in x as the model's
    /// <see cref="DType"/>, or in the outputs.</exception>
    /// <exception cref="ShapeException">The model does not take samples of this shape.</exception>
    /// <exception cref="ModelException">The model has no layers, or another thread uses it.</exception>
    public Tensor Predict(TensorList x, int batchSize = 32, int verbose = 0,
        IReadOnlyList<Callback>? callbacks = null, int? steps = null) =>
        OutputCount == 1 ? tester.Predict(x, batchSize, verbose, callbacks ?? [], steps)[0]
        : throw new ModelException($"Model '{Name}' has {OutputCount} outputs.", "a model with one output",
            string.Join(", ", OutputNames), "Use PredictAll, which gives a tensor for every output.");

    /// <summary>The outputs for samples, a tensor for every output of the model.</summary>
    /// <param name="x">The samples (N, …); for several inputs a list, or a dictionary by their names.</param>
    /// <param name="batchSize">Samples at a time, 32 by default.</param>
    /// <param name="verbose">As for <see cref="Predict"/>.</param>
    /// <param name="callbacks">Code to call while predicting.</param>
    /// <param name="steps">How many batches, from the first on; all by default.</param>
    /// <returns>New tensors (N, …), in the outputs' order: <c>var (price, rooms) = model.PredictAll(x)</c>.</returns>
    /// <exception cref="LearnDLException">As for <see cref="Predict"/>.</exception>
    public TensorList PredictAll(TensorList x, int batchSize = 32, int verbose = 0,
        IReadOnlyList<Callback>? callbacks = null, int? steps = null) =>
        tester.Predict(x, batchSize, verbose, callbacks ?? [], steps);

    /// <summary>
    /// The class of every sample: with one output 1 where it says yes, otherwise the position of the largest.
    /// Yes is a probability above 0.5; where the loss given to Compile takes scores (fromLogits), a score above 0.
    /// </summary>
    /// <param name="x">The samples (N, …).</param>
    /// <param name="batchSize">Samples at a time, 32 by default.</param>
    /// <returns>Int32: (N, 1) for outputs (N, 1), and (N) for outputs (N, K).</returns>
    /// <exception cref="LearnDLException">As for <see cref="Predict"/>.</exception>
    public Tensor PredictClasses(TensorList x, int batchSize = 32) => tester.Classes(Predict(x, batchSize));

    /// <summary>
    /// One step of training on all samples given, as one batch. From a callback it trains beside the running Fit.
    /// </summary>
    /// <param name="x">The samples (N, …).</param>
    /// <param name="y">A target for every sample, as for Fit.</param>
    /// <param name="sampleWeight">A weight for every sample (N); all 1 by default.</param>
    /// <param name="classWeight">A weight for every class, in place of sampleWeight.</param>
    /// <returns>"loss" and every metric of this batch, as they were before the step.</returns>
    /// <exception cref="ModelException">There was no Compile with a loss, or another thread uses the model.</exception>
    /// <exception cref="LearnDLException">Something does not fit; raised before any weight changes.</exception>
    public Logs TrainOnBatch(TensorList x, TensorList y, TensorList sampleWeight = default,
        ClassWeights? classWeight = null) =>
        trainer.TrainOnBatch(new Samples(x, y, sampleWeight), classWeight);

    /// <summary><c>Evaluate</c> with all samples as one batch: "loss" and every metric.</summary>
    /// <param name="x">The samples (N, …).</param>
    /// <param name="y">A target for every sample, as for Fit.</param>
    /// <param name="sampleWeight">A weight for every sample (N); all 1 by default.</param>
    /// <exception cref="LearnDLException">As for Evaluate.</exception>
    public Logs TestOnBatch(TensorList x, TensorList y, TensorList sampleWeight = default) =>
        Evaluate(x, y, OneBatch(x), verbose: 0, sampleWeight);

    /// <summary><see cref="Predict"/> with all samples (N, …) as one batch.</summary>
    /// <exception cref="LearnDLException">As for <see cref="Predict"/>.</exception>
    public Tensor PredictOnBatch(TensorList x) => Predict(x, OneBatch(x));

    /// <summary>The size of a batch of all samples; what is wrong with x is said later.</summary>
    static int OneBatch(TensorList x) =>
        x.Count > 0 && x[0] is { HasValue: true, Rank: > 0 } first ? Math.Max(1, first.Shape[0]) : 1;

    /// <summary>
    /// Forward and back through all samples as one batch, without learning from them. It leaves the gradients in the
    /// parameters and gives the loss.
    /// </summary>
    internal double ComputeGradients(TensorList x, TensorList y) => tester.ComputeGradients(new Samples(x, y, default));

    /// <summary>What Fit reports itself: "loss", the metrics, and the same with "val_" where it validates.</summary>
    internal IReadOnlyList<string> Figures => trainer.Reported;

    /// <summary>Whether a larger value of a logged figure is better: true for accuracies, false for losses.</summary>
    internal bool LargerIsBetter(string key) => trainer.LargerIsBetter(key);

    /// <summary>How many numbers the optimizer keeps; 0 before the first step.</summary>
    internal long OptimizerSize => setup.OptimizerSize;
}
