using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Checks;

/// <summary>A use of a layer that reads tensors beside its input. A check of its gradients changes them, too.</summary>
interface IMoreInputs
{
    /// <summary>What is read, each with a name and, after Backward, with its gradient.</summary>
    IEnumerable<(string Name, Tensor Value, Tensor Gradient)> MoreInputs { get; }
}

/// <summary>
/// A use of a recurrent layer that may begin in a state of its own, and whose final state is an output, too: h, and c,
/// stand beside y in a row for every sample.
/// </summary>
sealed class RecurrentCall<TStep>(RecurrentLayer<TStep> layer, RecurrentState initial)
    : LayerCall(layer), IMoreInputs where TStep : struct
{
    RecurrentSaved<TStep> saved;
    RecurrentState dInitial;
    Shape shape;

    public IEnumerable<(string Name, Tensor Value, Tensor Gradient)> MoreInputs
    {
        get
        {
            if (initial.HasValue)
                yield return ("initial h", initial.H, dInitial.H);
            if (initial.C.HasValue)
                yield return ("initial c", initial.C, dInitial.C);
        }
    }

    public override Tensor Forward(Tensor x, ref Tensor mask, bool training)
    {
        var y = layer.Forward(x, mask, initial, training, out saved);
        shape = y.Shape;
        var (h, c) = saved.Final;
        y = y.Reshape(shape[0], -1);
        return c.HasValue ? MoveOps.JoinColumns(y, h, c) : MoveOps.JoinColumns(y, h);
    }

    public override Tensor Backward(Tensor dy)
    {
        int U = shape[-1], own = shape[1..].Size;
        var dFinal = new RecurrentState(dy[.., own..(own + U)], saved.Final.C.HasValue ? dy[.., (own + U)..] : default);
        return layer.Backward(dy[.., ..own].Reshape(shape), dFinal, saved, out dInitial);
    }
}
