using LearnDL.Backends;
using LearnDL.Backends.Cpu;
using LearnDL.Layers;
using LearnDL.Tensors;
using LearnDL.Tests.Golden;

namespace LearnDL.Tests.Backends;

/// <summary>The one-pass kernel of an LSTM's step against the ops it stands for, bit by bit: the ops are what is read, the kernel is what runs.</summary>
[Collection(nameof(RecurrentParityTests))]
public sealed class LstmStepTests : IDisposable
{
    readonly IBackend before = Backend.Current;

    public LstmStepTests() => Backend.Current = new CpuBackend();

    public void Dispose() => Backend.Current = before;

    public static TheoryData<DType, int> Cases()
    {
        var data = new TheoryData<DType, int>();
        foreach (var units in (int[])[1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 33, 64, 100])
        {
            data.Add(DType.Float32, units);
            data.Add(DType.Float64, units);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_and_back_have_the_bits_of_the_ops(DType dtype, int units)
    {
        var make = new TensorMaker(dtype, seed: units);
        for (var rows = 1; rows < 5; rows++)
        {
            Tensor z = make.Random([rows, 4 * units], -5, 5), cPrev = make.Random([rows, units], -3, 3), dh = make.Random([rows, units]), dcNext = make.Random([rows, units]);
            var (zi, zf, zg, zo) = z.SplitColumns(4);
            Tensor i = zi.Sigmoid(), f = zf.Sigmoid(), g = zg.Tanh(), o = zo.Sigmoid();
            var c = f.Multiply(cPrev).Add(i.Multiply(g));
            var tanhC = c.Tanh();

            Tensor New(int columns = 1) => make.Random([rows, columns * units]);
            var step = new LstmStep(z, New(), New(), New());
            Assert.True(Backend.Current.TryLstmStep(cPrev, step));
            Naive.SameBits(MoveOps.JoinColumns(i, f, g, o), step.Gates);
            Naive.SameBits(c, step.C);
            Naive.SameBits(tanhC, step.TanhC);
            Naive.SameBits(o.Multiply(tanhC), step.H);

            var dc = dcNext.Add(dh.Multiply(o).Multiply(tanhC.TanhSlope()));
            var expected = MoveOps.JoinColumns(dc.Multiply(g).Multiply(i.SigmoidSlope()), dc.Multiply(cPrev).Multiply(f.SigmoidSlope()),
                dc.Multiply(i).Multiply(g.TanhSlope()), dh.Multiply(tanhC).Multiply(o.SigmoidSlope()));
            Tensor dz = New(4), dcPrev = New();
            Assert.True(Backend.Current.TryLstmStepBack(dh, dcNext, cPrev, step, dz, dcPrev));
            Naive.SameBits(expected, dz);
            Naive.SameBits(dc.Multiply(f), dcPrev);
        }
    }

    /// <summary>Someone may choose another backend between the two passes.</summary>
    [Theory]
    [InlineData("cpu", "reference")]
    [InlineData("reference", "cpu")]
    public void Forward_on_one_backend_and_back_on_another(string forward, string back)
    {
        Tensor Pass(string first, string second)
        {
            var layer = new LSTM(5, returnSequences: true);
            layer.Build([3, 4, 2], DType.Float64, new RandomSource(1));
            Backend.Current = Backend.ByName(first);
            var y = layer.Forward(Tensor.Normal([3, 4, 2], seed: 2, dtype: DType.Float64), training: true, out var saved);
            Backend.Current = Backend.ByName(second);
            return layer.Backward(Tensor.Normal(y.Shape, seed: 3, dtype: DType.Float64), saved);
        }
        LearnDL.Tests.Golden.Near.Same(Pass("cpu", "cpu"), Pass(forward, back), "dx");
    }
}
