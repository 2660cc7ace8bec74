using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Interop.Tests.Onnx;

/// <summary>Layers with several inputs, against ONNX Runtime.</summary>
public sealed class OnnxMergeTests
{
    static readonly (Merge Layer, Shape[] Samples)[] cases =
    [
        (new Add(), [[3], [3], [3]]),
        (new Add(), [[4, 3], [3]]), // (N, 3) is stretched along the time
        (new Add(), [[1, 3], [4, 1]]),
        (new Add(), [[3]]),
        (new Subtract(), [[3], [4, 3]]),
        (new Multiply(), [[2, 4, 3], [3], [4, 3]]),
        (new Average(), [[3], [3], [3]]),
        (new Average(), [[4, 3], [1, 3]]),
        (new Maximum(), [[3], [3], [3]]),
        (new Minimum(), [[4, 3], [3], [4, 1]]),
        (new Concatenate(), [[3], [5], [1]]),
        (new Concatenate(1), [[3, 2], [4, 2]]),
        (new Concatenate(-2), [[3, 2, 4], [3, 1, 4]]),
        (new Dot(1), [[3], [3]]),
        (new Dot(-1, normalize: true), [[3], [3]]),
        (new Dot(2), [[4, 3], [5, 3]]),
        (new Dot((1, 2)), [[3, 4], [5, 3]]),
        (new Dot((1, 1), normalize: true), [[3, 4], [3]]),
        (new Dot((2, 1)), [[2, 3, 4], [3]]),
        (new Dot((-1, 2)), [[2, 4, 3], [5, 3]]),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, cases.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Agrees_with_ONNX_Runtime(int number)
    {
        var (layer, samples) = cases[number];
        Input[] inputs = [.. samples.Select(sample => new Input(sample))];
        var model = new Model(inputs, layer.Apply(inputs));
        foreach (var N in (int[])[1, 3])
            Assert.InRange(OnnxRun.Difference(model, Data(N, samples)), 0, 1e-5);
    }

    [Fact]
    public void Sizes_that_may_be_any()
    {
        Input a = new([Shape.Unknown, 3]), b = new([Shape.Unknown, 3]);
        var model = new Model([a, b], [new Dot(2).Apply(a, b), new Concatenate(1).Apply(a, b)]);
        Assert.InRange(OnnxRun.Difference(model, Data(2, [4, 3], [5, 3])), 0, 1e-5);
    }

    static Tensor[] Data(int N, params Shape[] samples) =>
        [.. samples.Select((sample, i) => Tensor.Normal(Shape.Of([N]).Concat(sample), seed: 5 + i))];
}
