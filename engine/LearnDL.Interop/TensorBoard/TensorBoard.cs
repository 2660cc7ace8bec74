using System.Diagnostics;
using LearnDL.Callbacks;
using LearnDL.Models;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Interop;

/// <summary>
/// Writes what happens in a training into files that TensorBoard shows while it runs, and afterwards:
/// <c>tensorboard --logdir logs</c>. "train" gets epoch_loss, epoch_learning_rate and the metrics, "validation" the
/// same without "val_", and evaluation_loss_vs_iterations of every test; names and steps are as in Keras 3.
/// It only looks on: the training gives the same bits with it and without.
/// Every Fit writes files of its own; give each a folder, as curves in one folder lie on one another. One that
/// <see cref="BackupAndRestore"/> resumes goes on with the steps, and what is run again is cut off the earlier file.
/// (Keras 3 also writes profiles and embeddings; it has no histograms of gradients and outputs, and its pictures show
/// a few kernels at most, where all are in one here.)
/// </summary>
public sealed class TensorBoard : Callback
{
    readonly int histogramFreq;
    readonly bool writeGraph, writeImages, writeStepsPerSecond;
    readonly int? everyBatches;
    readonly TensorList samples;
    readonly EventLog train, validation;

    LayerOutputs? outputs;
    bool isFitting;
    int batches; // of all epochs
    long iterations, epochBegan, batchBegan;

    /// <param name="logDir">The folder; it is made if it is not there.</param>
    /// <param name="histogramFreq">From how many epochs to how many the weights and the gradients that the last batch
    /// left are counted into histograms; 0 (the default) for never.</param>
    /// <param name="writeGraph">Whether the layers are drawn as a graph; true by default. A model with a layer of your
    /// own that is not registered has none.</param>
    /// <param name="writeImages">Whether weights are also shown as pictures, with every histogram; false by
    /// default.</param>
    /// <param name="writeStepsPerSecond">Whether the batches per second are written; false by default.</param>
    /// <param name="updateFreq">"epoch" (the default), "batch", or after how many batches batch_loss and the metrics
    /// so far are written, besides those of the epochs.</param>
    /// <param name="samples">Samples whose outputs of every layer are counted with the weights; none by default. (Keras
    /// 3 has no such argument.)</param>
    /// <exception cref="SaveException">There is no name.</exception>
    /// <exception cref="HyperparameterException">histogramFreq is below 0, or updateFreq below 1; or there are samples
    /// or pictures to write, and no histograms.</exception>
    public TensorBoard(string logDir = "logs", int histogramFreq = 0, bool writeGraph = true, bool writeImages = false,
        bool writeStepsPerSecond = false, UpdateFrequency updateFreq = default, TensorList samples = default)
    {
        if (string.IsNullOrWhiteSpace(logDir) || logDir.Contains('\0'))
            throw new SaveException("TensorBoard has no folder to write to.", "the path of a folder",
                $"'{logDir.Replace("\0", "\\0")}'", "Leave it out for \"logs\".");
        if (histogramFreq < 0 || (histogramFreq == 0 && (writeImages || samples.Count > 0)))
            throw new HyperparameterException("TensorBoard: histogramFreq is out of range.", histogramFreq < 0
                ? "a number of epochs, or 0 for no histograms" : "at least 1, for pictures or samples come with them",
                $"{histogramFreq}", "Use histogramFreq: 1 for one per epoch.");
        LogDir = Path.GetFullPath(logDir);
        (this.histogramFreq, this.writeGraph, this.writeImages) = (histogramFreq, writeGraph, writeImages);
        (this.writeStepsPerSecond, everyBatches, this.samples) = (writeStepsPerSecond, updateFreq.Batches, samples);
        train = new EventLog(Path.Combine(LogDir, "train"));
        validation = new EventLog(Path.Combine(LogDir, "validation"));
    }

    /// <summary>The folder that is written to.</summary>
    public string LogDir { get; }

    /// <inheritdoc/>
    public override bool WantsBatches => everyBatches is not null;

    /// <inheritdoc/>
    /// <exception cref="SaveException">The folder cannot be written; said before any weight changes.</exception>
    /// <exception cref="LearnDLException">The model does not take the samples, or has a stateful layer, which would go
    /// on from them.</exception>
    public override void OnTrainBegin()
    {
        batches = 0;
        outputs = samples.Count > 0 ? new LayerOutputs(Model, samples) : null;
        validation.Probe();
        train.Open();
        if (writeGraph && !IsResuming && GraphOf(Model) is { } json)
            train.Add(0, Values.Graph(json));
        isFitting = true;
    }

    static string? GraphOf(Model model)
    {
        try
        {
            return model.ToJson();
        }
        catch (ConfigException) // a layer of one's own
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override void KeepState(TrainingState state)
    {
        state.Field("batches", ref batches);
        train.Keep(state.Part("train"));
        validation.Keep(state.Part("validation"));
    }

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch) =>
        (iterations, epochBegan) = (Model.Optimizer.Iterations, Stopwatch.GetTimestamp());

    /// <inheritdoc/>
    public override void OnTrainBatchBegin(int batch)
    {
        batches++;
        batchBegan = Stopwatch.GetTimestamp();
    }

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        if (batches % everyBatches != 0)
            return;
        if (writeStepsPerSecond)
            train.Add(batches, Values.Scalar("batch_steps_per_second", PerSecond(1, batchBegan)));
        foreach (var (name, value) in logs)
            train.Add(batches, Values.Scalar($"batch_{name}", value));
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        foreach (var (name, value) in logs)
            if (name.StartsWith("val_", StringComparison.Ordinal))
                validation.Add(epoch, Values.Scalar($"epoch_{name[4..]}", value));
            else if (name != "learning_rate")
                train.Add(epoch, Values.Scalar($"epoch_{name}", value));
        train.Add(epoch, Values.Scalar("epoch_learning_rate", Model.Optimizer.LearningRate));
        if (writeStepsPerSecond)
            train.Add(epoch, Values.Scalar("epoch_steps_per_second",
                PerSecond(Model.Optimizer.Iterations - iterations, epochBegan)));
        if (histogramFreq > 0 && epoch % histogramFreq == 0)
            WeightEvents.Write(train, epoch, Model, writeImages, outputs);
    }

    static double PerSecond(long steps, long began) => steps / Stopwatch.GetElapsedTime(began).TotalSeconds;

    /// <inheritdoc/>
    public override void OnTestBegin() => validation.Open();

    /// <inheritdoc/>
    public override void OnTestEnd(Logs logs)
    {
        foreach (var (name, value) in logs)
            validation.Add(Model.Optimizer.Iterations, Values.Scalar($"evaluation_{name}_vs_iterations", value));
        if (!isFitting)
            validation.Close();
    }

    /// <inheritdoc/>
    public override void OnTrainEnd()
    {
        isFitting = false;
        train.Close();
        validation.Close();
    }
}
