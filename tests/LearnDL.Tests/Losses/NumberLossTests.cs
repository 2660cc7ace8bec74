using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Models;
using LearnDL.Tensors;
using LearnDL.Tests.Golden;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Losses;

/// <summary>Losses of numbers at their examples and edges: targets of 0, outputs below 0, rows of zeros.</summary>
public sealed class NumberLossTests
{
    static Tensor Row(params double[] values) => Tensor.From(values).ExpandDims(0);

    static double[] Gradient(Loss loss, Tensor y, Tensor p) => loss.Gradient(y, p).ToArray<double>();

    [Fact]
    public void Values_that_Keras_publishes()
    {
        Tensor y = Tensor.From(new[,] { { 0.0, 1 }, { 0, 0 } }), p = Tensor.From(new[,] { { 0.6, 0.4 }, { 0.4, 0.6 } }),
            q = Tensor.From(new[,] { { 1.0, 1 }, { 0, 0 } });
        Assert.Equal(0.155, new Huber().Value(y, p), 1e-12);
        Assert.Equal(Math.Log(Math.Cosh(1)) / 4, new LogCosh().Value(y, q), 1e-15);
        Near.Same([0, -1, 1], new CosineSimilarity().RowLosses(Tensor.From(new[,] { { 0.0, 1 }, { 1, 1 }, { 1, 1 } }),
            Tensor.From(new[,] { { 1.0, 0 }, { 1, 1 }, { -1, -1 } })).ToArray<double>(), "cosine", 1e-15);
    }

    [Theory]
    [InlineData(0.5, 0.125, 0.5)]
    [InlineData(2, 2, 2)]       // at δ both forms meet
    [InlineData(-5, 8, -2)]     // 2·5 − ½·4
    public void Huber_is_squared_up_to_delta_and_linear_beyond(double error, double loss, double slope)
    {
        Assert.Equal(loss, new Huber(2).Value(Row(1), Row(1 + error)), 1e-15);
        Assert.Equal([slope], Gradient(new Huber(2), Row(1), Row(1 + error)));
    }

    [Fact]
    public void Delta_must_be_above_0()
    {
        foreach (var delta in new[] { 0, -1, double.NaN, double.PositiveInfinity })
            Refused.Says<HyperparameterException>(() => _ = new Huber(delta), "delta", $"{delta}");
    }

    /// <summary>Keras's e + softplus(−2e) − ln 2 leaves nothing of these.</summary>
    [Theory]
    [InlineData(1e-3)]
    [InlineData(-1e-6)]
    [InlineData(3e-12)]
    public void A_small_log_cosh_keeps_its_digits(double error)
    {
        var exact = error * error / 2 * (1 - error * error / 6 + 2 * Math.Pow(error, 4) / 45);
        Assert.Equal(exact, new LogCosh().Value(Row(0), Row(error)), 1e-14 * exact);
        var p = Tensor.From(new[,] { { (float)error } });
        Assert.Equal(exact, new LogCosh().Value(Tensor.Zeros([1, 1]), p), 1e-6 * exact);
    }

    [Theory]
    [InlineData(800.0)]
    [InlineData(-1e6)]
    public void A_large_log_cosh_is_the_error_less_ln_2(double error)
    {
        Assert.Equal(Math.Abs(error) - Math.Log(2), new LogCosh().Value(Row(0), Row(error)), 1e-9);
        Assert.Equal([Math.Sign(error)], Gradient(new LogCosh(), Row(0), Row(error)));
    }

    [Fact]
    public void A_target_of_0_costs_a_billion_times_its_error()
    {
        var loss = new MeanAbsolutePercentageError();
        Assert.Equal(100 * 0.5 / 1e-7, loss.Value(Row(0), Row(0.5)), 1e-3);
        Assert.Equal(100 / 1e-7, Gradient(loss, Row(0), Row(0.5))[0], 1e-3);
        Assert.Equal(50, loss.Value(Row(-4), Row(-2)), 1e-12); // the size of the target counts
        Assert.Equal([0], Gradient(loss, Row(3), Row(3)));
    }

    [Fact]
    public void Logarithms_of_numbers_below_0_are_those_of_epsilon()
    {
        var loss = new MeanSquaredLogarithmicError();
        Assert.Equal(loss.Value(Row(3), Row(0)), loss.Value(Row(3), Row(-7)));
        Assert.Equal(Math.Pow(Math.Log(4) - Math.Log(1 + 1e-7), 2), loss.Value(Row(3), Row(-7)), 1e-12);
        Assert.Equal([0], Gradient(loss, Row(3), Row(-7)));
        Assert.True(Gradient(loss, Row(3), Row(1e-6))[0] < 0);
    }

    [Fact]
    public void A_row_of_zeros_has_no_direction()
    {
        var loss = new CosineSimilarity();
        Assert.Equal(0, loss.Value(Row(3, 4), Row(0, 0)));
        Assert.Equal(0, loss.Value(Row(0, 0), Row(3, 4)));
        Near.Same([-0.6 / 1e-7, -0.8 / 1e-7], Gradient(loss, Row(3, 4), Row(0, 0)), "dp = −ŷ / ε", 1e-12);
        Near.Same([-0.6 / 1e-7, -0.8 / 1e-7], Gradient(loss, Row(3, 4), Row(4e-9, 3e-9)), "shorter than ε", 1e-12);
        Assert.Equal([0, 0], Gradient(loss, Row(0, 0), Row(3, 4)));
        Near.Same([0, 0], Gradient(loss, Row(3, 4), Row(30, 40)), "the right direction", 1e-15);
    }

    [Fact]
    public void Poisson_of_an_output_of_0()
    {
        Assert.Equal(-2 * Math.Log(1e-7), new Poisson().Value(Row(2), Row(0)), 1e-12);
        Assert.Equal(0, new Poisson().Value(Row(0), Row(0)));
        Assert.Equal(1 - 2 / 1e-7, Gradient(new Poisson(), Row(2), Row(0))[0], 1e-6);
        Assert.Equal(0, Gradient(new Poisson(), Row(3), Row(3))[0], 1e-7);
    }

    [Theory]
    [InlineData("mape", 0.0, "some are 0")]
    [InlineData("msle", -1.0, "below 0 for 0")]
    [InlineData("poisson", -1.0, "some targets are negative")]
    public void Targets_it_is_not_for_are_warned_of(string loss, double target, string warning)
    {
        var model = new Sequential(seed: 1) { new Dense(1, "softplus") };
        model.Compile("sgd", loss);
        model.Evaluate(Tensor.Ones([2, 3]), Tensor.From([1, target]));
        Assert.Contains(model.Warnings, one => one.Contains(warning, StringComparison.Ordinal));
        model.Compile("sgd", loss);
        model.Evaluate(Tensor.Ones([2, 3]), Tensor.From<double>([1, 2]));
        Assert.Empty(model.Warnings);
    }

    [Fact]
    public void Poisson_warns_of_outputs_that_may_be_negative()
    {
        var model = new Sequential(seed: 1) { new Dense(1) };
        model.Compile("sgd", "poisson");
        Assert.Contains("\"exponential\"", Assert.Single(model.Warnings));
        Assert.Empty(Compiled("exponential").Warnings);
        Assert.Empty(Compiled("relu").Warnings);

        static Sequential Compiled(string activation)
        {
            var positive = new Sequential(seed: 1) { new Dense(1, activation) };
            positive.Compile("sgd", "poisson");
            return positive;
        }
    }
}
