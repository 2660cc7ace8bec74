using BenchmarkDotNet.Attributes;
using LearnDL.Layers;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Benchmarks;

/// <summary>Single ops, at the sizes of a small network's step (10 rows) and of a larger one's (1,000 rows).</summary>
[MemoryDiagnoser]
public class OpsBenchmark
{
    Tensor x, y, row, result, bytes;
    int[] rows = [];
    Adam adam = new();

    /// <summary>The number of rows.</summary>
    [Params(10, 1000)]
    public int Rows { get; set; }

    /// <summary>Makes the operands.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        (x, y) = (Tensor.Normal([Rows, 128], seed: 1), Tensor.Normal([Rows, 128], seed: 2));
        (row, result) = (Tensor.Normal([128], seed: 3), Tensor.Zeros([Rows, 128]));
        bytes = Tensor.Uniform([Rows, 128], 0, 255, seed: 4).Cast(DType.UInt8);
        rows = [.. Enumerable.Range(0, Rows).Select(i => i * 7 % Rows)];
        var weight = new Parameter("kernel", Tensor.Normal([Rows, 128], seed: 5));
        weight.Gradient.CopyFrom(y);
        adam = new();
        adam.Build([weight]);
    }

    /// <summary>x + y</summary>
    [Benchmark]
    public Tensor Add() => x.Add(y, into: result);

    /// <summary>x + row</summary>
    [Benchmark]
    public Tensor AddRow() => x.AddRow(row, into: result);

    /// <summary>eˣ</summary>
    [Benchmark]
    public Tensor Exp() => x.Exp(into: result);

    /// <summary>tanh x</summary>
    [Benchmark]
    public Tensor Tanh() => x.Tanh(into: result);

    /// <summary>σ(x)</summary>
    [Benchmark]
    public Tensor Sigmoid() => x.Sigmoid(into: result);

    /// <summary>max(0, x)</summary>
    [Benchmark]
    public Tensor ReLU() => x.ReLU(into: result);

    /// <summary>x where y > 0: ReLU's gradient</summary>
    [Benchmark]
    public Tensor WherePositive() => x.WherePositive(y, into: result);

    /// <summary>Bytes to Float32, a new tensor</summary>
    [Benchmark]
    public Tensor CastBytes() => bytes.Cast(DType.Float32);

    /// <summary>The rows of a batch, from all over x, a new tensor</summary>
    [Benchmark]
    public Tensor Gather() => x.Gather(rows);

    /// <summary>Adam's step on as many weights</summary>
    [Benchmark]
    public void AdamStep() => adam.Step();

    /// <summary>Σ over all elements</summary>
    [Benchmark]
    public Tensor Sum() => x.Sum();
}
