using LearnDL.Losses;

namespace LearnDL.Tests.Golden;

/// <summary>
/// Losses of numbers, shares and margins, and smoothed labels, against PyTorch: value and gradient, with and without
/// sample weights.
/// </summary>
public class MoreLossParityTests
{
    static readonly GoldenFile golden = new("more-losses.json");

    public static TheoryData<int, string> Cases => golden.Theory(c =>
        $"{c.Text("loss")} {Setting(c)} {c.Shape("yPred")}{(c.Has("sampleWeight") ? " weighted" : "")}");

    static string Setting(GoldenCase c) => c.Has("delta") ? $"delta {c.Number("delta")}"
        : c.Has("smoothing") ? $"{(c.Flag("fromLogits") ? "from logits, " : "")}smoothing {c.Number("smoothing")}" : "";

    static Loss Make(GoldenCase c) => c.Text("loss") switch
    {
        "huber" => new Huber(c.Number("delta")),
        "binary_crossentropy" => new BinaryCrossentropy(c.Flag("fromLogits"), c.Number("smoothing")),
        "categorical_crossentropy" => new CategoricalCrossentropy(c.Flag("fromLogits"), c.Number("smoothing")),
        var name => Loss.Get(name),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Value_and_gradient(int index, string name)
    {
        var c = golden.Cases[index];
        var loss = Make(c);
        var (y, p, weights) = (c.Tensor("yTrue"), c.Tensor("yPred"), c.Optional("sampleWeight"));

        Near.Same([c.Number("value")], [loss.Value(y, p, weights)], $"{name}: value");
        Near.Same(c.Tensor("gradient"), loss.Gradient(y, p, weights), $"{name}: gradient");
    }
}
