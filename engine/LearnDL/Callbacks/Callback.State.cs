using LearnDL.Saving;

namespace LearnDL.Callbacks;

// What a callback has gathered, for a training that is resumed.
public abstract partial class Callback
{
    /// <summary>
    /// Whether the Fit that begins goes on with a training that a <see cref="BackupAndRestore"/> kept. What
    /// <see cref="OnTrainBegin()"/> sets is then replaced by what was kept.
    /// </summary>
    public bool IsResuming { get; internal set; }

    /// <summary>
    /// The numbers that the callback carries from one epoch to the next, so that a training that was broken off goes on
    /// with them: <c>state.Field("wait", ref wait)</c>. By default there are none.
    /// </summary>
    public virtual void KeepState(TrainingState state)
    {
    }
}
