using LearnDL.Losses;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Metrics;

/// <summary>A loss, reported as a metric: "mae" beside a model that is trained on "mse".</summary>
public sealed class LossMetric(Loss loss, string? name = null) : MeanMetric(name ?? loss.Name)
{
    /// <inheritdoc/>
    public override bool LargerIsBetter => false;

    /// <inheritdoc/>
    public override void CheckTargets(Tensor y, Shape prediction) => loss.CheckTargets(y, prediction);

    internal override string? Doubt(Tensor y, Shape prediction, Loss trained) =>
        trained.FromLogits && loss.Meaning == OutputMeaning.Numbers
            ? $"\"{Name}\" compares the targets with scores, not with probabilities, as {trained.Name} has fromLogits. "
                + "For the error of the probabilities, let the last layer apply its activation, "
                + "and leave fromLogits out."
            : null;

    /// <inheritdoc/>
    protected override void CheckShape(Shape y, Shape p)
    {
        // the loss does it itself
    }

    /// <inheritdoc/>
    protected override Tensor RowValues(Tensor y, Tensor p) => loss.RowLosses(y, p);

    internal override string ClassName => loss is LogCosh ? "LogCoshError" : loss.GetType().Name;

    /// <inheritdoc/>
    public override Config GetConfig()
    {
        if (loss is CosineSimilarity) // Keras's metric of this name has the other sign
            throw new ConfigException($"The metric '{Name}' is the loss, and has no class in Keras.",
                "new CosineSimilarityMetric()", "new LossMetric(new CosineSimilarity())", "Use the other one.");
        var config = loss.GetConfig();
        config.Remove("reduction"); // a mean over all rows, always
        config["name"] = Name;
        return config;
    }

    /// <summary>A metric of the loss that these settings are for.</summary>
    internal static LossMetric Of(Func<Config, Loss> make, Config config) =>
        new(make(config), new ConfigReader(config, nameof(LossMetric)).Name);
}
