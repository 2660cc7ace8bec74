using LearnDL.Initializers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Initializers;

public sealed class InitializerTests
{
    static readonly Shape kernel = [300, 200];

    static Tensor Create(Initializer initializer, Shape shape, int seed = 1) =>
        initializer.Create(shape, DType.Float64, new RandomSource(seed));

    static double Variance(Tensor x) => x.Square().Mean().Item() - Math.Pow(x.Mean().Item(), 2);

    [Fact]
    public void Constants()
    {
        Assert.Equal([0, 0], Create("zeros", [2]).ToArray<double>());
        Assert.Equal([1, 1], Create("ones", [2]).ToArray<double>());
        Assert.Equal([0.3, 0.3], Create(new Constant(0.3), [2]).ToArray<double>());
    }

    [Fact]
    public void Uniform()
    {
        var x = Create("uniform", kernel);
        Assert.InRange(x.Min().Item(), -0.05, -0.0499);
        Assert.InRange(x.Max().Item(), 0.0499, 0.05);
        Assert.InRange(Create(new RandomUniform(2, 3), kernel).Min().Item(), 2, 2.001);
    }

    [Fact]
    public void Normal_and_truncated()
    {
        Assert.Equal(0.05, Math.Sqrt(Variance(Create("normal", kernel))), 0.001);
        var truncated = Create("truncated_normal", kernel);
        Assert.InRange(truncated.Abs().Max().Item(), 0.099, 0.1);
        Assert.Equal(0.05 * 0.8796, Math.Sqrt(Variance(truncated)), 0.001);
        Assert.Equal(3, Create(new RandomNormal(3, 0.1), kernel).Mean().Item(), 0.01);
    }

    /// <summary>Variance 2/(in + out) for Glorot, 2/in for He; a uniform distribution reaches √(3·variance).</summary>
    [Theory]
    [InlineData("glorot_uniform", 2.0 / 500, true)]
    [InlineData("glorot_normal", 2.0 / 500, false)]
    [InlineData("he_uniform", 2.0 / 300, true)]
    [InlineData("he_normal", 2.0 / 300, false)]
    [InlineData("lecun_uniform", 1.0 / 300, true)]
    [InlineData("lecun_normal", 1.0 / 300, false)]
    public void Variance_follows_the_connections(string name, double variance, bool uniform)
    {
        var x = Create(name, kernel);
        Assert.Equal(1, Variance(x) / variance, 0.02);
        Assert.Equal(0, x.Mean().Item(), 0.001);
        var limit = uniform ? Math.Sqrt(3 * variance) : 2 * Math.Sqrt(variance) / 0.87962566103423978;
        Assert.InRange(x.Abs().Max().Item(), 0.99 * limit, limit);
    }

    [Fact]
    public void The_identity_has_its_gain_on_the_diagonal()
    {
        Assert.Equal([1, 0, 0, 0, 1, 0], Create("identity", [2, 3]).ToArray<double>());
        Assert.Equal([0.5, 0, 0, 0.5, 0, 0], Create(new IdentityInitializer(0.5), [3, 2]).ToArray<double>());
        Assert.IsType<IdentityInitializer>(Initializer.Get("IdentityInitializer"));
        Assert.Contains("matrix", Assert.Throws<ShapeException>(() => Create(new IdentityInitializer(), [3])).Message);
    }

    /// <summary>(height, width, in, out): 3·3·20 inputs feed an output, 3·3·40 outputs are fed by an input.</summary>
    [Fact]
    public void A_window_counts_for_every_connection()
    {
        Assert.Equal(1, Variance(Create("he_normal", [3, 3, 20, 40])) / (2.0 / 180), 0.06);
        Assert.Equal(1, Variance(Create("glorot_uniform", [3, 3, 20, 40])) / (2.0 / 540), 0.06);
    }

    /// <summary>As Keras counts: every element of a vector is fed by, and feeds, as many as it has elements.</summary>
    [Fact]
    public void A_vector_counts_its_length_both_ways()
    {
        Assert.Equal(1, Variance(Create("glorot_uniform", [30_000])) * 30_000, 0.03);
        Assert.Equal(1, Variance(Create("he_uniform", [30_000])) / (2.0 / 30_000), 0.03);
    }

    /// <summary>
    /// As in Keras and NumPy the first column of Q is the first one drawn, made as long as 1;
    /// of a wide matrix it is the first row.
    /// </summary>
    [Theory]
    [InlineData(5, 5)]
    [InlineData(7, 4)]
    [InlineData(4, 7)]
    public void Orthogonal_begins_with_the_direction_that_was_drawn_first(int rows, int columns)
    {
        var drawn =
            new RandomSource(1).Normal([Math.Max(rows, columns), Math.Min(rows, columns)], 0, 1, DType.Float64)[.., 0];
        var q = new Orthogonal().Create([rows, columns], DType.Float64, new RandomSource(1));
        var first = rows < columns ? q[0] : q[.., 0];
        var length = Math.Sqrt(drawn.Square().Sum().Item());
        Assert.Equal(drawn.Scale(1 / length).ToArray<double>(), first.ToArray<double>(),
            (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Theory]
    [InlineData(40, 40)]
    [InlineData(60, 25)]
    [InlineData(25, 60)]
    [InlineData(1, 7)]
    public void Orthogonal(int rows, int columns)
    {
        var q = Create("orthogonal", [rows, columns]);
        var product = rows >= columns ? q.TransposedDot(q) : q.DotTransposed(q); // QᵀQ = I, or QQᵀ = I
        for (var i = 0; i < product.Shape[0]; i++)
            for (var j = 0; j < product.Shape[1]; j++)
                Assert.Equal(i == j ? 1 : 0, product.At(i, j), 1e-12);
        Assert.Equal(2,
            Create(new Orthogonal(gain: 2), [rows, columns]).Abs().Max().Item() / q.Abs().Max().Item(), 1e-12);
    }

    [Fact]
    public void Orthogonal_is_quick_on_the_kernel_of_an_ordinary_layer()
    {
        var q = Create("orthogonal", [256, 128]);
        Assert.Equal(128, q.Square().Sum().Item(), 1e-9);
    }

    [Fact]
    public void Orthogonal_counts_all_axes_but_the_last_as_rows()
    {
        var q = Create("orthogonal", [3, 3, 2, 5]).Reshape(18, 5);
        Assert.Equal(1, q.TransposedDot(q).At(2, 2), 1e-12);
        Assert.Throws<ShapeException>(() => Create("orthogonal", [5]));
    }

    public static TheoryData<string> Names() => [.. Initializer.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Repeats_with_the_seed_of_its_source(string name)
    {
        Assert.Equal(Create(name, [4, 3]).ToArray<double>(), Create(name, [4, 3]).ToArray<double>());
        if (name is not ("zeros" or "ones" or "constant" or "identity"))
            Assert.NotEqual(Create(name, [4, 3]).ToArray<double>(), Create(name, [4, 3], seed: 2).ToArray<double>());
        Assert.Equal(DType.Float32, Initializer.Get(name).Create([4, 3], DType.Float32, new RandomSource(1)).DType);
    }

    [Fact]
    public void A_seed_of_its_own_repeats_whatever_the_source()
    {
        Initializer[] seeded =
        [
            new RandomUniform(seed: 9), new RandomNormal(seed: 9), new TruncatedNormal(seed: 9), new GlorotUniform(9),
            new GlorotNormal(9), new HeUniform(9), new HeNormal(9), new Orthogonal(seed: 9)
        ];
        foreach (var initializer in seeded)
            Assert.Equal(Create(initializer, [4, 3], seed: 1).ToArray<double>(),
                Create(initializer, [4, 3], seed: 2).ToArray<double>());
    }

    [Fact]
    public void Wrong_settings_are_refused()
    {
        Assert.Throws<HyperparameterException>(() => new RandomNormal(stddev: -1));
        Assert.Throws<HyperparameterException>(() => new TruncatedNormal(stddev: double.NaN));
        Assert.Throws<HyperparameterException>(() => new Constant(double.NaN));
        Assert.Throws<HyperparameterException>(() => new Orthogonal(gain: double.PositiveInfinity));
        var error = Assert.Throws<UnknownNameException>(() => Initializer.Get("glorot_unifrom"));
        Assert.Contains("glorot_uniform", error.Fix);
    }
}
