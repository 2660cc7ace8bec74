using LearnDL.Layers;

namespace LearnDL.Interop.Tests.Onnx;

/// <summary>400 random models, against ONNX Runtime.</summary>
public sealed class OnnxRandomModelTests
{
    public static TheoryData<int> Hundreds => [0, 100, 200, 300];

    [Theory]
    [MemberData(nameof(Hundreds))]
    public void Agree_with_ONNX_Runtime(int first)
    {
        for (var seed = first; seed < first + 100; seed++)
        {
            var (model, data) = OnnxRandomModel.Of(seed);
            var worst = OnnxRun.Difference(model, data);
            Assert.True(worst <= 1e-5, $"seed {seed}: {worst:0.0e0} of {string.Join(", ", model.Layers)}");
        }
    }
}
