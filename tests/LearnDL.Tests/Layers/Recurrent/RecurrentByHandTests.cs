using LearnDL.Initializers;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;
using LearnDL.Tests.Golden;

namespace LearnDL.Tests.Layers;

/// <summary>
/// The recurrent layers against the same equations in single numbers, with loops and no op of the engine. All weights
/// differ, so that no two gates can be swapped unnoticed.
/// </summary>
public sealed class RecurrentByHandTests
{
    const int N = 2, T = 4, D = 3, U = 2;

    /// <summary>0.9, −0.37, … : no two alike.</summary>
    static double[] Numbers(int count, double from) =>
        [.. Enumerable.Range(0, count).Select(i => Math.Sin(from + 1.7 * i + 0.01 * i * i))];

    static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    /// <summary>(row·M)ₖ of a matrix with so many columns.</summary>
    static double Dot(double[] row, double[] matrix, int columns, int k) =>
        row.Select((value, i) => value * matrix[i * columns + k]).Sum();

    static void Compare(Layer layer, int gates,
        Func<double[], double[], double[], double[], double[], double[], (double[] H, double[] C)> step)
    {
        var x = Numbers(N * T * D, 0.3);
        layer.Build([N, T, D], DType.Float64, new RandomSource(1));
        double[] W = Numbers(D * gates * U, 1), R = Numbers(U * gates * U, 2),
            b = Numbers(layer.Parameters[2].Value.Size, 3);
        foreach (var (parameter, values) in layer.Parameters.Zip([W, R, b]))
            parameter.Value.CopyFrom(Tensor.From<double>(values, parameter.Value.Shape));
        var expected = new double[N * T * U];
        var final = new double[N * U];
        for (var n = 0; n < N; n++)
        {
            double[] h = Numbers(U, n + 5), c = Numbers(U, n + 9);
            for (var t = 0; t < T; t++)
            {
                (h, c) = step(x[((n * T + t) * D)..((n * T + t + 1) * D)], h, c, W, R, b);
                h.CopyTo(expected, (n * T + t) * U);
            }
            c.CopyTo(final, n * U);
        }
        var h0 = Tensor.From<double>([.. Numbers(U, 5), .. Numbers(U, 6)], [N, U]);
        var c0 = layer is LSTM ? Tensor.From<double>([.. Numbers(U, 9), .. Numbers(U, 10)], [N, U]) : default;

        var run = RecurrentRun.Of(layer, Tensor.From<double>(x, [N, T, D]), initial: new RecurrentState(h0, c0));

        Near.Same(expected, run.Y.ToArray<double>(), "y", 1e-14);
        Near.Same(run.Y[.., (T - 1)..(T)].Reshape(N, U), run.Final.H, "final h", 0);
        if (layer is LSTM)
            Near.Same(final, run.Final.C.ToArray<double>(), "final c", 1e-14);
    }

    [Fact]
    public void SimpleRNN() => Compare(new SimpleRNN(U, returnSequences: true), 1, (x, h, c, W, R, b) =>
        ([.. Enumerable.Range(0, U).Select(u => Math.Tanh(Dot(x, W, U, u) + Dot(h, R, U, u) + b[u]))], c));

    [Fact]
    public void LSTM() => Compare(new LSTM(U, returnSequences: true), 4, (x, h, c, W, R, b) =>
    {
        double Z(int gate, int u) => Dot(x, W, 4 * U, gate * U + u) + Dot(h, R, 4 * U, gate * U + u) + b[gate * U + u];
        double[] cell = [.. Enumerable.Range(0, U)
            .Select(u => Sigmoid(Z(1, u)) * c[u] + Sigmoid(Z(0, u)) * Math.Tanh(Z(2, u)))];
        return ([.. Enumerable.Range(0, U).Select(u => Sigmoid(Z(3, u)) * Math.Tanh(cell[u]))], cell);
    });

    [Fact]
    public void GRU_with_the_reset_after_the_product() =>
        Compare(new GRU(U, returnSequences: true), 3, (x, h, c, W, R, b) =>
        {
            double X(int gate, int u) => Dot(x, W, 3 * U, gate * U + u) + b[gate * U + u];
            double H(int gate, int u) => Dot(h, R, 3 * U, gate * U + u) + b[3 * U + gate * U + u];
            double Candidate(int u) => Math.Tanh(X(2, u) + Sigmoid(X(1, u) + H(1, u)) * H(2, u));
            return ([.. Enumerable.Range(0, U)
                .Select(u => Sigmoid(X(0, u) + H(0, u)) is var z ? z * h[u] + (1 - z) * Candidate(u) : 0)], c);
        });

    [Fact]
    public void GRU_with_the_reset_before_the_product() =>
        Compare(new GRU(U, returnSequences: true, resetAfter: false), 3, (x, h, c, W, R, b) =>
        {
            double Z(int gate, double[] state, int u) =>
                Dot(x, W, 3 * U, gate * U + u) + b[gate * U + u] + Dot(state, R, 3 * U, gate * U + u);
            double[] reset = [.. Enumerable.Range(0, U).Select(u => Sigmoid(Z(1, h, u)) * h[u])];
            return ([.. Enumerable.Range(0, U)
                .Select(u => Sigmoid(Z(0, h, u)) is var z ? z * h[u] + (1 - z) * Math.Tanh(Z(2, reset, u)) : 0)], c);
        });
}
