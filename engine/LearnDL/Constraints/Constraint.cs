using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Constraints;

/// <summary>
/// What a weight must obey. An optimizer applies it to the weight after each step; a layer takes it for each of its
/// weights, <c>new Dense(8, kernelConstraint: "max_norm")</c>. How the weight begins is not changed, as in Keras 3.
/// With gradients that are accumulated it is applied after each batch.
/// </summary>
public abstract class Constraint : IConfigurable
{
    /// <summary>The names a constraint can be chosen by; "MaxNorm" and the like will do as well.</summary>
    public static IReadOnlyList<string> Names { get; } = ["non_neg", "max_norm", "unit_norm", "min_max_norm"];

    /// <summary>Changes a weight, in place, to one that obeys.</summary>
    public abstract void Apply(Tensor w);

    /// <summary>Says before anything is made that weights of this shape cannot obey.</summary>
    internal virtual void Check(Shape shape, string weight)
    {
    }

    /// <summary>The constraint of this name, with its default settings.</summary>
    /// <exception cref="UnknownNameException">There is none; the error lists the known ones.</exception>
    public static Constraint Get(string name) => NameList.Find(name, Names) switch
    {
        "non_neg" => new NonNeg(),
        "max_norm" => new MaxNorm(),
        "unit_norm" => new UnitNorm(),
        "min_max_norm" => new MinMaxNorm(),
        _ => throw NameList.Unknown("constraint", name, Names),
    };

    /// <summary>A constraint by its name, as in <c>kernelConstraint: "non_neg"</c>.</summary>
    public static implicit operator Constraint(string name) => Get(name);

    /// <inheritdoc/>
    public virtual Config GetConfig() => new();

    /// <inheritdoc/>
    public Config Serialize() => KnownClasses.Constraints.Serialize(GetType().Name, this);

    /// <summary>The constraint that <see cref="Serialize"/> wrote down.</summary>
    /// <exception cref="ConfigException">The form is wrong, or the class is not known.</exception>
    public static Constraint Deserialize(Config form) => KnownClasses.Constraints.Deserialize(form, "The config");

    /// <summary>
    /// Lets configs name a class of your own:
    /// <c>Constraint.Register("Mine", config => new Mine(config.Number("rate")))</c>.
    /// </summary>
    /// <param name="className">The name of the class.</param>
    /// <param name="make">Makes one from its settings.</param>
    public static void Register(string className, Func<ConfigReader, Constraint> make) =>
        KnownClasses.Constraints.Register(className, config => Make(config, make, className));

    private protected static T Make<T>(Config config, Func<ConfigReader, T> make, string? owner = null) =>
        config.Read(make, owner);
}
