using LearnDL.Losses;
using LearnDL.Tensors;

namespace LearnDL.Tests.Golden;

/// <summary>Losses against PyTorch: value and gradient, with and without sample weights, away from the clip.</summary>
public class LossParityTests
{
    static readonly GoldenFile golden = new("losses.json");

    public static TheoryData<int, string> Cases => golden.Theory(c =>
        $"{c.Text("loss")}{(c.Flag("fromLogits") ? " from logits" : "")} {c.Shape("yPred")}"
            + (c.Has("sampleWeight") ? " weighted" : ""));

    static Loss Make(string name, bool fromLogits) => name switch
    {
        "binary_crossentropy" => new BinaryCrossentropy(fromLogits),
        "categorical_crossentropy" => new CategoricalCrossentropy(fromLogits),
        "sparse_categorical_crossentropy" => new SparseCategoricalCrossentropy(fromLogits),
        _ => Loss.Get(name),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Value_and_gradient(int index, string name)
    {
        var c = golden.Cases[index];
        var loss = Make(c.Text("loss"), c.Flag("fromLogits"));
        var (y, p) = (c.Tensor("yTrue"), c.Tensor("yPred"));
        if (name.StartsWith("sparse", StringComparison.Ordinal))
            y = y.Cast(DType.Int32);
        var weights = c.Optional("sampleWeight");

        Near.Same([c.Number("value")], [loss.Value(y, p, weights)], $"{name}: value");
        Near.Same(c.Tensor("gradient"), loss.Gradient(y, p, weights), $"{name}: gradient");
    }
}
