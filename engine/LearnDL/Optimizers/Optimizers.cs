namespace LearnDL.Optimizers;

/// <summary>
/// The names of all optimizers, for an editor to complete. <c>Compile(Optimizers.Adam, Losses.MSE)</c> is
/// <c>Compile("adam", "mse")</c>. Each has a class of its own for other settings: <c>new Adam(0.01)</c>.
/// </summary>
public static class Optimizers
{
    /// <summary>w ← w − lr·g; lr 0.01.</summary>
    public const string SGD = "sgd";

    /// <summary>Smaller steps where gradients were large; lr 0.001.</summary>
    public const string Adagrad = "adagrad";

    /// <summary>Adagrad that forgets; lr 0.001.</summary>
    public const string Adadelta = "adadelta";

    /// <summary>Steps divided by the size of recent gradients; lr 0.001.</summary>
    public const string RMSprop = "rmsprop";

    /// <summary>Momentum, and a rate for every weight; lr 0.001.</summary>
    public const string Adam = "adam";

    /// <summary>Adam with the largest gradient in place of the mean square; lr 0.001.</summary>
    public const string Adamax = "adamax";

    /// <summary>Adam with Nesterov's look ahead; lr 0.001.</summary>
    public const string Nadam = "nadam";

    /// <summary>Adam with weights that decay; lr 0.001.</summary>
    public const string AdamW = "adamw";

    /// <summary>Every weight moves by lr, only the direction is learned; lr 0.001.</summary>
    public const string Lion = "lion";

    /// <summary>Follow the regularized leader, for many features that are mostly 0; lr 0.001.</summary>
    public const string Ftrl = "ftrl";
}
