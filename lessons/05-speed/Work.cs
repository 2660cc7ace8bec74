namespace Lessons.Speed;

/// <summary>Two square matrices of random numbers and a place for their product, as arrays and as tensors.</summary>
sealed class Work
{
    public Work(int n, int seed)
    {
        N = n;
        (TensorX, TensorY) = (Tensor.Normal([n, n], seed: seed), Tensor.Normal([n, n], seed: seed + 1));
        TensorResult = Tensor.Zeros([n, n]);
        (X, Y, Result) = (TensorX.ToArray<float>(), TensorY.ToArray<float>(), new float[n * n]);
    }

    public int N { get; }

    public float[] X { get; }

    public float[] Y { get; }

    public float[] Result { get; }

    public Tensor TensorX { get; }

    public Tensor TensorY { get; }

    public Tensor TensorResult { get; }

    /// <summary>Operations in one product: n³ multiply-adds of two operations each.</summary>
    public double Flops => 2.0 * N * N * N;

    /// <summary>What the definition, version 1, gives.</summary>
    public float[] Expected => expected ??= Definition();

    float[]? expected;

    float[] Definition()
    {
        var result = new float[N * N];
        V1TripleLoop.Dot(X, Y, result, N);
        return result;
    }

    /// <summary>How many elements of an array differ, in any bit, from what the definition gives.</summary>
    public int Different(ReadOnlySpan<float> result)
    {
        var count = 0;
        for (var i = 0; i < Expected.Length; i++)
            if (BitConverter.SingleToInt32Bits(result[i]) != BitConverter.SingleToInt32Bits(Expected[i])) count++;
        return count;
    }
}
