using LearnDL.Backends;
using LearnDL.Backends.Cpu;
using LearnDL.Backends.Reference;
using LearnDL.Tensors;
using LearnDL.Tests.Backends;

namespace LearnDL.Tests.Tensors;

/// <summary>Whole numbers never wrap around: a result is exact, or an error.</summary>
[Collection(nameof(SettingsTests))] // sets the backend of the whole process
public sealed class WholeNumberTests : IDisposable
{
    readonly IBackend before = Backend.Current;

    public void Dispose() => Backend.Current = before;

    public static TheoryData<string> Backends() => ["cpu", "reference"];

    [Theory]
    [MemberData(nameof(Backends))]
    public void A_sum_that_does_not_fit_is_an_error(string name)
    {
        Backend.Current = Backend.ByName(name);
        var images = Tensor.Full([20_000, 784], 255, DType.UInt8);
        var error = Assert.Throws<DTypeException>(() => images.Sum());
        Assert.Contains("3,998,400,000", error.Got);
        Assert.Contains("Float64", error.Fix);
        Assert.Equal(3_998_400_000, images.Cast(DType.Float64).Sum().Item());
        Assert.Equal(199_920, images.Sum(1).At(0));
        Assert.Equal(5_100_000, images.Sum(0).At(783));
        Assert.Throws<DTypeException>(() => Ints(int.MaxValue, 1).Sum());
        Assert.Throws<DTypeException>(() => Ints(int.MinValue, -1).Sum());
        Assert.Equal(int.MaxValue, Ints(int.MaxValue, 1, -1).Sum().Item()); // what counts is the result
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public void Arithmetic_that_does_not_fit_is_an_error_and_changes_nothing(string name)
    {
        Backend.Current = Backend.ByName(name);
        Tensor x = Ints(1, int.MaxValue, 3), y = Ints(1, 1, 1);
        Assert.Contains("2,147,483,648", Assert.Throws<DTypeException>(() => x.Add(y, into: x)).Got);
        Assert.Equal([1, int.MaxValue, 3], x.ToArray<int>());
        Assert.Throws<DTypeException>(() => x + 1);
        Assert.Throws<DTypeException>(() => x * 2);
        Assert.Throws<DTypeException>(() => Ints(int.MinValue) - 1);
        Assert.Throws<DTypeException>(() => -Ints(int.MinValue));
        Tensor sums = Ints(5, int.MaxValue);
        Assert.Throws<DTypeException>(() => Tensor.Ones([2, 2], DType.Int32).SumRows(addTo: sums));
        Assert.Equal([5, int.MaxValue], sums.ToArray<int>());
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public void Products_that_do_not_fit_are_an_error(string name)
    {
        Backend.Current = Backend.ByName(name);
        Tensor large = Tensor.Full([2, 2], 1 << 16, DType.Int32), small = Tensor.Full([2, 2], 3, DType.Int32);
        Assert.Contains("8,589,934,592", Assert.Throws<DTypeException>(() => large.Dot(large)).Got);
        Assert.Throws<DTypeException>(() =>
            Tensor.Full([1, 3], int.MinValue, DType.Int32).Dot(Tensor.Full([3, 1], int.MinValue, DType.Int32)));
        Assert.Equal(393_216, large.Dot(small).At(0, 0));
        Assert.Equal(393_216, large.TransposedDot(small).At(1, 0));
        Assert.Equal(393_216, large.DotTransposed(small).At(0, 1));
    }

    /// <summary>Against 64 bits: where the true value fits, it comes out; where it does not, an error does.</summary>
    [Fact]
    public void Random_numbers_of_all_sizes()
    {
        var random = new Random(1);
        foreach (var backend in (IBackend[])[new CpuBackend(), new ReferenceBackend()])
            for (var trial = 0; trial < 500; trial++)
            {
                int Number() =>
                    (int)random.NextInt64(-(1L << random.Next(33)), 1L << random.Next(32)) >> random.Next(20);
                int x = Number(), y = Number();
                foreach (var (op, exact) in ((BinaryOp, long)[])[(BinaryOp.Add, (long)x + y),
                    (BinaryOp.Subtract, (long)x - y), (BinaryOp.Multiply, (long)x * y)])
                {
                    var result = Tensor.Full([3], -7, DType.Int32);
                    var error = Record.Exception(() => backend.Binary(op, Ints(0, x, 0), Ints(y), result));
                    Assert.Equal(exact is >= int.MinValue and <= int.MaxValue, error is null);
                    Assert.Equal(error is null ? exact : -7, result.At(1));
                }
            }
    }

    [Fact]
    public void A_number_is_cast_to_a_type_that_reaches_it_or_not_at_all()
    {
        Assert.Equal([-1, 2, 0], Doubles(-1.9, 2.9, -0.5).Cast(DType.Int32).ToArray<int>()); // towards 0
        Assert.Equal([0, 255], Doubles(-0.9, 255.9).Cast(DType.UInt8).ToArray<byte>());
        Assert.Throws<DTypeException>(() => Doubles(3e9).Cast(DType.Int32));
        Assert.Throws<DTypeException>(() => Doubles(double.NaN).Cast(DType.Int32));
        Assert.Throws<DTypeException>(() => Tensor.Of(2147483648f).Cast(DType.Int32));
        var error = Assert.Throws<DTypeException>(() => Ints(7, 300).Cast(DType.UInt8));
        Assert.Contains("300 at place 1", error.Got);
        Assert.Throws<DTypeException>(() => Ints(-1).Cast(DType.UInt8));
        foreach (var (number, dtype) in ((double, DType)[])[(300, DType.UInt8), (-1, DType.UInt8), (1e10, DType.Int32),
            (double.NaN, DType.Int32)])
        {
            Assert.Throws<DTypeException>(() => Tensor.Full([2], number, dtype));
            Assert.Throws<DTypeException>(() => Tensor.Scalar(number, dtype));
            var kept = Tensor.Full([2], 7, dtype);
            Assert.Throws<DTypeException>(() => kept.Fill(number));
            Assert.Equal(7, kept.At(1));
        }
        Assert.Equal([255, 255], Tensor.Full([2], 255, DType.UInt8).ToArray<byte>());
    }

    static Tensor Ints(params int[] numbers) => Tensor.From(numbers);

    static Tensor Doubles(params double[] numbers) => Tensor.From(numbers);
}
