using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Interop.Tests.Onnx;

/// <summary>Recurrent layers that begin in a given state, or give theirs.</summary>
public sealed class OnnxStateTests
{
    static readonly Func<bool, Layer>[] layers =
    [
        back => new LSTM(3, returnState: true, goBackwards: back),
        back => new LSTM(3, "silu", returnState: true, returnSequences: true, goBackwards: back), // a Scan
        back => new GRU(3, returnState: true, returnSequences: true, goBackwards: back),
        back => new GRU(3, resetAfter: back, returnState: true),
        back => new SimpleRNN(3, returnState: true, goBackwards: back),
        _ => new Bidirectional(new LSTM(3, returnSequences: true, returnState: true)),
        _ => new Bidirectional(new GRU(3, returnState: true), mergeMode: null),
    ];

    public static TheoryData<int, bool, bool> Cases
    {
        get
        {
            var all = new TheoryData<int, bool, bool>();
            for (var i = 0; i < layers.Length; i++)
                foreach (var isMasked in (bool[])[false, true])
                    foreach (var back in (bool[])[false, true])
                        all.Add(i, isMasked, back);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Agrees_with_ONNX_Runtime(int number, bool isMasked, bool back)
    {
        var layer = layers[number](back);
        var count = number switch { < 2 or 6 => 2, 5 => 4, _ => 1 };
        Input[] states = [.. Enumerable.Range(0, count).Select(_ => new Input(3))];
        var x = new Input([5, 2]);
        SymbolicTensors sequences = isMasked ? new Masking().Apply(x) : x;
        var first = layer.Apply([sequences[0], .. states]);
        var model = OnnxRun.Shaken(new Model([x, .. states], first.Node.Outputs), seed: number);
        var data = Tensor.Normal([2, 5, 2], seed: 4)
            .MultiplyColumn(new float[,] { { 0, 1, 1, 0, 1 }, { 0, 0, 0, 0, 0 } });
        Assert.InRange(OnnxRun.Difference(model,
            [data, .. states.Select((_, i) => Tensor.Normal([2, 3], seed: i))]), 0, 1e-5);
    }
}
