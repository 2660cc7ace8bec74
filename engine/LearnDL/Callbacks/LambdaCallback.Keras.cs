using System.Runtime.CompilerServices;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Callbacks;

// Functions as Keras's LambdaCallback takes them: every beginning gets logs, too.
public sealed partial class LambdaCallback
{
    /// <summary>
    /// A callback of functions with Keras's signatures: each takes logs, which are empty at the beginnings:
    /// <c>new LambdaCallback(onEpochBegin: (epoch, logs) => …)</c>. The names of Keras 2, <c>onBatchBegin</c> and
    /// <c>onBatchEnd</c>, are known, too: those of the batches of a training.
    /// </summary>
    [OverloadResolutionPriority(-1)]
    public LambdaCallback(
        Action<int, Logs>? onEpochBegin = null,
        Action<int, Logs>? onEpochEnd = null,
        Action<Logs>? onTrainBegin = null,
        Action<Logs>? onTrainEnd = null,
        Action<int, Logs>? onTrainBatchBegin = null,
        Action<int, Logs>? onTrainBatchEnd = null,
        Action<Logs>? onTestBegin = null,
        Action<Logs>? onTestEnd = null,
        Action<int, Logs>? onTestBatchBegin = null,
        Action<int, Logs>? onTestBatchEnd = null,
        Action<Logs>? onPredictBegin = null,
        Action<Logs>? onPredictEnd = null,
        Action<int, Logs>? onPredictBatchBegin = null,
        Action<int, IReadOnlyList<Tensor>>? onPredictBatchEnd = null,
        Action<int, Logs>? onBatchBegin = null,
        Action<int, Logs>? onBatchEnd = null)
        : this(Without(onEpochBegin), onEpochEnd, onTrainBatchEnd + onBatchEnd, Without(onTrainBegin), onTrainEnd,
            Without(onTrainBatchBegin + onBatchBegin), Without(onTestBegin), onTestEnd, Without(onTestBatchBegin),
            onTestBatchEnd, Without(onPredictBegin), Without(onPredictEnd), Without(onPredictBatchBegin),
            onPredictBatchEnd)
    {
    }

    /// <summary>The function of a hook that has no logs.</summary>
    static Action<int>? Without(Action<int, Logs>? hook) => hook is null ? null : number => hook(number, []);

    static Action? Without(Action<Logs>? hook) => hook is null ? null : () => hook([]);
}
