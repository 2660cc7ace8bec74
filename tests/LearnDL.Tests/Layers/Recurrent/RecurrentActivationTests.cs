using LearnDL.Activations;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

/// <summary>
/// The equations of a time step with every pair of activations, against the ops that the paper writes.
/// </summary>
public sealed class RecurrentActivationTests
{
    static readonly string[] activations = [.. ActivationFunction.Names.Except(["softmax"])];

    public static TheoryData<string, string> Pairs()
    {
        var data = new TheoryData<string, string>();
        foreach (var gate in activations)
            data.Add(gate, "tanh");
        foreach (var cell in activations)
            data.Add("sigmoid", cell);
        return data;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void An_LSTM_is_what_its_equations_say(string gate, string cell)
    {
        var random = new RandomSource(5);
        foreach (var units in (int[])[1, 3, 4, 8, 9, 17, 33])
        {
            var layer = new LSTM(units, cell, gate);
            Tensor x = random.Normal([2, 1, 3], 0, 1, DType.Float64),
                h = random.Normal([2, units], 0, 1, DType.Float64),
                c = random.Normal([2, units], 0, 1, DType.Float64);
            layer.Build(x.Shape, DType.Float64, random);
            _ = layer.Forward(x, default, new RecurrentState(h, c), training: false, out var saved);

            var z = x.Reshape(2, 3).Dot(layer.Kernel!.Value).AddRow(layer.Bias!.Value)
                .Add(h.Dot(layer.RecurrentKernel!.Value));
            var (zi, zf, zg, zo) = z.SplitColumns(4);
            ActivationFunction sigma = gate, tanh = cell;
            var cNew = sigma.Forward(zf).Multiply(c).Add(sigma.Forward(zi).Multiply(tanh.Forward(zg)));
            Close(cNew, saved.Final.C);
            Close(sigma.Forward(zo).Multiply(tanh.Forward(cNew)), saved.Final.H);
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_GRU_is_what_its_equations_say(string gate, string cell)
    {
        var random = new RandomSource(6);
        foreach (var units in (int[])[1, 3, 4, 8, 9, 17, 33])
            foreach (var resetAfter in (bool[])[true, false])
            {
                var layer = new GRU(units, cell, gate, resetAfter: resetAfter, biasInitializer: "glorot_uniform");
                Tensor x = random.Normal([2, 1, 3], 0, 1, DType.Float64),
                    h = random.Normal([2, units], 0, 1, DType.Float64);
                layer.Build(x.Shape, DType.Float64, random);
                _ = layer.Forward(x, default, new RecurrentState(h), training: false, out var saved);

                ActivationFunction sigma = gate, tanh = cell;
                var b = layer.Bias!.Value;
                var (xz, xr, xh) = x.Reshape(2, 3).Dot(layer.Kernel!.Value).AddRow(resetAfter ? b[0] : b)
                    .SplitColumns(3);
                var R = layer.RecurrentKernel!.Value;
                var hR = h.Dot(R);
                var (hz, hr, hh) = (resetAfter ? hR.AddRow(b[1]) : hR).SplitColumns(3);
                Tensor z = sigma.Forward(xz.Add(hz)), r = sigma.Forward(xr.Add(hr));
                var candidate =
                    tanh.Forward(xh.Add(resetAfter ? r.Multiply(hh) : r.Multiply(h).Dot(R[.., (2 * units)..])));
                Close(z.Multiply(h).Add(z.Affine(-1, 1).Multiply(candidate)), saved.Final.H);
            }
    }

    [Theory]
    [InlineData("softmax", "sigmoid")]
    [InlineData("tanh", "softmax")]
    public void Softmax_is_no_activation_of_one_unit(string activation, string gate)
    {
        Assert.Contains("LSTM 'a'",
            Assert.Throws<HyperparameterException>(() => new LSTM(3, activation, gate, name: "a")).Message);
        Assert.Contains("GRU", Assert.Throws<HyperparameterException>(() => new GRU(3, activation, gate)).Message);
    }

    static void Close(Tensor expected, Tensor got)
    {
        Assert.Equal(expected.Shape, got.Shape);
        foreach (var (a, b) in expected.ToArray<double>().Zip(got.ToArray<double>()))
            Assert.Equal(a, b, 1e-13 * Math.Max(1, Math.Abs(a)));
    }
}
