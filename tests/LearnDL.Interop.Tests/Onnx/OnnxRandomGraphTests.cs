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
            Assert.True(OnnxRun.Difference(expected, got) <= 1e-5, $"seed {seed}: {OnnxRun.Difference(expected, got):0.0e0}");
        }
    }
}
