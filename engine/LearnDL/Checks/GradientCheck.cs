using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Tensors;

namespace LearnDL.Checks;

/// <summary>
/// Compares a backward pass with derivatives by differences. Everything is in Float64, because a Float32 check would
/// pass a gradient that is 1% wrong.
/// The output y is multiplied by random numbers c, and the derivative of Σ c∘y by every element of the input and of
/// every parameter is computed twice: by Backward(c), and from four nearby values (fourth-order central differences):
/// f'(v) ≈ (8(f(v + h) − f(v − h)) − (f(v + 2h) − f(v − 2h))) / 12h, with an error of order h⁴.
/// With c = 1 everywhere, a softmax would pass with any gradient: its outputs always sum to 1.
/// </summary>
public static class GradientCheck
{
    /// <summary>
    /// Errors are relative to the derivative, but never to less than this share of the largest |c·y| (or of 1): below
    /// it, differences are all rounding.
    /// </summary>
    const double Floor = 1e-3;

    /// <summary>
    /// Checks a layer on random input. Its trainable weights and gradients are overwritten, so give it a layer of its
    /// own, not one of a trained model.
    /// </summary>
    /// <param name="layer">The layer; it is built here, in Float64, if it is not yet.</param>
    /// <param name="inputShape">The shape of the input, the batch axis included.</param>
    /// <param name="seed">The seed of the weights, the input and c.</param>
    /// <param name="draw">How the input is drawn; normal numbers by default. Keep it away from kinks: at 0, relu has no
    /// derivative to compare with.</param>
    /// <param name="training">Whether the layer is checked as it learns (the default) or as it is used.</param>
    /// <param name="mask">1 for a real time step of a sample, 0 for a padded one (N, T), as the layer is given it; by
    /// default it is given none.</param>
    public static GradientReport Layer(
        Layer layer, Shape inputShape, int seed, Func<RandomSource, Tensor>? draw = null, bool training = true,
        Tensor mask = default) =>
        Layer(layer, inputShape, seed, draw, training, mask, layer.NewCall);

    /// <summary>The same for uses of the layer made in another way, such as some that read more than x.</summary>
    internal static GradientReport Layer(
        Layer layer, Shape inputShape, int seed, Func<RandomSource, Tensor>? draw, bool training, Tensor mask,
        Func<LayerCall> newCall)
    {
        var random = new RandomSource(seed);
        layer.Name ??= layer.GetType().Name.ToLowerInvariant();
        layer.Build(inputShape, DType.Float64, random);
        draw ??= source => source.Normal(inputShape, 0, 1, DType.Float64);
        Parameter[] trained = [.. layer.Parameters.Where(p => p.IsTrainable)];
        foreach (var parameter in trained)
            // biases that are 0 would hide that they are forgotten
            parameter.Value.CopyFrom(random.Normal(parameter.Value.Shape, 0, 0.7, DType.Float64));
        var x = draw(random);

        Tensor Forward(LayerCall call, Tensor input)
        {
            layer.Restart(seed); // every pass draws the same and begins in the same state
            var itsMask = mask;
            return call.Forward(input, ref itsMask, training);
        }

        // Another use of the layer, before and after: what Backward needs must belong to the call, not to the layer.
        LayerCall call = newCall(), other = newCall();
        _ = Forward(other, draw(random));
        var y = Forward(call, x);
        var c = random.Normal(y.Shape, 0, 1, DType.Float64);
        _ = Forward(other, draw(random));

        // Gradients accumulate, so they begin with something that must still be in them afterwards.
        var before = trained.Select(p => random.Normal(p.Value.Shape, 0, 1, DType.Float64)).ToList();
        for (var i = 0; i < before.Count; i++)
            trained[i].Gradient.CopyFrom(before[i]);
        layer.NeedsInputGradient = true;
        Tensor xBefore = x.Keep(), cBefore = c.Keep();
        var dx = call.Backward(c);
        var untouched = Same(x, xBefore) && Same(c, cBefore);

        var floor = Floor * Math.Max(1, c.Multiply(y).Abs().Max().Item());
        var comparison = new DerivativeComparison(layer.Name, seed, floor);
        if (!untouched)
            comparison.Fail("Backward changed x or dy");
        var probe = newCall();
        // y(v + h) − y(v − h) is taken element by element before the sum, so that what is large and equal in both
        // cancels exactly.
        double Difference(Tensor plus, Tensor minus) => c.Multiply(plus.Subtract(minus)).Sum().Item();
        // The comparison changes the elements of the variable in place, so that Forward computes with the nearby value.
        void Compare(string name, Tensor variable, Tensor gradient) =>
            comparison.Add(name, variable, gradient, () => Forward(probe, x).Keep(), Difference);

        if (layer.HasInputGradient)
            Compare("input", x, dx);
        for (var i = 0; i < before.Count; i++)
            Compare(trained[i].Name, trained[i].Value, trained[i].Gradient.Subtract(before[i]));
        if (call is IMoreInputs more)
            foreach (var (name, value, gradient) in more.MoreInputs)
                Compare(name, value, gradient);
        return comparison.Report();
    }

    /// <summary>
    /// Checks the gradient of a loss by its prediction. Random sample weights stand in for c.
    /// </summary>
    /// <param name="loss">The loss.</param>
    /// <param name="y">The targets.</param>
    /// <param name="p">The prediction, Float64, away from kinks.</param>
    /// <param name="seed">The seed of the weights.</param>
    public static GradientReport Loss(Loss loss, Tensor y, Tensor p, int seed) =>
        LossOf(loss, y, p, seed, loss.Name, prediction => prediction, loss.Gradient);

    /// <summary>
    /// Checks the gradient of a loss fused with the activation before it: by the scores z, for p = activation(z).
    /// </summary>
    public static GradientReport FusedLoss(
        Loss loss, Activations.ActivationFunction activation, Tensor y, Tensor z, int seed) =>
        LossOf(loss, y, z, seed, $"{activation} + {loss.Name}", activation.Forward,
            (targets, scores, weights) => loss.LogitGradient(targets, activation.Forward(scores), weights));

    static GradientReport LossOf(
        Loss loss, Tensor y, Tensor variable, int seed, string subject, Func<Tensor, Tensor> prediction,
        Func<Tensor, Tensor, Tensor, Tensor> gradient)
    {
        var weights = new RandomSource(seed).Uniform([variable.Shape[0]], 0.5, 2, DType.Float64);
        Tensor Value() => Tensor.Scalar(loss.Value(y, prediction(variable), weights), DType.Float64);
        var comparison = new DerivativeComparison(subject, seed, Floor * Math.Max(1, Math.Abs(Value().Item())));
        comparison.Add("prediction", variable, gradient(y, variable, weights), Value,
            (plus, minus) => plus.Subtract(minus).Item());
        return comparison.Report();
    }

    static bool Same(Tensor x, Tensor y) => x.AsSpan<double>().SequenceEqual(y.AsSpan<double>());
}
