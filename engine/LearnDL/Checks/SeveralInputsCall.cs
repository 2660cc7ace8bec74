using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Checks;

/// <summary>
/// A use of a layer that takes several tensors, or gives several: the further inputs are given here, and the outputs
/// stand side by side in a row for every sample.
/// </summary>
sealed class SeveralInputsCall(LayerCall inner, MaskedTensor[] more, int outputs = 1)
    : LayerCall(inner.Layer), IMoreInputs
{
    readonly Tensor[] dx = new Tensor[1 + more.Length];
    readonly MaskedTensor[] y = new MaskedTensor[outputs];

    public IEnumerable<(string Name, Tensor Value, Tensor Gradient)> MoreInputs =>
        more.Select((input, i) => ($"input {i + 2}", input.X, dx[i + 1]));

    public override Tensor Forward(Tensor x, ref Tensor mask, bool training)
    {
        inner.Forward([new MaskedTensor(x, mask), .. more], y, new ForwardPass(training));
        mask = y[0].Mask;
        return outputs == 1 ? y[0].X : MoveOps.JoinColumns([.. y.Select(one => one.X.Reshape(x.Shape[0], -1))]);
    }

    public override Tensor Backward(Tensor dy)
    {
        var parts = new Tensor[outputs];
        var from = 0;
        for (var i = 0; i < outputs; i++)
        {
            var (shape, columns) = (y[i].X.Shape, y[i].X.Shape[1..].Size);
            parts[i] = outputs == 1 ? dy : dy[.., from..(from + columns)].Reshape(shape);
            from += columns;
        }
        inner.Backward(parts, fromLogits: false, dx);
        return dx[0];
    }
}
