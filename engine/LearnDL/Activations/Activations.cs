namespace LearnDL.Activations;

/// <summary>
/// The names of all activations, for an editor to complete. <c>new Dense(8, Activations.ReLU)</c> is
/// <c>new Dense(8, "relu")</c>. Inside a namespace of your own that begins with <c>LearnDL.</c> the word means this
/// namespace; write the name as text there.
/// </summary>
public static class Activations
{
    /// <summary>z, as it is.</summary>
    public const string Linear = "linear";

    /// <summary>max(z, 0)</summary>
    public const string ReLU = "relu";

    /// <summary>z for z &gt; 0, 0.2·z below.</summary>
    public const string LeakyReLU = "leaky_relu";

    /// <summary>z for z &gt; 0, eᶻ − 1 below.</summary>
    public const string ELU = "elu";

    /// <summary>The scaled form of elu that keeps mean 0 and variance 1.</summary>
    public const string SELU = "selu";

    /// <summary>1 / (1 + e⁻ᶻ), between 0 and 1.</summary>
    public const string Sigmoid = "sigmoid";

    /// <summary>A straight line from (−3, 0) to (3, 1).</summary>
    public const string HardSigmoid = "hard_sigmoid";

    /// <summary>tanh z, between −1 and 1.</summary>
    public const string Tanh = "tanh";

    /// <summary>ln(1 + eᶻ), above 0.</summary>
    public const string Softplus = "softplus";

    /// <summary>z / (1 + |z|), between −1 and 1.</summary>
    public const string Softsign = "softsign";

    /// <summary>eᶻ, above 0.</summary>
    public const string Exponential = "exponential";

    /// <summary>z·σ(z); Keras knows it as swish, too.</summary>
    public const string SiLU = "silu";

    /// <summary>Shares of classes: positive, and their sum is 1.</summary>
    public const string Softmax = "softmax";
}
