using LearnDL.Models;
using LearnDL.Saving;

namespace LearnDL.Callbacks;

/// <summary>
/// Saves the model while it trains: after every epoch, or only when it is better than ever before.
/// <c>new ModelCheckpoint("best.safetensors", monitor: "val_loss", saveBestOnly: true)</c>.
/// A file that is there already is replaced in one step, when the new one is whole. Names may have figures in them,
/// <c>"pima-{epoch:02d}-{val_loss:.2f}.safetensors"</c>; epochs count from 1 there.
/// As in Keras 3, but a figure that Fit does not report is an error (there, a warning in every epoch), and a value
/// that is NaN or infinite is never the best.
/// </summary>
public sealed class ModelCheckpoint : Callback
{
    readonly FileNameTemplate name;
    readonly MonitoredFigure figure;
    readonly string monitor;
    readonly bool saveBestOnly, saveWeightsOnly;
    readonly int verbose;
    readonly int? everyBatches;
    readonly double? initialValueThreshold;

    double? best;
    int epoch, batches; // the running epoch; the batches since a model was saved

    /// <param name="filepath">The file; a folder that is not there is made, as in Keras. Its name ends in ".safetensors".</param>
    /// <param name="monitor">The key of the logs to watch, "val_loss" by default.</param>
    /// <param name="verbose">1 prints when a model is saved, and when not; 0 (the default) does not.</param>
    /// <param name="saveBestOnly">Whether only a model is saved that is better than all before; false by
    /// default.</param>
    /// <param name="saveWeightsOnly">Whether the weights alone are saved, for LoadWeights; false by default.</param>
    /// <param name="mode">"min", "max", or "auto" (the default): losses and errors are to fall, accuracies to
    /// rise.</param>
    /// <param name="saveFreq">"epoch" (the default), or after how many batches.</param>
    /// <param name="initialValueThreshold">A value that the first model must beat to be saved; none by default.</param>
    /// <exception cref="SaveException">The name has another ending.</exception>
    /// <exception cref="HyperparameterException">The name has a form that is not known, or a number is out of range.
    /// </exception>
    /// <exception cref="UnknownNameException">There is no such mode.</exception>
    public ModelCheckpoint(string filepath, string monitor = "val_loss", int verbose = 0, bool saveBestOnly = false,
        bool saveWeightsOnly = false, string mode = "auto", SaveFrequency saveFreq = default,
        double? initialValueThreshold = null)
    {
        ModelFile.CheckEnding(filepath, saveWeightsOnly);
        name = new FileNameTemplate(nameof(ModelCheckpoint), filepath);
        figure = new MonitoredFigure(nameof(ModelCheckpoint), monitor, mode, minDelta: 0);
        this.monitor = monitor;
        this.verbose = Hyperparameter.Verbose(verbose, nameof(ModelCheckpoint));
        (this.saveBestOnly, this.saveWeightsOnly) = (saveBestOnly, saveWeightsOnly);
        everyBatches = saveFreq.Batches;
        this.initialValueThreshold = initialValueThreshold is { } value
            ? Hyperparameter.Finite(value, "ModelCheckpoint: initialValueThreshold") : null;
    }

    /// <summary>The file that was saved last, or null.</summary>
    public string? LastFile { get; private set; }

    /// <inheritdoc/>
    public override bool WantsBatches => everyBatches is not null;

    /// <inheritdoc/>
    /// <exception cref="ModelException">Fit will not report the figure to watch; said before any weight
    /// changes.</exception>
    public override void OnTrainBegin()
    {
        (best, batches, LastFile) = (initialValueThreshold, 0, null);
        if (saveBestOnly)
            figure.Check(Model);
        if (name.Needs("val_") && !Model.Figures.Any(key => key.StartsWith("val_", StringComparison.Ordinal)))
            throw new ModelException($"ModelCheckpoint names its files by a validation, but nothing is validated.",
                string.Join(", ", Model.Figures), $"{name}", "Give Fit validationSplit or validationData.");
        if (everyBatches is not null && (name.Needs("val_") || (saveBestOnly
            && monitor.StartsWith("val_", StringComparison.Ordinal))))
            throw new ModelException("ModelCheckpoint saves after batches, and validation comes after epochs.",
                "a figure of the training, such as \"loss\"", saveBestOnly ? monitor : name.ToString(),
                "Watch and name a figure without val_, or leave saveFreq out.");
    }

    /// <inheritdoc/>
    public override void KeepState(TrainingState state)
    {
        state.Field("best", ref best);
        state.Field("epoch", ref epoch);
        state.Field("batches", ref batches);
        var file = LastFile ?? "";
        state.Field("last_file", ref file);
        LastFile = file.Length > 0 ? file : null;
    }

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch) => this.epoch = epoch;

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        if (everyBatches is not { } frequency || ++batches < frequency)
            return;
        batches = 0;
        Save(epoch, batch, logs);
    }

    /// <inheritdoc/>
    /// <exception cref="SaveException">The file cannot be written; the one before is whole.</exception>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        if (everyBatches is null)
            Save(epoch, null, logs);
    }

    void Save(int epoch, int? batch, Logs logs)
    {
        if (name.Needs("val_") && !logs.Keys.Any(key => key.StartsWith("val_", StringComparison.Ordinal)))
            return; // this epoch does not validate
        var file = name.Of(epoch, batch, logs);
        if (saveBestOnly && !Improves(epoch, logs, file))
            return;
        MakeFolder(file);
        if (verbose > 0 && !saveBestOnly)
            Say($"Epoch {epoch + 1}: saving model to {file}");
        if (saveWeightsOnly)
            Model.SaveWeights(file);
        else
            Model.Save(file);
        LastFile = file;
    }

    static void MakeFolder(string file)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SaveException($"ModelCheckpoint cannot make the folder of '{file}'.",
                "a place that this program may write", error.Message, "Choose a folder of your own.");
        }
    }

    bool Improves(int epoch, Logs logs, string file)
    {
        if (figure.Of(Model, logs) is not { } value) // this epoch does not validate
            return false;
        var improves = figure.IsBest(Model, value, best);
        if (verbose > 0)
            Say(improves ? $"Epoch {epoch + 1}: {monitor} improved from {Said(best)} to {Logs.NumberText(value)}, "
                + $"saving model to {file}" : $"Epoch {epoch + 1}: {monitor} did not improve from {Said(best)}");
        best = improves ? value : best;
        return improves;
    }

    static string Said(double? value) => value is { } number ? Logs.NumberText(number) : "none";
}
