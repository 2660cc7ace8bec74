using LearnDL.Saving;

namespace LearnDL.Optimizers;

// An optimizer as its settings, and back: Keras 3's get_config and from_config.
public abstract partial class Optimizer : IConfigurable
{
    /// <summary>
    /// The settings under Keras's names, the learning rate as it is now; not what it keeps of each weight.
    /// </summary>
    public virtual Config GetConfig()
    {
        var config = new Config { { "name", GetType().Name.ToLowerInvariant() } };
        if (Schedule is null)
            config.Add("learning_rate", LearningRate);
        else
            config.Add("learning_rate", Schedule);
        return new(config)
        {
            { "weight_decay", WeightDecay }, { "clipnorm", ClipNorm }, { "global_clipnorm", GlobalClipNorm },
            { "clipvalue", ClipValue }, { "use_ema", UseEma }, { "ema_momentum", EmaMomentum },
            { "ema_overwrite_frequency", EmaOverwriteFrequency },
            { "gradient_accumulation_steps", GradientAccumulationSteps },
        };
    }

    /// <inheritdoc/>
    /// <exception cref="ConfigException">The class is your own, and not registered.</exception>
    public Config Serialize() => KnownClasses.Optimizers.Serialize(GetType().Name, this);

    /// <summary>The optimizer that <see cref="Serialize"/> wrote down.</summary>
    /// <exception cref="ConfigException">The form is wrong, or the class is not known.</exception>
    public static Optimizer Deserialize(Config form) => KnownClasses.Optimizers.Deserialize(form, "The config");

    /// <summary>
    /// Lets configs name an optimizer of your own:
    /// <c>Optimizer.Register("Mine", config => new Mine(config.Number("rate")))</c>.
    /// </summary>
    /// <param name="className">The name of the class.</param>
    /// <param name="make">Makes one from its settings; those that all optimizers have are set for you.</param>
    public static void Register(string className, Func<ConfigReader, Optimizer> make) =>
        KnownClasses.Optimizers.Register(className, config => Make(config, make, className));

    /// <summary>An optimizer, with the settings that all have.</summary>
    private protected static T Make<T>(Config config, Func<ConfigReader, T> make, string? owner = null)
        where T : Optimizer => config.Read(c =>
        {
            var optimizer = make(c);
            c.Ignore("name"); // the class says it
            c.Only("loss_scale_factor", [null]);
            if (!c.WasRead("learning_rate") && c.LearningRate() is { } rate) // by a class of the user's own
                (optimizer.learningRate, optimizer.schedule) = (rate.Number, rate.Schedule);
            if (!c.WasRead("weight_decay") || c.IsNull("weight_decay")) // also where AdamW has none
                optimizer.weightDecay = optimizer.Decay(c.NumberOrNull("weight_decay"));
            optimizer.clipNorm = optimizer.Limit(c.NumberOrNull("clipnorm"), nameof(ClipNorm));
            optimizer.globalClipNorm = optimizer.Limit(c.NumberOrNull("global_clipnorm"), nameof(GlobalClipNorm));
            optimizer.clipValue = optimizer.Limit(c.NumberOrNull("clipvalue"), nameof(ClipValue));
            optimizer.useEma = c.Bool("use_ema", false);
            optimizer.emaMomentum = optimizer.Momentum(c.Number("ema_momentum", 0.99));
            optimizer.emaOverwriteFrequency =
                optimizer.Count(c.IntOrNull("ema_overwrite_frequency"), 1, nameof(EmaOverwriteFrequency));
            optimizer.accumulationSteps =
                optimizer.Count(c.IntOrNull("gradient_accumulation_steps"), 2, nameof(GradientAccumulationSteps));
            return optimizer;
        }, owner);
}
