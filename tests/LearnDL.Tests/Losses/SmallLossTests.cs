using LearnDL.Activations;
using LearnDL.Losses;
using LearnDL.Tensors;

namespace LearnDL.Tests.Losses;

/// <summary>
/// Where a probability is near 1 its loss is near 0, and must keep its digits: ln(1 + e)
/// for a small e, eᶻ − 1 for a small z.
/// </summary>
public sealed class SmallLossTests
{
    const double Digits = 1e-6; // of the value itself

    public static TheoryData<float> Scores() =>
        [.. Enumerable.Range(-80, 161).Select(i => i / 2f), 1e-3f, -1e-3f, 1e-6f, -1e-6f, -1e-8f];

    [Theory]
    [MemberData(nameof(Scores))]
    public void Functions_keep_their_digits(float z)
    {
        Near(Softplus(z), ActivationFunction.Get("softplus").Forward(Tensor.Of(z)).At(0));
        Near(z > 0 ? z : ExactFunctions.Expm1(z), ActivationFunction.Get("elu").Forward(Tensor.Of(z)).At(0));
        Near(1.0507009873554805 * (z > 0 ? z : 1.6732632423543772 * ExactFunctions.Expm1(z)),
            ActivationFunction.Get("selu").Forward(Tensor.Of(z)).At(0));
    }

    [Theory]
    [MemberData(nameof(Scores))]
    public void Losses_from_scores_keep_their_digits(float z)
    {
        var score = Tensor.From(new[,] { { z } });
        Near(Softplus(-(double)z), new BinaryCrossentropy(fromLogits: true).Value(Tensor.Ones([1, 1]), score));
        Near(Softplus(z), new BinaryCrossentropy(fromLogits: true).Value(Tensor.Zeros([1, 1]), score));
        var scores = Tensor.From(new[,] { { 0, z, -100 } }); // ln(1 + e⁻ᶻ) for the class of z
        Near(Softplus(-(double)z), new SparseCategoricalCrossentropy(fromLogits: true).Value(Tensor.Of(1), scores));
        Near(Softplus(z),
            new CategoricalCrossentropy(fromLogits: true).Value(Tensor.From(new float[,] { { 1, 0, 0 } }), scores));
    }

    [Fact]
    public void Equal_scores_share_the_probability()
    {
        var loss = new SparseCategoricalCrossentropy(fromLogits: true);
        Near(Math.Log(3), loss.Value(Tensor.Of(2), Tensor.From(new float[,] { { 7, 7, 7 } })));
        Near(Math.Log(2), loss.Value(Tensor.Of(2), Tensor.From(new float[,] { { 7, -300, 7 } })));
    }

    static double Softplus(double z) => Math.Max(z, 0) + ExactFunctions.Log1p(Math.Exp(-Math.Abs(z)));

    static void Near(double exact, double got) => Assert.Equal(exact, got, Digits * Math.Abs(exact));
}
