using LearnDL;

namespace Lessons.Cnn;

#region forgot
// One channel, one filter, and a mistake on purpose:
// W is not turned on the way back.
sealed class ForgotToTurn : Layer<ForgotToTurn.Saved>
{
    Parameter? kernel;

    public readonly record struct Saved(Tensor X);

    public override Shape ComputeOutputShape(
        Shape inputShape) =>
        [inputShape[0], inputShape[1] - 2,
         inputShape[2] - 2, 1];

    protected override void CreateParameters(
        Shape inputShape, DType dtype,
        RandomSource random) =>
        kernel = AddParameter("kernel", [3, 3, 1, 1],
            new GlorotUniform(), dtype, random);

    public override Tensor Forward(
        Tensor x, bool training, out Saved saved)
    {
        saved = new(x);
        return x.Convolve(kernel!.Value, Window(x));
    }

    public override Tensor Backward(
        Tensor dy, in Saved saved)
    {
        saved.X.TransposedConvolve(dy, Window(saved.X),
            addTo: kernel!.Gradient);
        var padded = dy.Pad([0, 2, 2, 0], [0, 2, 2, 0]);
        return padded.Convolve(
            kernel.Value, Window(padded));    // not turned!
    }

    static Window Window(Tensor x) => new(
        WindowAxis.Of(x.Shape[1], 3, 1, 1, "valid"),
        WindowAxis.Of(x.Shape[2], 3, 1, 1, "valid"));
}
#endregion
