using LearnDL.Models;

namespace LearnDL.Callbacks;

/// <summary>A callback made of functions: <c>new LambdaCallback(onEpochEnd: (epoch, logs) => …)</c>.</summary>
public sealed class LambdaCallback(
    Action<int>? onEpochBegin = null,
    Action<int, Logs>? onEpochEnd = null,
    Action<int, Logs>? onTrainBatchEnd = null,
    Action? onTrainBegin = null,
    Action? onTrainEnd = null) : Callback
{
    /// <inheritdoc/>
    public override bool WantsBatches => onTrainBatchEnd is not null;

    /// <inheritdoc/>
    public override void OnTrainBegin() => onTrainBegin?.Invoke();

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch) => onEpochBegin?.Invoke(epoch);

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs) => onTrainBatchEnd?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs) => onEpochEnd?.Invoke(epoch, logs);

    /// <inheritdoc/>
    public override void OnTrainEnd() => onTrainEnd?.Invoke();
}
