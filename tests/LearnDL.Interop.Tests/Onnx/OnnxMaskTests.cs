using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Interop.Tests.Onnx;

/// <summary>Padding anywhere in a sequence, through every layer that a mask means something to.</summary>
public sealed class OnnxMaskTests
{
    static readonly Func<SymbolicTensor, SymbolicTensor>[] readers =
    [
        x => new LSTM(3).Apply(x),
        x => new LSTM(3, returnSequences: true, goBackwards: true).Apply(x),
        x => new LSTM(3).Apply(new GRU(2, returnSequences: true, goBackwards: true).Apply(x)), // the mask, reversed
        x => new GRU(3, goBackwards: true).Apply(x),
        x => new GRU(3, resetAfter: false, useBias: false).Apply(x),
        x => new SimpleRNN(3, returnSequences: true).Apply(x),
        x => new SimpleRNN(3).Apply(new Dropout(0.5).Apply(new Dense(4, "tanh").Apply(x))), // it passes
        x => new SimpleRNN(3).Apply(new BatchNormalization().Apply(new Rescaling(2).Apply(x))),
        x => new Bidirectional(new LSTM(2, returnSequences: true)).Apply(x), // 0 at padding
        x => new Bidirectional(new GRU(2), "mul").Apply(x),
        x => new LSTM(2).Apply(new Bidirectional(new GRU(2, returnSequences: true), "sum").Apply(x)),
        x => new GlobalAveragePooling1D().Apply(x),
        x => new GlobalAveragePooling1D(keepDims: true).Apply(x),
        x => new GlobalMaxPooling1D().Apply(x), // it takes no notice
        x => new Softmax(1).Apply(x),
        x => new Softmax().Apply(x),
        x => new GlobalAveragePooling1D().Apply(new Conv1D(3, 1).Apply(x)), // there is no mask left
        x => new GRU(3).Apply(new TimeDistributed(new Dense(3)).Apply(x)),
        x => new GRU(3).Apply(new Maximum().Apply(x, new Masking(0.5).Apply(x))),
        x => new Minimum().Apply(new Masking(0.5).Apply(x), x, new Dense(4).Apply(x)),
        x => new Maximum().Apply(new Dense(4).Apply(x), new Flatten().Apply(new GlobalMaxPooling1D().Apply(x))),
        x => new LSTM(2).Apply(new Add().Apply(x, new Masking(0.5).Apply(x))),
        x => new LSTM(2).Apply(new Multiply().Apply(x, new Conv1D(4, 1).Apply(x))), // real, as one is
        x => new LSTM(2).Apply(new Concatenate(1).Apply(x, new Conv1D(4, 1).Apply(x), x)),
        x => new LSTM(2).Apply(new Concatenate().Apply(x, new Masking(0.5).Apply(x))),
        x => new LSTM(2).Apply(new Concatenate().Apply(x, new Conv1D(4, 1).Apply(x))),
        x => new Dot(1).Apply(x, x),
        x => new Bidirectional(new GRU(2, returnSequences: true), mergeMode: null).Apply(x), // each is 0 at padding
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, readers.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Of_a_Masking(int number) => Check(new Input([6, 4]), x => new Masking().Apply(x), number, Gaps);

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Of_an_Embedding(int number) =>
        Check(new Input([Shape.Unknown]), x => new Embedding(9, 4, maskZero: true).Apply(x), number, Ids);

    static void Check(Input input, Func<SymbolicTensor, SymbolicTensor> mask, int number, Func<Tensor> data)
    {
        if (input.SampleShape[0] == Shape.Unknown && number is 26) // a sum over a time axis that may be of any size
            input = new Input([6]);
        var model = OnnxRun.Shaken(new Model(input, readers[number](mask(input)), seed: 1), seed: number);
        Assert.InRange(OnnxRun.Difference(model, [data()]), 0, 1e-5);
    }

    /// <summary>Padding in front, behind, between, everywhere and nowhere.</summary>
    static readonly float[,] real =
    {
        { 0, 0, 1, 1, 1, 1 }, { 1, 1, 1, 1, 0, 0 }, { 1, 0, 1, 1, 0, 1 }, { 0, 0, 0, 0, 0, 0 }, { 1, 1, 1, 1, 1, 1 },
    };

    static Tensor Gaps() => Tensor.Normal([5, 6, 4], seed: 3).MultiplyColumn(real);

    static Tensor Ids() =>
        Tensor.Uniform([5, 6], 1, 8.99, seed: 3).Cast(DType.Int32).Cast(DType.Float32).Multiply(real);

    /// <summary>A mask per word of each sentence (N, T, S), for the layer inside and for the one behind.</summary>
    [Fact]
    public void Of_sentences()
    {
        var input = new Input([3, 4]);
        var words = new Embedding(9, 3, maskZero: true).Apply(input);
        var sentences = new TimeDistributed(new LSTM(3)).Apply(words);
        var model = OnnxRun.Shaken(new Model(input, [new LSTM(2).Apply(sentences),
            new TimeDistributed(new LSTM(3, returnSequences: true)).Apply(words)]), seed: 2);
        var ids = new float[,,]
        {
            { { 1, 2, 0, 3 }, { 0, 0, 0, 0 }, { 0, 4, 5, 6 } }, // a sentence without words
            { { 0, 0, 0, 0 }, { 7, 8, 1, 2 }, { 3, 0, 0, 0 } },
        };
        Assert.InRange(OnnxRun.Difference(model, [ids]), 0, 1e-5);
    }

    [Fact]
    public void Into_a_model_inside()
    {
        var inside = new Sequential([new Input([6, 4]), new Dense(3), new LSTM(2, returnSequences: true)]);
        var input = new Input([6, 4]);
        var model = OnnxRun.Shaken(new Model(input, new GRU(2).Apply(inside.Apply(new Masking().Apply(input)))), 1);
        Assert.InRange(OnnxRun.Difference(model, [Gaps()]), 0, 1e-5);
    }
}
