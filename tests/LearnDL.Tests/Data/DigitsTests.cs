using System.Globalization;
using FsCheck.Xunit;
using LearnDL.Data;
using LearnDL.Tensors;

namespace LearnDL.Tests.Data;

/// <summary>Reading loses no digit of a whole number without a word, and no difference between close values.</summary>
public class DigitsTests
{
    [Fact]
    public void Times_in_seconds_can_be_scaled()
    {
        var x = CsvFile.Parse("time,y\n1700000000,0\n1700000060,1\n1700000120,0\n").ToDataset("y").X;

        Assert.Equal([-1.2247448713915890, 0, 1.2247448713915890], Standardizer.Fit(x).Apply(x).ToArray<double>(),
            (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Ids_are_exact() =>
        Assert.Equal([16777217, 16777219], CsvFile.Parse("x,id\n1,16777217\n2,16777219\n")
            .ToDataset("id").Y.ToArray<int>());

    [Theory]
    [InlineData("1", "2", DType.Float32)]
    [InlineData("0.1", "123.456789", DType.Float32)]
    [InlineData("16777216", "33554432", DType.Float32)]
    [InlineData("16777217", "1", DType.Float64)]
    [InlineData("-16777217", "1", DType.Float64)]
    [InlineData("16777217.0", "1", DType.Float64)]
    [InlineData("1.700000060000000000e+09", "1", DType.Float64)]   // numpy.savetxt
    [InlineData("1700000000.25", "1700000000.75", DType.Float64)]  // seconds with a fraction
    [InlineData("99999.001", "99999.002", DType.Float64)]
    [InlineData("1e-50", "2e-50", DType.Float64)]                  // both 0 in Float32
    [InlineData("1e30", "2e30", DType.Float32)]
    [InlineData("120000000000000001", "900000000000000000", DType.Float64)]
    public void Float64_where_digits_that_count_would_be_lost(string a, string b, DType expected)
    {
        if (a == "120000000000000001")
            a = "120000000000000016"; // Float64 holds every 16th here

        var x = CsvFile.Parse($"x,y\n{a},1\n{b},2\n").ToDataset("y").X;

        Assert.Equal(expected, x.DType);
        Assert.Equal(double.Parse(a, CultureInfo.InvariantCulture), x.At(0, 0), expected == DType.Float64 ? 0 : 1e24);
    }

    [Fact]
    public void Digits_that_nothing_holds_are_an_error()
    {
        var table = CsvFile.Parse("id,y\n1,0\n12345678901234567,1\n", "ids.csv");

        var error = Assert.Throws<CsvException>(() => table.ToDataset("y"));

        Assert.Equal(3, error.Line);
        Assert.Contains("'12345678901234567' has more digits", error.What);
        Assert.Contains("12345678901234568", error.Got);
        Assert.Contains("Exclude(\"id\")", error.Fix);
        Assert.Throws<CsvException>(() => table.ToDataset("id"));
        Assert.Equal(12345678901234568, table.ToTensor(dtype: DType.Float64).At(1, 0));
        Assert.Equal(DType.Float32, table.ToTensor(dtype: DType.Float32).DType); // asked for
        Assert.Throws<DTypeException>(() => table.ToTensor(dtype: DType.Int32));
        Assert.Equal(1e39, CsvFile.Parse("a\n1e39\n").ToTensor(dtype: DType.Float64).Item());
    }

    /// <summary>Every whole number comes out as it was written, or is an error.</summary>
    [Property(MaxTest = 300)]
    public void Whole_numbers_come_out_as_written_or_are_an_error(int seed)
    {
        var random = new Random(seed);
        var number = random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(63) << random.Next(8);
        var table = CsvFile.Parse(FormattableString.Invariant($"x,y\n{number},{number}\n1,1\n"));
        try
        {
            var (x, y) = table.ToDataset("y");
            Assert.Equal((decimal)number, (decimal)new System.Numerics.BigInteger(x.At(0, 0)));
            Assert.Equal((decimal)number, (decimal)new System.Numerics.BigInteger(y.At(0)));
        }
        catch (CsvException)
        {
            Assert.NotEqual(number, (decimal)new System.Numerics.BigInteger((double)number));
        }
    }

    [Fact]
    public void Class_numbers_are_whole_and_surely_so()
    {
        Assert.Equal([-5, 2_000_000_001], Labels.ToIntegers(Tensor.From<double>([-5, 2_000_000_001]), "x"));
        Assert.Equal([int.MaxValue], Labels.ToIntegers(Tensor.From<int>([int.MaxValue]), "x"));
        Assert.Contains("Int32",
            Assert.Throws<DataException>(() => Labels.ToIntegers(Tensor.From<double>([3e9]), "x")).Expected);
        Assert.Contains("Int32", Assert.Throws<DataException>(() =>
            Labels.ToIntegers(Tensor.From<double>([double.PositiveInfinity]), "x")).Expected);
        Assert.Contains("NaN", Assert.Throws<DataException>(() => Labels.ToIntegers(Tensor.Of(float.NaN), "x")).Got);
        Assert.Contains("16,777,216", Assert.Throws<DataException>(() =>
            Labels.ToIntegers(Tensor.Of(16777217), "x")).Expected); // already 16777216
        Assert.Equal([16777215], Labels.ToIntegers(Tensor.Of(16777215), "x"));
        Assert.Contains("highest label",
            Assert.Throws<DataException>(() => Tensor.From<int>([0, int.MaxValue - 1]).OneHot()).Got);
        Assert.Throws<DataException>(() => Tensor.From<int>([0, int.MaxValue]).OneHot());
    }

    [Theory]
    [InlineData(100, 0.145, 15)]  // the product of doubles is 14.499999999999998
    [InlineData(100, 0.285, 29)]
    [InlineData(100, 0.35, 35)]
    [InlineData(10, 0.1, 1)]
    [InlineData(3, 5 / 6.0, 3 - 1)]
    [InlineData(10, 0.25, 3)]
    [InlineData(7, 0.36, 3)]
    public void Shares_are_what_decimals_say(int count, double share, int test)
    {
        if (count == 3)
            Assert.Throws<HyperparameterException>(() => Split.InOrder(count, testFraction: share)); // 2.5 rows are 3
        else
            Assert.Equal(test, Split.InOrder(count, testFraction: share).Test.Length);
    }

    [Fact]
    public void Every_share_of_thousandths()
    {
        for (var count = 1000; count < 1200; count += 7)
            for (var thousandths = 1; thousandths < 1000; thousandths++)
            {
                var test = (count * thousandths * 2 + 1000) / 2000; // ⌊count·share + ½⌋
                Assert.Equal(test, Split.InOrder(count, testFraction: thousandths / 1000.0).Test.Length);
            }
    }

    [Fact]
    public void Equal_fractions_go_to_the_classes_in_order()
    {
        var y = Tensor.From([.. Enumerable.Repeat(0, 1), .. Enumerable.Repeat(1, 4),
            .. Enumerable.Repeat(2, 7)]); // shares of 4: ⅓, 1⅓, 2⅓

        var test = Split.Stratified(y, 4 / 12.0, seed: 1).Test;

        Assert.Equal([1, 1, 2], Enumerable.Range(0, 3).Select(k => test.Count(row => y.At(row) == k)));
    }

    /// <summary>A label takes the type that holds it: <c>dtype</c> is the features' only.</summary>
    [Theory]
    [InlineData("1e39")]
    [InlineData("-1.5e300")]
    public void A_large_label_is_Float64(string label)
    {
        var table = CsvFile.Parse($"x,y\n1,{label}\n2,0.5\n");
        foreach (var dtype in new DType?[] { null, DType.Float32, DType.Float64 })
        {
            var (x, y) = table.ToDataset("y", dtype: dtype);
            Assert.Equal(dtype ?? DType.Float32, x.DType);
            Assert.Equal(DType.Float64, y.DType);
            Assert.Equal(double.Parse(label, CultureInfo.InvariantCulture), y.At(0));
        }
    }

    [Theory]
    [InlineData("12345678901234567", "1")]
    [InlineData("A", "1")]
    [InlineData("A", "1,5")]
    public void Advice_on_a_label_is_advice_that_helps(string first, string second)
    {
        var table = CsvFile.Parse($"x;y\n1;{first}\n2;{second}\n", separator: ';');
        var error = Assert.Throws<CsvException>(() => table.ToDataset("y"));
        Assert.Contains("Categories.Fit(table, \"y\")", error.Fix);
        Assert.DoesNotContain("Exclude", error.Fix);
        Assert.DoesNotContain("dtype", error.Fix);
        Assert.Equal([first, second],
            table.ToDataset("y", classes: Categories.Fit(table, "y")).ClassNames.OrderBy(name => name != first));
        Assert.DoesNotContain("dtype",
            Assert.Throws<CsvException>(() => CsvFile.Parse("x,y\n1,1e999\n2,1\n").ToDataset("y")).Message);
    }

    [Fact]
    public void A_second_file_is_Float64_where_the_first_is()
    {
        var second = CsvFile.Parse("x,y\n1,0\n2,1\n");
        var exact = CsvFile.Parse("x,y\n1700000001,0\n1700000002,1\n").ToDataset("y");
        var chosen = CsvFile.Parse("x,y\n1,0\n2,1\n").ToDataset("y", dtype: DType.Float64);
        Assert.Equal(DType.Float64, second.ToDataset("y", like: exact).X.DType);
        Assert.Equal(DType.Float64, second.ToDataset("y", like: chosen).X.DType);
        Assert.Equal(DType.Float32, second.ToDataset("y", like: second.ToDataset("y")).X.DType);
        Assert.Equal(1e39, CsvFile.Parse("x,y\n1e39,0\n2,1\n").ToDataset("y", like: chosen).X.At(0, 0));
    }
}
