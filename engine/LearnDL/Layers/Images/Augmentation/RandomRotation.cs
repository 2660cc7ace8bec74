using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// While the network learns, turns every image about its centre by a random angle: a factor of 0.1 is up to a tenth of
/// a full turn, 36°. Positive is counterclockwise. As Keras 3's layer of this name.
/// </summary>
public sealed class RandomRotation : RandomAffine
{
    readonly Factor factor;

    /// <param name="factor">How far, as a share of a full turn, in [-1, 1]: above 0
    /// counterclockwise, below 0 clockwise.</param>
    /// <param name="fillMode">What is seen beyond the edge: "reflect" (the default),
    /// "constant", "nearest" or "wrap".</param>
    /// <param name="interpolation">What is seen between pixels: "bilinear" (the default) or "nearest".</param>
    /// <param name="seed">A seed of its own; by default the model's.</param>
    /// <param name="fillValue">The value beyond the edge for "constant"; 0 by default.</param>
    /// <param name="dataFormat">"channels_last" or "channels_first"; by default
    /// <see cref="Settings.ImageDataFormat"/>.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">The factor is not in [-1, 1], or fillValue is not finite.</exception>
    public RandomRotation(Factor factor, FillMode? fillMode = null, Interpolation? interpolation = null,
        int? seed = null, double fillValue = 0, DataFormat? dataFormat = null, string? name = null)
        : base(fillMode, interpolation, seed, fillValue, dataFormat, name) =>
        this.factor = factor.Checked(Setting(nameof(factor)));

    private protected override AffineMap Map(double u, double v, int height, int width)
    {
        var (sin, cos) = SinCos(factor.At(u));
        // y points down: this turns the picture counterclockwise
        return AffineMap.AboutCentre(cos, -sin, sin, cos, height, width);
    }

    /// <summary>
    /// Sine and cosine of an angle in full turns, by their series on the eighth of a turn around 0. Ours, because the
    /// platforms' differ in the last bit; and a quarter turn is exact.
    /// </summary>
    internal static (double Sin, double Cos) SinCos(double turns)
    {
        var quarters = Math.Round(4 * turns);
        var angle = 2 * Math.PI * (turns - quarters / 4);
        double sin = 0, cos = 1, term = 1;
        for (var k = 1; k < 20; k += 2)
        {
            sin += term *= angle / k;        // ± angleᵏ / k!
            cos += term *= -angle / (k + 1);
        }
        return ((int)quarters & 3) switch
        {
            0 => (sin, cos),
            1 => (cos, -sin),
            2 => (-sin, -cos),
            _ => (-cos, sin),
        };
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig()) { { "factor", factor } };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static RandomRotation FromConfig(Config config) =>
        Make(config, c => new RandomRotation(c.Factor("factor"), c.FillMode("fill_mode"),
            c.Interpolation("interpolation"), c.IntOrNull("seed"), c.Number("fill_value", 0),
            c.DataFormat("data_format"), c.Name));
}
