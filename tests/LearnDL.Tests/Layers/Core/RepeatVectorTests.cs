using LearnDL.Layers;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Layers;

public sealed class RepeatVectorTests : LayerContract
{
    protected override Layer NewLayer() => new RepeatVector(3);

    [Fact]
    public void Every_row_comes_several_times_and_its_gradients_add_up()
    {
        var call = new RepeatVector(3).NewCall();
        var y = call.Forward(Tensor.From(new float[,] { { 1, 2 }, { 3, 4 } }), training: false);
        Assert.Equal([2, 3, 2], y.Shape);
        Assert.Equal([1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4], y.ToArray<float>());

        var dx = call.Backward(Tensor.From<float>([1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60]).Reshape(2, 3, 2));
        Assert.Equal([6, 60, 15, 150], dx.ToArray<float>());
    }

    [Fact]
    public void Says_what_it_cannot_repeat()
    {
        Refused.Says<ShapeException>(() => new RepeatVector(3, "again").ComputeOutputShape([2, 3, 4]),
            "'again' (RepeatVector)", "(2, 3, 4)", "returnSequences");
        Refused.Says<ShapeException>(() => new RepeatVector(3).ComputeOutputShape([2, 3, 4, 5]), "Flatten()");
        Refused.Says<HyperparameterException>(() => _ = new RepeatVector(0, "again"), "RepeatVector 'again': n");
    }
}
