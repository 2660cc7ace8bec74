using LearnDL.Constraints;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;
using LearnDL.Tests.Golden;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Constraints;

/// <summary>Constraints against Keras 3's formulas, number by number; where they are applied, and when.</summary>
public sealed class ConstraintTests
{
    const double Epsilon = 1e-7;

    static double Clip(double n, double least, double most) => Math.Min(Math.Max(n, least), most);

    /// <summary>A constraint and what it multiplies a vector of norm n by.</summary>
    static readonly (string Name, Func<int[], Constraint> Make, Func<double, double> Scale)[] norms =
    [
        ("MaxNorm", axes => new MaxNorm(1.5, axes), n => Math.Min(n, 1.5) / (Epsilon + n)),
        ("MaxNorm 0", axes => new MaxNorm(0, axes), n => 0),
        ("UnitNorm", axes => new UnitNorm(axes), n => 1 / (Epsilon + n)),
        ("MinMaxNorm", axes => new MinMaxNorm(0.9, 1.4, 1, axes), n => Clip(n, 0.9, 1.4) / (Epsilon + n)),
        ("MinMaxNorm slowly", axes => new MinMaxNorm(0.9, 1.4, 0.3, axes),
            n => (0.3 * Clip(n, 0.9, 1.4) + 0.7 * n) / (Epsilon + n)),
    ];

    /// <summary>Numbers that have the same places along all other axes are one vector.</summary>
    static double[] Expected(Tensor w, int[] axes, Func<double, double> scale)
    {
        var values = w.ToArray<double>();
        int[] vectors = [.. Enumerable.Range(0, values.Length).Select(i =>
        {
            var (vector, rest) = (0, i);
            for (var axis = w.Rank - 1; axis >= 0; axis--)
            {
                var at = rest % w.Shape[axis];
                rest /= w.Shape[axis];
                if (!axes.Contains(axis) && !axes.Contains(axis - w.Rank))
                    vector = vector * 100 + at + 1;
            }
            return vector;
        })];
        var norm = values.Zip(vectors).GroupBy(pair => pair.Second)
            .ToDictionary(group => group.Key, group => Math.Sqrt(group.Sum(pair => pair.First * pair.First)));
        return [.. values.Zip(vectors, (value, vector) => value * scale(norm[vector]))];
    }

    public static TheoryData<string> Norms => [.. norms.Select(norm => norm.Name)];

    [Theory]
    [MemberData(nameof(Norms))]
    public void Norms_along_any_axes(string name)
    {
        var (_, make, scale) = norms.Single(norm => norm.Name == name);
        (Shape Shape, int[] Axes)[] cases = [([5, 4], [0]), ([5, 4], [1]), ([5, 4], [-1]), ([5, 4], [0, 1]), ([7], [0]),
            ([3, 2, 4, 5], [0, 1, 2]), ([3, 2, 4, 5], [1, 3]), ([3, 2, 4], [-2]), ([2, 6], [0])];
        foreach (var (shape, axes) in cases)
        {
            var w = Tensor.Normal(shape, stddev: 0.7, seed: 3, dtype: DType.Float64);
            var expected = Expected(w, axes, scale);
            make(axes).Apply(w);
            Near.Same(expected, w.ToArray<double>(), $"{name} of {shape}", 1e-15);
        }
    }

    [Fact]
    public void One_axis_is_0_by_default_and_others_are_given_as_a_number_or_a_list()
    {
        Constraint[][] alike =
        [
            [new MaxNorm(), "max_norm", "MaxNorm", new MaxNorm(2, 0), new MaxNorm(2, [0])],
            [new UnitNorm(), "unit_norm", "UnitNorm", new UnitNorm(0), new UnitNorm([0])],
            [new MinMaxNorm(), "min_max_norm", "MinMaxNorm", new MinMaxNorm(0, 1, 1, 0), new MinMaxNorm(0, 1, 1, [0])],
            [new NonNeg(), "non_neg", "NonNeg"],
            [new UnitNorm(1), new UnitNorm(-1), new UnitNorm([1])],
        ];
        foreach (var group in alike)
        {
            var seen = group.Select(constraint =>
            {
                var w = Tensor.Normal([9, 3], seed: 1, dtype: DType.Float64);
                constraint.Apply(w);
                return string.Join(" ", w.ToArray<double>());
            });
            Assert.Single(seen.Distinct());
        }
        Assert.Equal(["NonNeg", "MaxNorm", "UnitNorm", "MinMaxNorm"],
            Constraint.Names.Select(name => Constraint.Get(name).GetType().Name));
        Refused.Says<UnknownNameException>(() => Constraint.Get("maxnrom"), "No constraint is named 'maxnrom'",
            "Nearest: 'max_norm'");
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void NonNeg_cuts_what_is_below_0_and_a_vector_of_zeros_stays(DType dtype)
    {
        var w = Tensor.From([-1.0, 2, 0, -0.5]).Cast(dtype);
        new NonNeg().Apply(w);
        Assert.Equal([0.0, 2, 0, 0], w.Cast(DType.Float64).ToArray<double>());
        foreach (var (_, make, _) in norms)
        {
            var zeros = Tensor.Zeros([3, 2], dtype);
            make([0]).Apply(zeros);
            Assert.Equal(0, zeros.Abs().Max().Item());
        }
    }

    [Fact]
    public void Every_layer_hands_each_constraint_to_its_weight()
    {
        Constraint k = new NonNeg(), r = new MaxNorm(), b = new MinMaxNorm();
        (Layer Layer, Shape Input, Constraint?[] Expected)[] all =
        [
            (new Dense(3, kernelConstraint: k, biasConstraint: b), [2, 4], [k, b]),
            (new Conv2D(3, 2, kernelConstraint: k, biasConstraint: b), [1, 5, 5, 2], [k, b]),
            (new Conv1D(3, 2, kernelConstraint: k, biasConstraint: b), [1, 5, 2], [k, b]),
            (new Embedding(5, 3, embeddingsConstraint: k), [1, 4], [k]),
            (new SimpleRNN(3, kernelConstraint: k, recurrentConstraint: r, biasConstraint: b), [1, 4, 2], [k, r, b]),
            (new LSTM(3, kernelConstraint: k, recurrentConstraint: r, biasConstraint: b), [1, 4, 2], [k, r, b]),
            (new GRU(3, kernelConstraint: k, recurrentConstraint: r, biasConstraint: b), [1, 4, 2], [k, r, b]),
            (new BatchNormalization(betaConstraint: b, gammaConstraint: k), [3, 4], [k, b, null, null]),
            (new LayerNormalization(betaConstraint: b, gammaConstraint: k), [3, 4], [k, b]),
            (new LayerNormalization([-1], betaConstraint: b, gammaConstraint: k), [3, 4], [k, b]),
            (new Bidirectional(new LSTM(3, kernelConstraint: k, recurrentConstraint: r)), [1, 4, 2],
                [k, r, null, k, r, null]),
            (new TimeDistributed(new Dense(3, biasConstraint: b)), [1, 4, 2], [null, b]),
            (new Dense(3), [2, 4], [null, null]),
        ];
        foreach (var (layer, input, expected) in all)
        {
            layer.Build(input, DType.Float32, new RandomSource(1));
            Assert.Equal(expected, layer.Parameters.Select(p => p.Constraint));
        }
    }

    [Fact]
    public void It_is_applied_after_every_step_and_not_before_the_first()
    {
        var scene = Scene.YesNo;
        Sequential Model(Constraint? constraint) => Compiled(new Sequential(seed: 3, dtype: DType.Float64)
        {
            new Input([4]), new Dense(5, "tanh", kernelConstraint: constraint), new Dense(1, "sigmoid"),
        });
        static Sequential Compiled(Sequential model)
        {
            model.Compile(new SGD(2), "binary_crossentropy");
            return model;
        }
        Sequential held = Model(new MaxNorm(0.5)), free = Model(null);
        Assert.Equal(free.WeightsHash(), held.WeightsHash());
        for (var step = 0; step < 5; step++)
        {
            held.TrainOnBatch(scene.X, scene.Y);
            free.TrainOnBatch(scene.X, scene.Y);
            var weights = free.GetWeights();
            new MaxNorm(0.5).Apply(weights[0]);
            free.SetWeights(weights);
            foreach (var (a, b) in free.GetWeights().Zip(held.GetWeights()))
                Near.Same(a, b, $"step {step}", 0);
        }
        Assert.True(held.GetWeights()[0].Square().Sum(0).Max().Item() < 0.2500001);
    }

    /// <summary>The average is taken of the weight before the constraint, as in Keras.</summary>
    [Fact]
    public void It_comes_after_the_average_and_in_every_batch_of_a_step()
    {
        var w = new Parameter("w", Tensor.Full([2], 3, DType.Float64)) { Constraint = new NonNeg() };
        var sgd = new SGD(1) { UseEma = true, GradientAccumulationSteps = 2 };
        sgd.Build([w]);
        w.Value.Fill(-4);
        sgd.Step();
        Assert.Equal(0, w.Value.ValueAt(0));
        sgd.TakeAverages();
        Assert.Equal(-4, w.Value.ValueAt(0));
    }

    sealed class Own(double leaves) : Constraint
    {
        public override void Apply(Tensor w) => w.Fill(leaves);
    }

    [Fact]
    public void What_a_constraint_of_ones_own_leaves_is_looked_at()
    {
        var w = new Parameter("w", Tensor.Ones([2])) { Constraint = new Own(double.NaN) };
        var adam = new Adam();
        adam.Build([w]);
        Refused.Says<DataException>(adam.Step, "The step would make the weight 'w' NaN");
        Assert.Equal(1, w.Value.ValueAt(1));
        Assert.Equal(0, adam.Iterations);
    }

    [Fact]
    public void Settings_that_do_not_suit()
    {
        Says(() => new MaxNorm(-1), "MaxNorm: maxValue");
        Says(() => new MaxNorm(1, []), "number of axes");
        Says(() => new MinMaxNorm(-1), "MinMaxNorm: minValue");
        Says(() => new MinMaxNorm(2, 1), "minValue is larger than maxValue");
        Says(() => new MinMaxNorm(maxValue: double.NaN), "MinMaxNorm: maxValue");
        Says(() => new MinMaxNorm(rate: 1.5), "MinMaxNorm: rate");
        foreach (int[] axes in new int[][] { [2], [-3], [0, 0], [0, -2], [-2, 0] })
        {
            var layer = new Dense(3, kernelConstraint: new UnitNorm(axes), name: "wide");
            Refused.Says<ShapeException>(() => layer.Build([2, 4], DType.Float32, new RandomSource(1)),
                $"UnitNorm along [{string.Join(", ", axes.Select(axis => FormattableString.Invariant($"{axis}")))}] "
                    + "does not fit the kernel of layer 'wide'", "(4, 3)");
            Assert.Empty(layer.Parameters);
        }

        static void Says(Func<object> make, string word) => Refused.Says<HyperparameterException>(() => make(), word);
    }
}
