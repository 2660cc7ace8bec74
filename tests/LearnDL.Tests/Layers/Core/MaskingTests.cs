using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Layers;

public sealed class MaskingTests : LayerContract
{
    protected override Layer NewLayer() => new Masking();

    protected override Shape InputShape => [3, 4, 2];

    static readonly Tensor x =
        Tensor.From(new float[,,] { { { 7, 7 }, { 7, 1 }, { 0, 0 } }, { { 1, 7 }, { 7, 7 }, { 7, 7 } } });

    [Theory]
    [InlineData(7, new float[] { 0, 1, 1, 1, 0, 0 }, new float[] { 0, 0, 7, 1, 0, 0, 1, 7, 0, 0, 0, 0 })]
    [InlineData(0, new float[] { 1, 1, 0, 1, 1, 1 }, new float[] { 7, 7, 7, 1, 0, 0, 1, 7, 7, 7, 7, 7 })]
    public void A_step_is_masked_where_all_features_are_the_value(double value, float[] mask, float[] y)
    {
        var call = new Masking(value).NewCall();
        Tensor made = Tensor.Zeros([2, 3]); // an earlier mask does not count, as in Keras
        Assert.Equal(y, call.Forward(x, ref made, training: true).ToArray<float>());
        Assert.Equal(mask, made.ToArray<float>());
        Assert.Equal([2, 3], made.Shape);

        var dx = call.Backward(Tensor.Full([2, 3, 2], 5)).ToArray<float>();
        for (var i = 0; i < dx.Length; i++)
            Assert.Equal(5 * mask[i / 2], dx[i]); // nothing comes back through a masked step
    }

    [Fact]
    public void A_value_that_Float32_does_not_hold_is_found_all_the_same()
    {
        Tensor mask = default;
        new Masking(0.1).NewCall().Forward(Tensor.Full([1, 1, 2], 0.1), ref mask, training: false);
        Assert.Equal([0], mask.ToArray<float>());
    }

    /// <summary>An LSTM that skips padding at the end gives what it gives for the sequence without it.</summary>
    [Fact]
    public void Padding_does_not_change_what_a_recurrent_layer_gives()
    {
        var sequence = Tensor.Normal([2, 5, 3], seed: 4);
        var padded = Tensor.Full([2, 9, 3], -1);
        for (var n = 0; n < 2; n++)
            padded[n][..5].CopyFrom(sequence[n]);
        foreach (var layer in new Func<Layer>[] { () => new LSTM(4), () => new Bidirectional(new GRU(3)) })
        {
            Sequential With(params Layer[] first)
            {
                var model = new Sequential(seed: 5) { new Input([Shape.Unknown, 3]) };
                foreach (var one in first)
                    model.Add(one);
                model.Add(layer());
                return model;
            }
            var (masked, bare) = (With(new Masking(-1)), With());
            Assert.Equal(bare.Predict(sequence).ToArray<float>(), masked.Predict(padded).ToArray<float>());
            Assert.NotEqual(bare.Predict(sequence).ToArray<float>(), bare.Predict(padded).ToArray<float>());
        }
    }

    [Fact]
    public void Says_what_it_cannot_mask()
    {
        Refused.Says<ShapeException>(() => new Masking(name: "skip").ComputeOutputShape([2, 3]), "'skip' (Masking)",
            "(2, 3)", "maskZero");
        Refused.Says<HyperparameterException>(() => _ = new Masking(double.NaN, "skip"), "Masking 'skip': maskValue");
    }
}
