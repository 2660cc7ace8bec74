using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class RandomFlipTests : LayerContract
{
    protected override Layer NewLayer() => new RandomFlip("horizontal", dataFormat: "channels_last");

    protected override Shape InputShape => [6, 2, 3, 2];

    protected override bool DiffersInTraining => true;

    [Theory]
    [InlineData("horizontal", new float[] { 2, 1, 0, 5, 4, 3 })]
    [InlineData("vertical", new float[] { 3, 4, 5, 0, 1, 2 })]
    [InlineData("horizontal_and_vertical", new float[] { 5, 4, 3, 2, 1, 0 })]
    public void Half_of_the_pictures_are_flipped_and_the_others_stay_bit_for_bit(string mode, float[] flipped)
    {
        const int Images = 400;
        float[] picture = [0, 1, 2, 3, 4, 5];
        var x = Tensor.From<float>([.. Enumerable.Range(0, Images).SelectMany(_ => picture.Select(v => v / 7))],
            [Images, 2, 3, 1]);
        var seen = Pictures.Seen(new RandomFlip(mode, dataFormat: "channels_last"), x).Chunk(6).ToList();

        float[] kept = [.. picture.Select(v => v / 7)], turned = [.. flipped.Select(v => v / 7)];
        Assert.All(seen, image => Assert.True(image.SequenceEqual(kept) || image.SequenceEqual(turned)));
        Assert.InRange(seen.Count(image => image.SequenceEqual(turned)), 160, 240); // 200 ± 4 standard deviations
    }

    [Fact]
    public void Channels_may_stand_first()
    {
        var x = Tensor.Range(2 * 3 * 2 * 2).Reshape(2, 3, 2, 2); // (N, C, H, W)
        float[] last = Pictures.Seen(new RandomFlip(seed: 1, dataFormat: "channels_last"), x.Transpose(0, 2, 3, 1));
        Assert.Equal(Tensor.From<float>(last, [2, 2, 2, 3]).Transpose(0, 3, 1, 2).ToArray<float>(),
            Pictures.Seen(new RandomFlip(seed: 1, dataFormat: "channels_first"), x));
    }

    [Fact]
    public void An_unknown_mode_is_told_with_the_list() =>
        Assert.Contains("horizontal_and_vertical, horizontal, vertical",
            Assert.Throws<UnknownNameException>(() => new RandomFlip("sideways")).Message, StringComparison.Ordinal);
}
