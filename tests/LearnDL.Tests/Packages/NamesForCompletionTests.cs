using System.Reflection;
using LearnDL.Activations;
using LearnDL.Constraints;
using LearnDL.Initializers;
using LearnDL.Losses;
using LearnDL.Metrics;
using LearnDL.Optimizers;
using LearnDL.Regularizers;

namespace LearnDL.Tests.Packages;

/// <summary>The lists that an editor completes, <c>Activations.ReLU</c>, against the names that are known.</summary>
public sealed class NamesForCompletionTests
{
    static readonly (Type List, IReadOnlyList<string> Names)[] lists =
    [
        (typeof(LearnDL.Activations.Activations), ActivationFunction.Names),
        (typeof(LearnDL.Initializers.Initializers), Initializer.Names),
        (typeof(LearnDL.Losses.Losses), Loss.Names),
        (typeof(LearnDL.Metrics.Metrics), Metric.Names),
        (typeof(LearnDL.Optimizers.Optimizers), Optimizer.Names),
        (typeof(LearnDL.Regularizers.Regularizers), Regularizer.Names),
        (typeof(LearnDL.Constraints.Constraints), Constraint.Names),
    ];

    public static TheoryData<string> Lists => [.. lists.Select(list => list.List.Name)];

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_list_holds_exactly_the_known_names(string list)
    {
        var (type, names) = lists.Single(one => one.List.Name == list);
        var held = type.GetFields().Select(field => (field.Name, Value: (string)field.GetRawConstantValue()!)).ToList();

        Assert.Equal(names.Order(), held.Select(one => one.Value).Order());
        // and each is called as its name is: "he_normal" is HeNormal
        Assert.All(held, one => Assert.Equal(one.Value, NameList.Find(one.Name, names)));
    }

    const string Program = """
        var model = new Sequential
        {
            new Dense(8, Activations.ReLU, kernelInitializer: Initializers.HeNormal,
                kernelRegularizer: Regularizers.L2, kernelConstraint: Constraints.MaxNorm),
            new Dense(1, activation: Activations.Sigmoid),
        };
        model.Compile(Optimizers.Adam, Losses.BinaryCrossentropy, [Metrics.Accuracy, Metrics.AUC]);
        ActivationFunction f = Activations.Tanh;
        """;

    [Fact]
    public void The_lists_are_at_hand_in_a_program() => Assert.Empty(Snippet.Says(Program));

    [Fact]
    public void And_in_a_lesson() => Assert.Empty(Snippet.Says($$"""
        namespace Lessons.Mine;

        static class Step
        {
            static void Main()
            {
                {{Program}}
            }
        }
        """));

    [Fact]
    public void A_word_that_is_on_no_list_is_not() =>
        Assert.Contains("ReLu", Assert.Single(Snippet.Says("var layer = new Dense(8, Activations.ReLu);")));

    [Fact]
    public void Activations_and_initializers_in_any_case_and_by_alias()
    {
        foreach (var (given, known) in ((string, string)[])[("ReLU", "relu"), ("RELU", "relu"),
            ("LeakyReLU", "leaky_relu"), ("Leaky_ReLU", "leaky_relu"), ("HardSigmoid", "hard_sigmoid"),
            ("swish", "silu"), ("Swish", "silu"), ("SiLU", "silu"), ("Linear", "linear"), ("Softmax", "softmax")])
            Assert.Same(ActivationFunction.Get(known), ActivationFunction.Get(given));
        foreach (var (given, type) in ((string, Type)[])[("GlorotUniform", typeof(GlorotUniform)),
            ("GLOROT_UNIFORM", typeof(GlorotUniform)), ("HeNormal", typeof(HeNormal)), ("Zeros", typeof(Zeros)),
            ("zero", typeof(Zeros)), ("One", typeof(Ones)), ("RandomUniform", typeof(RandomUniform)),
            ("Uniform", typeof(RandomUniform)), ("TruncatedNormal", typeof(TruncatedNormal)),
            ("Orthogonal", typeof(Orthogonal)), ("OrthogonalInitializer", typeof(Orthogonal))])
            Assert.IsType(type, Initializer.Get(given));

        var error = Assert.Throws<UnknownNameException>(() => ActivationFunction.Get("rellu"));
        Assert.Equal("Nearest: 'relu', 'elu', 'selu'.", error.Fix);
        Assert.Throws<UnknownNameException>(() => Initializer.Get("glorot"));
    }

    [Fact]
    public void Padding_and_data_format_in_any_case()
    {
        Assert.Equal((LearnDL.Tensors.Padding)"same", "SAME");
        Assert.Equal((LearnDL.Layers.DataFormat)"channels_first", "Channels_First");
    }
}
