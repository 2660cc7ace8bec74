using BenchmarkDotNet.Attributes;
using LearnDL.Tensors;

namespace LearnDL.Benchmarks;

/// <summary>Single ops, at the sizes of a small network's step (10 rows) and of a larger one's (1,000 rows).</summary>
[MemoryDiagnoser]
public class OpsBenchmark
{
    Tensor x, y, row, kernel, result;

    /// <summary>The number of rows.</summary>
    [Params(10, 1000)]
    public int Rows { get; set; }

    /// <summary>Makes the operands.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        (x, y) = (Tensor.Normal([Rows, 128], seed: 1), Tensor.Normal([Rows, 128], seed: 2));
        (row, kernel, result) = (Tensor.Normal([128], seed: 3), Tensor.Normal([128, 128], seed: 4), Tensor.Zeros([Rows, 128]));
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

    /// <summary>x·W, added to the result</summary>
    [Benchmark]
    public Tensor Dot() => x.Dot(kernel, addTo: result);

    /// <summary>Σ over all elements</summary>
    [Benchmark]
    public Tensor Sum() => x.Sum();
}
