using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

/// <summary>A noise shape that would fail in some later batch is refused when the layer is built.</summary>
public sealed class DropoutNoiseShapeTests
{
    static void Build(Shape noise, Shape input) =>
        new Dropout(0.5, noise).Build(input, DType.Float32, new RandomSource(1));

    [Fact]
    public void SizesOfOneAndNoneAreTaken() => Build([-1, 1, 4], [-1, 3, 4]);

    [Fact]
    public void ABatchSizeIsRefused()
    {
        Assert.Contains("noiseShape", Assert.Throws<ShapeException>(() => Build([32, 1], [-1, 8])).What);
        Assert.Throws<ShapeException>(() => Build([32, 1], [32, 8])); // the last batch may be smaller
    }

    [Fact]
    public void AnotherSizeIsRefused() => Assert.Throws<ShapeException>(() => Build([-1, 7], [-1, 8]));

    [Fact]
    public void AnotherRankIsRefused() => Assert.Throws<ShapeException>(() => Build([-1, 1, 1], [-1, 8]));
}
