using LearnDL.Saving;

namespace LearnDL.Metrics;

/// <summary>F1 = 2 · precision · recall / (precision + recall): <see cref="FBetaScore"/> with β = 1.</summary>
/// <param name="average">How the classes' figures become one: "micro", "macro" or "weighted"; see there.</param>
/// <param name="threshold">Above which an output is a yes; by default the largest of its row is the only one.</param>
/// <param name="name">The key in logs.</param>
/// <exception cref="HyperparameterException">A setting is out of its range, or an unknown word.</exception>
public sealed class F1Score(string? average = null, double? threshold = null, string name = "f1_score")
    : FBetaScore(average, 1, threshold, name)
{
    /// <inheritdoc/>
    public override Config GetConfig()
    {
        var config = base.GetConfig();
        config.Remove("beta"); // always 1
        return config;
    }

    /// <summary>A metric with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public new static F1Score FromConfig(Config config) =>
        Make(config, c => new F1Score(c.Text("average", null), c.NumberOrNull("threshold"), c.Name ?? "f1_score"));
}
