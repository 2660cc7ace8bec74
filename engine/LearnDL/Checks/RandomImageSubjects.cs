using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Checks;

/// <summary>
/// Random configurations of the layers that change images at random. Their outputs are linear in the image, so there
/// are no kinks.
/// </summary>
static class RandomImageSubjects
{
    static readonly FillMode[] fillModes = [FillMode.Reflect, FillMode.Constant, FillMode.Nearest, FillMode.Wrap];
    static readonly DataFormat[] formats = [DataFormat.ChannelsLast, DataFormat.ChannelsFirst];
    static readonly Interpolation[] interpolations = [Interpolation.Bilinear, Interpolation.Nearest];

    public static GradientReport Flip(int seed)
    {
        var (random, shape) = Start(seed);
        var mode = Pick(random, ["horizontal", "vertical", "horizontal_and_vertical"]);
        var format = Pick(random, formats);
        return GradientCheck.Layer(
            new RandomFlip(mode, dataFormat: format, name: $"RandomFlip({mode}, {format}) on {shape}"), shape, seed);
    }

    public static GradientReport Translation(int seed) =>
        Check("RandomTranslation", seed, (random, fill, interpolation, value, format, name) =>
            new RandomTranslation(NewFactor(random), NewFactor(random), fill, interpolation, fillValue: value,
                dataFormat: format, name: name));

    public static GradientReport Rotation(int seed) =>
        Check("RandomRotation", seed, (random, fill, interpolation, value, format, name) =>
            new RandomRotation(NewFactor(random), fill, interpolation, fillValue: value, dataFormat: format,
                name: name));

    public static GradientReport Zoom(int seed) =>
        Check("RandomZoom", seed, (random, fill, interpolation, value, format, name) =>
            new RandomZoom(NewFactor(random), random.NextInt(2) == 0 ? null : NewFactor(random), fill, interpolation,
                fillValue: value, dataFormat: format, name: name));

    static GradientReport Check(
        string kind, int seed, Func<RandomSource, FillMode, Interpolation, double, DataFormat, string, Layer> make)
    {
        var (random, shape) = Start(seed);
        var (fill, interpolation) = (Pick(random, fillModes), Pick(random, interpolations));
        var format = Pick(random, formats);
        var layer = make(random, fill, interpolation, random.NextNormal(), format,
            $"{kind}({fill}, {interpolation}, {format}) on {shape}");
        return GradientCheck.Layer(layer, shape, seed);
    }

    static (RandomSource Random, Shape Shape) Start(int seed)
    {
        var random = new RandomSource(seed);
        int batch = 1 + random.NextInt(3), height = 1 + random.NextInt(4), width = 1 + random.NextInt(4);
        return (random, [batch, height, width, 1 + random.NextInt(random.NextInt(5) == 0 ? 9 : 3)]);
    }

    static Factor NewFactor(RandomSource random) => (2 * random.NextUniform() - 1, 2 * random.NextUniform() - 1);

    static T Pick<T>(RandomSource random, T[] choices) => choices[random.NextInt(choices.Length)];
}
