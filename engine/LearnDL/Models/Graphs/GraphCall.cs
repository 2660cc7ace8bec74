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
    readonly MaskedTensor[][] inputs, outputs; // of every step
    readonly Tensor[][] dInputs, dOutputs;
    readonly int[] ends;   // the step that gives each output
    readonly bool[] fuses; // whether a step's gradient is that of its logits

    public GraphCall(Layer model, Graph graph) : base(model)
    {
        this.graph = graph;
        calls = [.. graph.Steps.Select(step => step.Layer.NewCall())];
        values = new MaskedTensor[graph.Places];
        (gradients, isAsked) = (new Tensor[graph.Places], new bool[graph.Places]);
        inputs = [.. graph.Steps.Select(step => new MaskedTensor[step.From.Length])];
        outputs = [.. graph.Steps.Select(step => new MaskedTensor[step.To.Length])];
        dInputs = [.. graph.Steps.Select(step => new Tensor[step.From.Length])];
        dOutputs = [.. graph.Steps.Select(step => new Tensor[step.To.Length])];
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
            for (var i = 0; i < step.From.Length; i++)
                inputs[s][i] = values[step.From[i]];
            calls[s].RowsPerSample = RowsPerSample;
            calls[s].Forward(inputs[s], outputs[s], pass);
            for (var i = 0; i < step.To.Length; i++)
                values[step.To[i]] = outputs[s][i];
        }
        for (var i = 0; i < y.Length; i++)
            y[i] = values[graph.Outputs[i]];
        Charged(y[0].X);
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
        var isReached = false;
        for (var i = 0; i < step.To.Length; i++)
        {
            dOutputs[s][i] = gradients[step.To[i]];
            isReached |= dOutputs[s][i].HasValue;
        }
        if (!isReached && call.HasPenalty) // nobody reads it, but it costs something itself
        {
            dOutputs[s][0] = outputs[s][0].X.Scale(0);
            isReached = true;
        }
        if (!isReached || !isAsked[step.To[0]])
        {
            call.Skip();
            return;
        }
        // said again in every pass: the layer may stand elsewhere in another model
        call.Layer.NeedsInputGradient = AsksBefore(step);
        call.Backward(dOutputs[s], fuses[s], dInputs[s]);
        for (var i = 0; i < step.From.Length; i++)
            if (isAsked[step.From[i]])
                Accumulate(step.From[i], dInputs[s][i]);
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
