using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Initializers;

/// <summary>
/// How the weights of a layer begin. Chosen by name (<c>"glorot_uniform"</c>) or made with settings of its own.
/// With a seed of its own an initializer gives the same numbers every time; without one it draws from the model's
/// source.
/// </summary>
public abstract class Initializer(int? seed = null) : IConfigurable
{
    /// <summary>A seed of its own; null for the model's source.</summary>
    private protected int? Seed => seed;

    /// <summary>The names an initializer can be chosen by.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "zeros", "ones", "constant", "uniform", "normal", "random_uniform", "random_normal", "truncated_normal",
        "glorot_uniform", "glorot_normal", "he_uniform", "he_normal", "orthogonal", "lecun_uniform", "lecun_normal",
        "identity",
    ];

    static readonly string[] aliases = ["zero", "one", "orthogonal_initializer", "identity_initializer"];

    /// <summary>The numbers to begin with.</summary>
    /// <param name="shape">The shape of the weight: (in, out) for Dense.</param>
    /// <param name="dtype">The type of the weight.</param>
    /// <param name="random">The model's source, used unless the initializer has a seed.</param>
    public Tensor Create(Shape shape, DType dtype, RandomSource random) =>
        Draw(shape, dtype, Seed is { } own ? new RandomSource(own) : random);

    /// <summary>The numbers, drawn from this source.</summary>
    protected abstract Tensor Draw(Shape shape, DType dtype, RandomSource random);

    /// <summary>
    /// The initializer of this name, in capitals or not, with its default settings: "GlorotUniform" is
    /// "glorot_uniform". Keras's "zero", "one" and "OrthogonalInitializer" will do as well.
    /// </summary>
    /// <exception cref="UnknownNameException">There is none; the error lists the known ones.</exception>
    public static Initializer Get(string name) => (NameList.Find(name, Names) ?? NameList.Find(name, aliases)) switch
    {
        "zeros" or "zero" => new Zeros(),
        "ones" or "one" => new Ones(),
        "constant" => new Constant(),
        "uniform" or "random_uniform" => new RandomUniform(),
        "normal" or "random_normal" => new RandomNormal(),
        "truncated_normal" => new TruncatedNormal(),
        "glorot_uniform" => new GlorotUniform(),
        "glorot_normal" => new GlorotNormal(),
        "he_uniform" => new HeUniform(),
        "he_normal" => new HeNormal(),
        "orthogonal" or "orthogonal_initializer" => new Orthogonal(),
        "lecun_uniform" => new LecunUniform(),
        "lecun_normal" => new LecunNormal(),
        "identity" or "identity_initializer" => new IdentityInitializer(),
        _ => throw NameList.Unknown("initializer", name, Names),
    };

    /// <summary>An initializer by its name, as in <c>kernelInitializer: "uniform"</c>.</summary>
    public static implicit operator Initializer(string name) => Get(name);

    /// <summary>
    /// How many inputs feed one output, and how many outputs one input feeds: (in, out) for a Dense kernel; for a
    /// convolution (height, width, in, out) both times the size of the window.
    /// </summary>
    protected static (double In, double Out) Fans(Shape shape) => shape.Rank switch
    {
        0 => (1, 1),
        1 => (shape[0], shape[0]),
        _ => ((double)shape[..^1].Size, (double)shape[..^2].Size * shape[-1]),
    };

    /// <inheritdoc/>
    public virtual Config GetConfig() => new();

    /// <inheritdoc/>
    public Config Serialize() => KnownClasses.Initializers.Serialize(ClassName, this);

    /// <summary>Keras's name of the class.</summary>
    internal virtual string ClassName => GetType().Name;

    /// <summary>The initializer that <see cref="Serialize"/> wrote down.</summary>
    /// <exception cref="ConfigException">The form is wrong, or the class is not known.</exception>
    public static Initializer Deserialize(Config form) => KnownClasses.Initializers.Deserialize(form, "The config");

    /// <summary>
    /// Lets configs name a class of your own:
    /// <c>Initializer.Register("Mine", config => new Mine(config.Number("rate")))</c>.
    /// </summary>
    /// <param name="className">The name of the class.</param>
    /// <param name="make">Makes one from its settings.</param>
    public static void Register(string className, Func<ConfigReader, Initializer> make) =>
        KnownClasses.Initializers.Register(className, config => Make(config, make, className));

    private protected static T Make<T>(Config config, Func<ConfigReader, T> make, string? owner = null) =>
        config.Read(make, owner);
}
