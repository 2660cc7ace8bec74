using LearnDL.Activations;
using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Models;
using LearnDL.Tensors;
using LearnDL.Tests.Golden;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Losses;

/// <summary>
/// Hinges, KL divergence and smoothed labels: what they take for yes, at their bends, and what is refused.
/// </summary>
public sealed class ClassLossTests
{
    static Tensor Row(params double[] values) => Tensor.From(values).ExpandDims(0);

    static double[] Gradient(Loss loss, Tensor y, Tensor p) => loss.Gradient(y, p).ToArray<double>();

    [Theory]
    [InlineData("hinge")]
    [InlineData("squared_hinge")]
    public void Yes_and_no_may_be_1_and_0(string name)
    {
        Tensor p = Row(0.5, -2, 3), signs = Row(1, -1, -1), ones = Row(1, 0, 0);
        Assert.Equal(((Loss)name).Value(signs, p), ((Loss)name).Value(ones, p));
        Assert.Equal(Gradient(name, signs, p), Gradient(name, ones, p));
        Assert.Equal(((Loss)name).Value(signs, p), ((Loss)name).Value(Tensor.From(new[,] { { 1, 0, 0 } }), p));
        Assert.Equal(name == "hinge" ? 4.5 / 3 : 16.25 / 3, ((Loss)name).Value(signs, p), 1e-15); // 0.5, 0, 4
        Assert.NotEqual(((Loss)name).Value(Row(1, 0, -1), p), ((Loss)name).Value(signs, p)); // 0 beside −1 stays 0
    }

    [Fact]
    public void At_the_margin_the_slope_is_0()
    {
        Assert.Equal([0, 0, -1 / 3.0], Gradient(new Hinge(), Row(1, -1, 1), Row(1, -1, 0.99)));
        Assert.Equal([0, 0, -2 * 0.5 / 3], Gradient(new SquaredHinge(), Row(1, -1, 1), Row(1, -1, 0.5)));
    }

    [Fact]
    public void The_right_class_should_lead_by_1()
    {
        Loss loss = new CategoricalHinge();
        Assert.Equal(0, loss.Value(Row(0, 1, 0), Row(0.5, 1.5, -1)));
        Assert.Equal(1.3, loss.Value(Row(0, 1, 0), Row(0.5, 0.2, -1)), 1e-15);
        Assert.Equal([1, -1, 0], Gradient(loss, Row(0, 1, 0), Row(0.5, 0.2, -1)));
        Assert.Equal([0.5, -1, 0.5], Gradient(loss, Row(0, 1, 0), Row(0.5, 0.2, 0.5))); // those that lead share it
        Assert.Equal([0, 0, 0], Gradient(loss, Row(0, 1, 0), Row(0.5, 1.5, -1)));
        Assert.Equal(0.8, loss.Value(Row(0, 1, 0), Row(-3, 0.2, -4)), 1e-15);           // (1 − y)∘p has a 0 in it
        Assert.Equal([0, -1, 0], Gradient(loss, Row(0, 1, 0), Row(-3, 0.2, -4)));
    }

    [Fact]
    public void Divergence_of_equal_shares_is_0_and_its_ends_are_held()
    {
        var loss = new KLDivergence();
        Assert.Equal(0, loss.Value(Row(0.2, 0.8), Row(0.2, 0.8)), 1e-16);
        Assert.Equal(-Math.Log(1e-7), loss.Value(Row(0, 1), Row(1, 0)), 1e-5); // the other part is 1e-7·ln 1e-7
        Assert.Equal(0, Gradient(loss, Row(0, 1), Row(0.3, 0))[1]);            // p is held at ε
        Assert.Equal(0, Gradient(loss, Row(0, 1), Row(0.3, 1.2))[1]);          // … and at 1
        Assert.Equal(-2, Gradient(loss, Row(0, 1), Row(0.3, 0.5))[1], 1e-15);
    }

    [Fact]
    public void Divergence_is_cross_entropy_less_that_of_the_targets()
    {
        Tensor y = Row(0.1, 0.3, 0.6), p = Row(0.2, 0.5, 0.3);
        var cross = new CategoricalCrossentropy();
        Assert.Equal(cross.Value(y, p) - cross.Value(y, y), new KLDivergence().Value(y, p), 1e-14);
    }

    [Fact]
    public void Smoothed_labels_are_part_of_the_targets()
    {
        Tensor hot = Row(0, 1, 0, 0), z = Row(0.3, 1, -2, 0.1), p = ActivationFunction.Softmax.Forward(z);
        Near.Same(new CategoricalCrossentropy().Gradient(Row(0.05, 0.85, 0.05, 0.05), p),
            new CategoricalCrossentropy(labelSmoothing: 0.2).Gradient(hot, p), "softmax", 1e-14);
        Near.Same(p.Subtract(Row(0.05, 0.85, 0.05, 0.05)),
            new CategoricalCrossentropy(labelSmoothing: 0.2).LogitGradient(hot, p), "fused", 1e-14);
        Near.Same(new BinaryCrossentropy().Gradient(Row(0.1, 0.9), Row(0.3, 0.6)),
            new BinaryCrossentropy(labelSmoothing: 0.2).Gradient(Row(0, 1), Row(0.3, 0.6)), "sigmoid", 1e-14);
        foreach (var s in new[] { -0.1, 1.1, double.NaN })
        {
            Refused.Says<HyperparameterException>(() => _ = new BinaryCrossentropy(labelSmoothing: s), "Smoothing");
            Refused.Says<HyperparameterException>(() => _ = new CategoricalCrossentropy(labelSmoothing: s), $"{s}");
        }
    }

    static Sequential Model(int units, string activation, Loss loss)
    {
        var model = new Sequential(seed: 2) { new Dense(units, activation) };
        model.Compile("sgd", loss, ["accuracy"]);
        return model;
    }

    static readonly Tensor x = Tensor.Ones([2, 3]);

    [Fact]
    public void Targets_that_say_neither_yes_nor_no_are_refused()
    {
        foreach (var loss in new Loss[] { new Hinge(), new SquaredHinge() })
        {
            var model = Model(1, "linear", loss);
            Refused.Says<DataException>(() => model.Evaluate(x, Tensor.From([1, 0.5])), "0.5 at row 1");
            Refused.Says<DataException>(() => model.Evaluate(x, Tensor.From<int>([-1, 0])), "0 at row 1");
            model.Evaluate(x, Tensor.From<int>([-1, 1]));
            model.Evaluate(x, Tensor.From<int>([0, 1]));
        }
        Refused.Says<DataException>(() => Model(2, "softmax", "kl_divergence").Evaluate(x, Tensor.Full([2, 2], 1.5)),
            "KLDivergence", "1.5 at row 0");
    }

    [Theory]
    [InlineData("kl_divergence", "softmax")]
    [InlineData("categorical_hinge", "linear")]
    public void Class_numbers_and_a_single_output_are_refused(string loss, string activation)
    {
        Refused.Says<ShapeException>(() => Model(3, activation, loss).Evaluate(x, Tensor.From<int>([0, 2])),
            "one-hot", "class numbers", "y.OneHot(3)");
        var single = Model(1, activation == "softmax" ? "sigmoid" : activation, loss);
        Refused.Says<ModelException>(() => single.Evaluate(x, Tensor.From<int>([0, 1])), "single output", loss);
    }

    [Fact]
    public void Divergence_wants_shares_that_are_shares_already()
    {
        Refused.Says<ModelException>(() => Model(2, "linear", "kl_divergence"), "kl_divergence wants probabilities");
        Refused.Says<ModelException>(() => Model(2, "softplus", "kl_divergence"), "softmax"); // it does not divide them
        Assert.Contains("rows that do not sum to 1", Warned(Tensor.Full([2, 2], 0.2)));
        Assert.Empty(Warned(Tensor.Full([2, 2], 0.5)));

        static string Warned(Tensor y)
        {
            var model = new Sequential(seed: 2) { new Dense(2, "softmax") };
            model.Compile("sgd", "kl_divergence");
            model.Evaluate(x, y);
            return string.Join('\n', model.Warnings);
        }
    }

    [Fact]
    public void Scores_decide_by_their_sign_and_accuracy_warns()
    {
        var model = new Sequential(seed: 1) { new Input([1]), new Dense(1, useBias: false, kernelInitializer: "ones") };
        model.Compile("sgd", "hinge", ["accuracy"]);
        Tensor scores = Tensor.From(new[,] { { 0.4f }, { -0.4f } }), labels = Tensor.From<int>([1, 0]);
        int[] expected = [1, 0];
        Assert.Equal(expected, model.PredictClasses(scores).ToArray<int>());
        Assert.Equal(0.5, model.Evaluate(scores, labels)["accuracy"]); // above 0.5, as in Keras
        Assert.Contains("BinaryAccuracy(threshold: 0)", Assert.Single(model.Warnings));
        model.Compile("sgd", "hinge", [new LearnDL.Metrics.BinaryAccuracy(threshold: 0)]);
        Assert.Equal(1, model.Evaluate(scores, labels)["binary_accuracy"]);
        Assert.Empty(model.Warnings);
    }

    [Fact]
    public void Names_are_those_of_Keras()
    {
        foreach (var (name, type) in new (string, Type)[]
        {
            ("mape", typeof(MeanAbsolutePercentageError)), ("MSLE", typeof(MeanSquaredLogarithmicError)),
            ("Huber", typeof(Huber)), ("log_cosh", typeof(LogCosh)), ("logcosh", typeof(LogCosh)),
            ("kld", typeof(KLDivergence)), ("KLDivergence", typeof(KLDivergence)), ("Poisson", typeof(Poisson)),
            ("kullback_leibler_divergence", typeof(KLDivergence)), ("hinge", typeof(Hinge)),
            ("squared_hinge", typeof(SquaredHinge)), ("CategoricalHinge", typeof(CategoricalHinge)),
            ("cosine_similarity", typeof(CosineSimilarity)), ("BCE", typeof(BinaryCrossentropy)),
            ("MeanSquaredError", typeof(MeanSquaredError)), ("MAE", typeof(MeanAbsoluteError)),
        })
            Assert.IsType(type, Loss.Get(name));
    }
}
