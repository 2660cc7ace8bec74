using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>
/// One pass through a model: a call of every layer use, forward in their order and back in the reverse order. A value
/// that several layers read gets the sum of their gradients.
/// </summary>
sealed class GraphCall : NodeCall
{
    readonly Graph graph;
    readonly LayerCall[] calls;
    readonly MaskedTensor[] values;
    readonly Tensor[] gradients;
    readonly bool[] isAsked; // whether the gradient of a value is asked for
    readonly MaskedTensor[] inputs; // of the step that runs, where it has several
    readonly Tensor[] dInputs;
    readonly int[] ends;   // the step that gives each output
    readonly bool[] fuses; // whether a step's gradient is that of its logits

    public GraphCall(Layer model, Graph graph) : base(model)
    {
        this.graph = graph;
        calls = [.. graph.Steps.Select(step => step.Layer.NewCall())];
        values = new MaskedTensor[graph.Places];
        (gradients, isAsked) = (new Tensor[graph.Places], new bool[graph.Places]);
        var most = graph.Steps.Select(step => step.From.Length).DefaultIfEmpty().Max();
        (inputs, dInputs) = (new MaskedTensor[most], new Tensor[most]);
        ends = [.. graph.Outputs.Select(place => Array.FindIndex(graph.Steps, step => step.To[0] == place))];
        fuses = new bool[calls.Length];
    }

    internal override int SetNumber(int number)
    {
        foreach (var call in calls)
            number = call.SetNumber(number);
        return number;
    }

    internal override bool HasPenalty => base.HasPenalty || Array.Exists(calls, call => call.HasPenalty);

    internal override double Penalty
    {
        get
        {
            var sum = base.Penalty;
            foreach (var call in calls)
                sum += call.Penalty;
            return sum;
        }
    }

    internal override void Forward(ReadOnlySpan<MaskedTensor> x, Span<MaskedTensor> y, in ForwardPass pass)
    {
        for (var i = 0; i < x.Length; i++)
            values[graph.Inputs[i]] = x[i];
        for (var s = 0; s < calls.Length; s++)
        {
            var step = graph.Steps[s];
            calls[s].RowsPerSample = RowsPerSample;
            calls[s].Forward(Inputs(step.From), values.AsSpan(step.To[0], step.To.Length), pass);
        }
        for (var i = 0; i < y.Length; i++)
            y[i] = values[graph.Outputs[i]];
        Charged(y[0].X);
    }

    /// <summary>The values at these places, side by side. One alone is not copied.</summary>
    ReadOnlySpan<MaskedTensor> Inputs(int[] places)
    {
        if (places.Length == 1)
            return values.AsSpan(places[0], 1);
        for (var i = 0; i < places.Length; i++)
            inputs[i] = values[places[i]];
        return inputs.AsSpan(0, places.Length);
    }

    internal override void Backward(ReadOnlySpan<Tensor> dy, bool fromLogits, Span<Tensor> dx)
    {
        Span<bool> logits = stackalloc bool[dy.Length];
        logits.Fill(fromLogits);
        Backward(dy, logits, dx);
    }

    /// <summary>The same where a loss gives each output's gradient in its own way.</summary>
    public void Backward(ReadOnlySpan<Tensor> dy, ReadOnlySpan<bool> fromLogits, Span<Tensor> dx)
    {
        Array.Clear(gradients);
        Array.Clear(fuses);
        Ask(ofInputs: dx.Length > 0 && Layer.NeedsInputGradient);
        for (var i = 0; i < dy.Length; i++)
        {
            Accumulate(graph.Outputs[i], i == 0 && !fromLogits[i] ? WithPenalty(dy[i]) : dy[i]);
            if (fromLogits[i])
                fuses[ends[i]] = true;
        }
        for (var s = calls.Length - 1; s >= 0; s--)
            Back(s);
        for (var i = 0; i < dx.Length; i++)
            dx[i] = gradients[graph.Inputs[i]];
    }

    /// <summary>
    /// A gradient is handed back only as far as there are weights to train: what is left out is a third of a layer's
    /// work.
    /// </summary>
    void Ask(bool ofInputs)
    {
        foreach (var place in graph.Inputs)
            isAsked[place] = ofInputs;
        foreach (var step in graph.Steps)
            foreach (var place in step.To)
                isAsked[place] = (step.Layer.Trainable && step.Layer.Parameters.Count > 0) || AsksBefore(step);
    }

    bool AsksBefore(GraphStep step)
    {
        var asks = false;
        foreach (var place in step.From)
            asks |= isAsked[place];
        return asks;
    }

    void Back(int s)
    {
        var (step, call) = (graph.Steps[s], calls[s]);
        var dy = gradients.AsSpan(step.To[0], step.To.Length);
        var isReached = false;
        foreach (var gradient in dy)
            isReached |= gradient.HasValue;
        if (!isReached && call.HasPenalty) // nobody reads it, but it costs something itself
        {
            dy[0] = values[step.To[0]].X.Scale(0);
            isReached = true;
        }
        if (!isReached || !isAsked[step.To[0]])
        {
            call.Skip();
            return;
        }
        // said again in every pass: the layer may stand elsewhere in another model
        call.Layer.NeedsInputGradient = AsksBefore(step);
        var dx = dInputs.AsSpan(0, step.From.Length);
        dx.Clear();
        call.Backward(dy, fuses[s], dx);
        for (var i = 0; i < dx.Length; i++)
            if (isAsked[step.From[i]])
                Accumulate(step.From[i], dx[i]);
    }

    /// <summary>Adds to the gradient of a value; no tensor adds nothing.</summary>
    void Accumulate(int place, Tensor gradient)
    {
        if (gradient.HasValue)
            gradients[place] = gradients[place].HasValue ? gradients[place].Add(gradient) : gradient;
    }

    internal override void Skip()
    {
        foreach (var call in calls)
            call.Skip();
    }
}
