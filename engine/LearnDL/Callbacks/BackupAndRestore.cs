using LearnDL.Models;
using LearnDL.Saving;

namespace LearnDL.Callbacks;

/// <summary>
/// Keeps a training while it runs, so that it can be broken off at any instant, by a crash or a power failure too:
/// the same program, started again, goes on from where it was, and ends with the very bits that one run would have
/// given. Kept are the weights, what the optimizer has gathered, the random numbers to come, the order of the samples
/// and the place in the epoch, the states of stateful layers, the history, and what the other callbacks count.
/// The file is "training.safetensors" in a folder; it is replaced in one step, so that a whole one is there always.
/// When the training has ended it is deleted. (Keras keeps the weights, the optimizer and the epoch.)
/// </summary>
/// <remarks>
/// The data are not in it, nor are the arguments of Fit: the program must give the same again. Batches that it makes
/// itself must come in the same order in every pass. A callback of your own, or a LambdaCallback, goes on with what it
/// has in the new process, unless it overrides <see cref="Callback.KeepState"/>; <see cref="Callback.IsResuming"/> tells
/// it. Give every Fit of a program a folder of its own. As the file is gone when Fit returns, a program that is killed
/// between Fit and its Save starts again; one that must not has deleteCheckpoint: false, and deletes the file after its
/// Save.
/// Fit throws a <see cref="Data.DamagedFileException"/> or a <see cref="ConfigException"/> where the file is not whole
/// or another training's, before any weight changes, and a <see cref="SaveException"/> where it cannot be written.
/// </remarks>
public sealed class BackupAndRestore : Callback
{
    const string FileName = "training.safetensors";

    readonly string file;
    readonly int? everyBatches;
    readonly bool deleteCheckpoint;
    int batches; // since the last backup

    /// <param name="backupDir">The folder; it is made if it is not there.</param>
    /// <param name="saveFreq">"epoch" (the default), or after how many batches.</param>
    /// <param name="deleteCheckpoint">Whether the file is deleted at the end of the training, true by default: a second
    /// Fit would find nothing left to do.</param>
    /// <exception cref="SaveException">There is no name.</exception>
    /// <exception cref="HyperparameterException">saveFreq is below 1.</exception>
    public BackupAndRestore(string backupDir, SaveFrequency saveFreq = default, bool deleteCheckpoint = true)
    {
        if (string.IsNullOrWhiteSpace(backupDir) || backupDir.Contains('\0'))
            throw new SaveException("BackupAndRestore has no folder to keep the training in.", "the path of a folder",
                $"'{backupDir.Replace("\0", "\\0")}'", "Give one that only this training uses, such as \"backup\".");
        file = Path.Combine(Path.GetFullPath(backupDir), FileName);
        (everyBatches, this.deleteCheckpoint) = (saveFreq.Batches, deleteCheckpoint);
    }

    /// <summary>The file that holds the training, while one runs.</summary>
    public string FilePath => file;

    /// <inheritdoc/>
    public override bool WantsBatches => false; // the loop calls it, after all others

    /// <summary>The training that was broken off; null where there is none.</summary>
    /// <exception cref="Data.DamagedFileException">The file is not whole.</exception>
    /// <exception cref="ConfigException">It was written for another model.</exception>
    internal TrainingState? Find(Model model)
    {
        batches = 0;
        MakeFolder();
        return File.Exists(file) ? ModelFile.Training(model, file) : null;
    }

    void MakeFolder()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SaveException($"BackupAndRestore cannot make '{Path.GetDirectoryName(file)}'.",
                "a folder that this program may write", error.Message, "Choose a folder of your own.");
        }
    }

    /// <inheritdoc/>
    public override void KeepState(TrainingState state) => state.Field("batches", ref batches);

    internal void AfterBatch(Action<TrainingState> keep)
    {
        if (everyBatches is not { } frequency || ++batches < frequency)
            return;
        batches = 0;
        Write(keep);
    }

    internal void AfterEpoch(Action<TrainingState> keep)
    {
        if (everyBatches is null)
            Write(keep);
    }

    /// <summary>Whether it keeps the training within epochs, and so the figures of an epoch that is not over.</summary>
    internal bool IsWithinEpochs => everyBatches is not null;

    internal void Complete(ProgressPrinter progress)
    {
        try
        {
            if (deleteCheckpoint)
                File.Delete(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            progress.Say($"BackupAndRestore could not delete '{file}', which is no longer needed: {error.Message}");
        }
    }

    void Write(Action<TrainingState> keep)
    {
        var state = new TrainingState();
        keep(state);
        ModelFile.SaveTraining(state, file);
    }
}
