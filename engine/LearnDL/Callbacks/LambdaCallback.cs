using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Callbacks;

/// <summary>
/// A callback made of functions, one per hook of <see cref="Callback"/>:
/// <c>new LambdaCallback(onEpochEnd: (epoch, logs) => …)</c>. As there, the beginnings get no logs; functions
/// that take them, as in Keras, are given empty ones: <c>onEpochBegin: (epoch, logs) => …</c>.
/// </summary>
public sealed partial class LambdaCallback(
    Action<int>? onEpochBegin = null,
    Action<int, Logs>? onEpochEnd = null,
    Action<int, Logs>? onTrainBatchEnd = null,
    Action? onTrainBegin = null,
    Action<Logs>? onTrainEnd = null,
    Action<int>? onTrainBatchBegin = null,
    Action? onTestBegin = null,
    Action<Logs>? onTestEnd = null,
    Action<int>? onTestBatchBegin = null,
    Action<int, Logs>? onTestBatchEnd = null,
    Action? onPredictBegin = null,
    Action? onPredictEnd = null,
    Action<int>? onPredictBatchBegin = null,
    Action<int, IReadOnlyList<Tensor>>? onPredictBatchEnd = null) : Callback
{
    /// <summary>The same, where the end of the training needs no figures: <c>onTrainEnd: () => …</c>.</summary>
    public LambdaCallback(
        Action onTrainEnd,
        Action<int>? onEpochBegin = null,
        Action<int, Logs>? onEpochEnd = null,
        Action<int, Logs>? onTrainBatchEnd = null,
        Action? onTrainBegin = null,
        Action<int>? onTrainBatchBegin = null,
        Action? onTestBegin = null,
        Action<Logs>? onTestEnd = null,
        Action<int>? onTestBatchBegin = null,
        Action<int, Logs>? onTestBatchEnd = null,
        Action? onPredictBegin = null,
        Action? onPredictEnd = null,
        Action<int>? onPredictBatchBegin = null,
        Action<int, IReadOnlyList<Tensor>>? onPredictBatchEnd = null)
        : this(onEpochBegin, onEpochEnd, onTrainBatchEnd, onTrainBegin, _ => onTrainEnd(), onTrainBatchBegin,
            onTestBegin, onTestEnd, onTestBatchBegin, onTestBatchEnd, onPredictBegin, onPredictEnd,
            onPredictBatchBegin, onPredictBatchEnd)
    {
    }

    /// <inheritdoc/>
    public override bool WantsBatches { get; } = onTrainBatchBegin is not null || onTrainBatchEnd is not null
        || onTestBatchBegin is not null || onTestBatchEnd is not null
        || onPredictBatchBegin is not null || onPredictBatchEnd is not null;

    /// <inheritdoc/>
    public override void OnTrainBegin() => onTrainBegin?.Invoke();

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch) => onEpochBegin?.Invoke(epoch);

    /// <inheritdoc/>
    public override void OnTrainBatchBegin(int batch) => onTrainBatchBegin?.Invoke(batch);

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs) => onTrainBatchEnd?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs) => onEpochEnd?.Invoke(epoch, logs);

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs) => onTrainEnd?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnTestBegin() => onTestBegin?.Invoke();

    /// <inheritdoc/>
    public override void OnTestBatchBegin(int batch) => onTestBatchBegin?.Invoke(batch);

    /// <inheritdoc/>
    public override void OnTestBatchEnd(int batch, Logs logs) => onTestBatchEnd?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void OnTestEnd(Logs logs) => onTestEnd?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnPredictBegin() => onPredictBegin?.Invoke();

    /// <inheritdoc/>
    public override void OnPredictBatchBegin(int batch) => onPredictBatchBegin?.Invoke(batch);

    /// <inheritdoc/>
    public override void OnPredictBatchEnd(int batch, IReadOnlyList<Tensor> outputs) =>
        onPredictBatchEnd?.Invoke(batch, outputs);

    /// <inheritdoc/>
    public override void OnPredictEnd() => onPredictEnd?.Invoke();
}
