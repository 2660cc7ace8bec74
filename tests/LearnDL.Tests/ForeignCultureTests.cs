using System.Globalization;
using LearnDL.Checks;
using LearnDL.Data;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Tests;

/// <summary>
/// Every test of this assembly runs under decimal commas (tests/ForeignCulture.cs). Here:
/// that it does, and a text of every kind.
/// </summary>
public sealed class ForeignCultureTests
{
    static string ErrorOf(Func<object> wrong) => Assert.ThrowsAny<LearnDLException>(wrong).Message;

    [Fact]
    public void Tests_run_under_a_foreign_culture_on_every_thread()
    {
        Assert.Equal("−1.234,5", (-1234.5).ToString("N1", CultureInfo.CurrentCulture));
        var there = "";
        var thread = new Thread(() => there = 0.5.ToString(CultureInfo.CurrentCulture));
        thread.Start();
        thread.Join();
        Assert.Equal("0,5", there);
    }

    [Theory]
    [InlineData(1.5, "1.5")]
    [InlineData(-1234567.25, "-1,234,567.2500")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void An_interpolated_string_writes_alike_everywhere(double x, string text)
    {
        object boxed = x;
        double? maybe = x;
        Assert.Contains(text, new[] { $"{x}", $"{x:N4}" });
        Assert.Equal(string.Create(CultureInfo.InvariantCulture,
            $"{x}|{x,12}|{x:N4}|{x,-12:0.0}|{boxed}|{boxed,9:F1}|{maybe}"),
            $"{x}|{x,12}|{x:N4}|{x,-12:0.0}|{boxed}|{boxed,9:F1}|{maybe}");
        Assert.Equal(string.Create(CultureInfo.InvariantCulture,
            $"{(int)-7}{"a".AsSpan()}{null,3}{"s",4}{(x > 0 ? "yes" : 1)}{TimeSpan.FromSeconds(1.5):g}"),
            $"{(int)-7}{"a".AsSpan()}{null,3}{"s",4}{(x > 0 ? "yes" : 1)}{TimeSpan.FromSeconds(1.5):g}");
    }

    [Fact]
    public void Errors_can_be_pasted_back_into_a_program()
    {
        var rate = ErrorOf(() => new Dropout(1.5));
        Assert.Contains("got:      1.5", rate, StringComparison.Ordinal);
        Assert.Contains("0.15", rate, StringComparison.Ordinal);
        Assert.Contains("-0.5", ErrorOf(() => new SGD(-0.5)), StringComparison.Ordinal);
        Assert.Contains("-1", ErrorOf(() => Tensor.Ones([2, 2]).Reshape(-1, -1)), StringComparison.Ordinal);
        Assert.Contains("2,147,483,647", ErrorOf(() => Tensor.Zeros([100_000, 100_000])), StringComparison.Ordinal);
        Assert.Contains("(-1, 2)", ErrorOf(() => new Permute([-1, 2])), StringComparison.Ordinal);
    }

    [Fact]
    public void Summaries_progress_and_reports_as_well()
    {
        var model = new Sequential(seed: 1) { new Input([40]), new Dense(30), new Dense(1) };
        var text = new StringWriter();
        model.Summary(text);
        Assert.Contains("1,261", text.ToString(), StringComparison.Ordinal);
        model.Compile(new SGD(0.5), "mse");
        model.Writer = text;
        model.Fit(Tensor.Normal([8, 40], seed: 2), Tensor.Ones([8, 1]), epochs: 1);
        Assert.Matches(@"loss: \d+\.\d{4}", text.ToString());
        Assert.Matches("^[^,−]*, .* loss [0-9.e+-]+$",
            $"{model.Fit(Tensor.Ones([8, 40]), Tensor.Ones([8, 1]), verbose: 0)}");
        Assert.DoesNotMatch(@"\d,\d{1,2}\D|−", $"{GradientCheck.Layer(new Dense(3), Shape.Of([2, 4]), seed: 5)}");
        Assert.Equal("[-1.5]", Tensor.Of(-1.5f).ToString());
    }

    [Fact]
    public void A_table_is_read_alike_everywhere() =>
        Assert.Equal([1.5f, -2f], CsvFile.Parse("a,b\n1.5,-2\n").ToTensor().ToArray<float>());
}
