using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>One use of a layer in a model. It carries what Forward saved to the Backward of the same use.</summary>
public abstract class LayerCall(Layer layer)
{
    /// <summary>The layer that is used.</summary>
    public Layer Layer { get; } = layer;

    /// <summary>The number of this use in its model, which gives it random numbers of its own.</summary>
    private protected int Number { get; private set; }

    /// <summary>Gives it this number, and the next ones to those it is made of; gives the number after them.</summary>
    internal virtual int SetNumber(int number)
    {
        Number = number;
        return number + 1;
    }

    Tensor output;  // of the last Forward, where it costs something
    double samples;

    /// <summary>How many rows of the input are of one sample: T, where each time step is given as a sample.</summary>
    internal int RowsPerSample { get; set; } = 1;

    /// <summary>Whether the output of the last Forward costs something, or that of a layer inside.</summary>
    internal virtual bool HasPenalty => output.HasValue;

    /// <summary>What the output of the last Forward costs in the loss, with that of the layers inside.</summary>
    internal virtual double Penalty => output.HasValue ? Layer.ActivityRegularizer!.Of(output) / samples : 0;

    /// <summary>Keeps an output that costs something, for its penalty Ω(y) / N and for the way back.</summary>
    private protected Tensor Charged(Tensor y)
    {
        output = default;
        if (Layer.ActivityRegularizer is not null)
            (output, samples) = (y, (double)y.Shape[0] / RowsPerSample);
        return y;
    }

    /// <summary>dy with what the penalty adds to it: dy + Ω'(y) / N; no tensor for dy counts as 0.</summary>
    private protected Tensor WithPenalty(Tensor dy)
    {
        if (!output.HasValue)
            return dy;
        var sum = dy.HasValue ? dy.Scale(1) : output.Scale(0); // a copy: dy belongs to the layer after this one
        Layer.ActivityRegularizer!.AddGradient(output, sum, 1 / samples);
        return sum;
    }

    /// <summary>The layer's output for x.</summary>
    public Tensor Forward(Tensor x, bool training)
    {
        Tensor mask = default;
        return Forward(x, ref mask, training);
    }

    /// <summary>
    /// The layer's output for x and its mask, which is replaced by the output's; no tensor where there is none.
    /// </summary>
    public abstract Tensor Forward(Tensor x, ref Tensor mask, bool training);

    /// <summary>The same in a pass of a model, which says what random numbers belong to it.</summary>
    public virtual Tensor Forward(Tensor x, ref Tensor mask, in ForwardPass pass) =>
        Forward(x, ref mask, pass.Training);

    /// <summary>dx from dy.</summary>
    public abstract Tensor Backward(Tensor dy);

    /// <summary>dx from dz, the gradient before the layer's last activation.</summary>
    public virtual Tensor BackwardFromLogits(Tensor dz) =>
        throw new ModelException($"{Layer} has no activation of its own.",
            "a layer with OutputActivation", Layer.GetType().Name, "Call Backward.");

    /// <summary>
    /// The same in a model, where a layer may have several inputs and outputs. This is that of a layer with one of
    /// each.
    /// </summary>
    internal virtual void Forward(ReadOnlySpan<MaskedTensor> x, Span<MaskedTensor> y, in ForwardPass pass)
    {
        var mask = x[0].Mask;
        var output = Forward(x[0].X, ref mask, pass);
        y[0] = new MaskedTensor(output, mask);
    }

    /// <summary>The gradients of all inputs from those of all outputs; no tensor for one that nobody uses.</summary>
    /// <param name="dy">The gradients of the outputs.</param>
    /// <param name="fromLogits">Whether dy is dz, of a layer with one output.</param>
    /// <param name="dx">Where those of the inputs go.</param>
    internal virtual void Backward(ReadOnlySpan<Tensor> dy, bool fromLogits, Span<Tensor> dx) =>
        dx[0] = fromLogits ? BackwardFromLogits(dy[0]) : Backward(dy[0]);

    /// <summary>Stands for Backward where no gradient is asked for.</summary>
    internal virtual void Skip()
    {
    }
}

/// <summary>One use of a layer whose saved record is known.</summary>
sealed class LayerCall<TSaved>(Layer<TSaved> layer) : LayerCall(layer) where TSaved : struct
{
    TSaved saved;

    public override Tensor Forward(Tensor x, ref Tensor mask, bool training) =>
        Forward(x, ref mask, new ForwardPass(training));

    public override Tensor Forward(Tensor x, ref Tensor mask, in ForwardPass pass)
    {
        var y = layer.Forward(x, mask, pass.OfCall(Number), out saved);
        mask = layer.OutputMask(x, mask);
        return Charged(y);
    }

    public override Tensor Backward(Tensor dy) => layer.Backward(WithPenalty(dy), in saved);

    public override Tensor BackwardFromLogits(Tensor dz) => layer.BackwardFromLogits(dz, in saved);

    internal override void Skip() => layer.Skip(in saved);
}
