namespace LearnDL.Interop.Tests.Onnx;

/// <summary>300 random graphs of ONNX's operators: read by LearnDL, and run in ONNX Runtime.</summary>
public sealed class OnnxRandomGraphTests
{
    public static TheoryData<int> Hundreds => [0, 100, 200];

    [Theory]
    [MemberData(nameof(Hundreds))]
    public void Agree_with_ONNX_Runtime(int first)
    {
        for (var seed = first; seed < first + 100; seed++)
        {
            var (file, x) = OnnxRandomGraph.Of(seed);
            var expected = OnnxRun.Outputs(file, [x], optimizes: false)[0]; // it fuses some wrongly
            var got = OnnxModel.FromBytes(file).Predict(x);
            Assert.True(expected.Shape == got.Shape, $"seed {seed}: {expected.Shape}, {got.Shape}");
            var worst = OnnxRun.Difference(expected, got);
            Assert.True(worst <= 1e-5, $"seed {seed}: {worst:0.0e0}");
        }
    }
}
