using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

// A layer as its settings, and back: Keras 3's get_config and from_config.
public abstract partial class Layer : IConfigurable
{
    /// <summary>The type of the model it is in; null before it is built.</summary>
    internal DType? BuiltAs { get; private set; }

    /// <summary>Keras's name of the class.</summary>
    internal virtual string ClassName => GetType().Name;

    /// <summary>
    /// The settings under Keras's names: <c>Dense.FromConfig(layer.GetConfig())</c> is a new layer with the same
    /// settings and weights of its own. A layer of yours adds what its constructor was given:
    /// <c>new(base.GetConfig()) { { "units", units } }</c>.
    /// </summary>
    public virtual Config GetConfig()
    {
        var config = new Config { { "name", Name }, { "trainable", trainable } };
        if (BuiltAs is { } dtype)
            config.Add("dtype", DTypeConfig.Policy(dtype));
        if (ActivityRegularizer is not null)
            config.Add("activity_regularizer", ActivityRegularizer);
        return config;
    }

    /// <inheritdoc/>
    /// <exception cref="ConfigException">The class is your own, and not registered.</exception>
    public virtual Config Serialize() => KnownClasses.Layers.Serialize(ClassName, this);

    /// <summary>The layer that <see cref="Serialize"/> wrote down, with weights of its own.</summary>
    /// <exception cref="ConfigException">The form is wrong, or the class is not known.</exception>
    public static Layer Deserialize(Config form)
    {
        var layer = KnownClasses.Layers.Deserialize(form, "The config");
        (layer as Models.Model)?.Complete(form);
        return layer;
    }

    /// <summary>
    /// Lets configs name a layer of your own:
    /// <c>Layer.Register("Scale", config => new Scale(config.Number("factor")))</c>.
    /// </summary>
    /// <param name="className">The name of the class.</param>
    /// <param name="make">Makes one from its settings; the name, trainable and activityRegularizer are set for
    /// you.</param>
    public static void Register(string className, Func<ConfigReader, Layer> make) =>
        KnownClasses.Layers.Register(className, config => Make(config, make, className));

    /// <summary>A layer, with the settings that all layers have.</summary>
    private protected static T Make<T>(Config config, Func<ConfigReader, T> make, string? owner = null)
        where T : Layer => config.Read(c =>
        {
            var layer = make(c);
            layer.Name ??= c.Name;
            layer.trainable = c.Bool("trainable", true); // the layers inside have their own
            layer.ActivityRegularizer ??= c.Regularizer("activity_regularizer");
            if (c.Find("dtype") is { } dtype)
                _ = DTypeConfig.Of(dtype, "dtype"); // the model's, in which it will be
            c.Ignore("quantization_config"); // null, as its dtype is a plain one
            return layer;
        }, owner);
}
