using LearnDL.Layers;

namespace LearnDL.Tests.Golden;

/// <summary>Dense against PyTorch: output and all gradients, several ranks, odd sizes, every activation.</summary>
public class DenseParityTests
{
    static readonly GoldenFile golden = new("dense.json");

    public static TheoryData<int, string> Cases =>
        golden.Theory(c => $"{c.Text("activation")} {c.Shape("x")} x {c.Shape("kernel")}");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Output_and_gradients(int index, string name)
    {
        var c = golden.Cases[index];
        var (x, kernel) = (c.Tensor("x"), c.Tensor("kernel"));
        var dense = new Dense(kernel.Shape[1], c.Text("activation"), useBias: c.Has("bias"));
        dense.Build(x.Shape, x.DType, new RandomSource(1));
        dense.Kernel!.Value.CopyFrom(kernel);
        dense.Bias?.Value.CopyFrom(c.Tensor("bias"));

        var y = dense.Forward(x, training: true, out var saved);
        var dx = dense.Backward(c.Tensor("dy"), saved);

        Near.Same(c.Tensor("y"), y, $"{name}: y");
        Near.Same(c.Tensor("dx"), dx, $"{name}: dx");
        Near.Same(c.Tensor("dKernel"), dense.Kernel.Gradient, $"{name}: dKernel");
        if (dense.Bias is { } bias)
            Near.Same(c.Tensor("dBias"), bias.Gradient, $"{name}: dBias");
    }
}
