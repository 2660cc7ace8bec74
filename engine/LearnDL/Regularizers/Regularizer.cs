using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Regularizers;

/// <summary>
/// A penalty that is added to the loss: for large weights, so that a network keeps to simple answers, or for large
/// outputs of a layer (activity). Chosen by name, <c>new Dense(8, kernelRegularizer: "l2")</c>, or made with a rate of
/// its own. As in Keras 3 it counts in the loss that is reported, and in val_loss; weights that are frozen cost
/// nothing.
/// </summary>
public abstract class Regularizer : IConfigurable
{
    /// <summary>The names a regularizer can be chosen by; "L1L2" and the like will do as well.</summary>
    public static IReadOnlyList<string> Names { get; } = ["l1", "l2", "l1_l2"];

    /// <summary>The penalty for these numbers.</summary>
    public abstract double Of(Tensor w);

    /// <summary>gradient ← gradient + share · dPenalty/dw.</summary>
    /// <param name="w">What is penalised.</param>
    /// <param name="gradient">What the slope is added to, of the shape of w.</param>
    /// <param name="share">What it is multiplied by: 1 of weights, 1 / N of the outputs for N samples.</param>
    public abstract void AddGradient(Tensor w, Tensor gradient, double share);

    /// <summary>
    /// The regularizer of this name, with rates of 0.01. (Keras says so of "l1_l2", too, but gives it rates of 0.)
    /// </summary>
    /// <exception cref="UnknownNameException">There is none; the error lists the known ones.</exception>
    public static Regularizer Get(string name) => NameList.Find(name, Names) switch
    {
        "l1" => new L1(),
        "l2" => new L2(),
        "l1_l2" => new L1L2(0.01, 0.01),
        _ => throw NameList.Unknown("regularizer", name, Names),
    };

    /// <summary>A regularizer by its name, as in <c>kernelRegularizer: "l2"</c>.</summary>
    public static implicit operator Regularizer(string name) => Get(name);

    /// <inheritdoc/>
    public virtual Config GetConfig() => new();

    /// <inheritdoc/>
    public Config Serialize() => KnownClasses.Regularizers.Serialize(GetType().Name, this);

    /// <summary>The regularizer that <see cref="Serialize"/> wrote down.</summary>
    /// <exception cref="ConfigException">The form is wrong, or the class is not known.</exception>
    public static Regularizer Deserialize(Config form) => KnownClasses.Regularizers.Deserialize(form, "The config");

    /// <summary>
    /// Lets configs name a class of your own:
    /// <c>Regularizer.Register("Mine", config => new Mine(config.Number("rate")))</c>.
    /// </summary>
    /// <param name="className">The name of the class.</param>
    /// <param name="make">Makes one from its settings.</param>
    public static void Register(string className, Func<ConfigReader, Regularizer> make) =>
        KnownClasses.Regularizers.Register(className, config => Make(config, make, className));

    private protected static T Make<T>(Config config, Func<ConfigReader, T> make, string? owner = null) =>
        config.Read(make, owner);
}
