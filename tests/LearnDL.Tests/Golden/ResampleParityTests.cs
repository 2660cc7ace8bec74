using LearnDL.Backends;
using LearnDL.Backends.Cpu;
using LearnDL.Backends.Reference;
using LearnDL.Tensors;

namespace LearnDL.Tests.Golden;

/// <summary>
/// Images read through affine maps, against PyTorch's grid_sample: values and gradients, every fill mode.
/// </summary>
public class ResampleParityTests
{
    static readonly GoldenFile golden = new("resampling.json");

    public static TheoryData<int, string> Cases =>
        golden.Theory(c => $"{c.Text("fillMode")} {c.Text("interpolation")} {c.Shape("x")}");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_and_gradients(int index, string name)
    {
        var c = golden.Cases[index];
        var how = new Resampling(c.Text("fillMode"), c.Number("fillValue"), c.Text("interpolation"));
        foreach (var backend in (IBackend[])[new ReferenceBackend(), new CpuBackend()])
        {
            Tensor y = Tensor.Full(c.Shape("x"), 7, DType.Float64), dx = Tensor.Full(c.Shape("x"), 7, DType.Float64);
            backend.Resample(c.Tensor("x"), c.Tensor("maps"), how, y);
            backend.ResampleBack(c.Tensor("dy"), c.Tensor("maps"), how, dx);

            Near.Same(c.Tensor("y"), y, $"{name}, {backend.Name}: y");
            Near.Same(c.Tensor("dx"), dx, $"{name}, {backend.Name}: dx");
        }
    }
}
