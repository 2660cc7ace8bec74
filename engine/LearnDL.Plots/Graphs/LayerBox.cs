using LearnDL.Activations;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Plots;

/// <summary>What a layer's box says, line by line, and how large it is.</summary>
sealed class LayerBox
{
    const double Padding = 9, LongTitle = 150;

    internal LayerBox(Layer layer, DType dtype, GraphStyle style)
    {
        Name = layer.Name ?? "";
        Title = TitleOf(Name, TypeName(layer), style);
        Lines = [.. LinesOf(layer, dtype, style)];
        Width = Math.Ceiling(Title.Concat(Lines).Max(line => EmbeddedFont.WidthOf(line, GraphStyle.Letters)) + 2 * Padding);
        Height = TitleHeight + (Lines.Count == 0 ? 0 : Lines.Count * GraphStyle.LineHeight + 6);
    }

    internal string Name { get; }

    /// <summary>The lines on dark ground.</summary>
    internal IReadOnlyList<string> Title { get; }

    internal IReadOnlyList<string> Lines { get; }

    internal double Width { get; }
    internal double Height { get; }
    internal double TitleHeight => Title.Count * GraphStyle.LineHeight + 6;

    /// <summary>What Keras calls the class.</summary>
    internal static string TypeName(Layer layer) => layer is Input ? "InputLayer"
        : layer.GetType() == typeof(Model) ? "Functional" : layer.GetType().Name;

    static IReadOnlyList<string> TitleOf(string name, string type, GraphStyle style)
    {
        if (!style.ShowLayerNames)
            return [type];
        var title = $"{name} ({type})";
        return EmbeddedFont.WidthOf(title, GraphStyle.Letters) <= LongTitle ? [title] : [name, $"({type})"];
    }

    static IEnumerable<string> LinesOf(Layer layer, DType dtype, GraphStyle style)
    {
        if (style.ShowLayerActivations && ActivationOf(layer) is { } activation)
            yield return $"Activation: {activation.Name}";
        if (style.ShowShapes && layer is not Input)
            foreach (var line in Shapes("Input", layer, node => node.Inputs))
                yield return line;
        if (style.ShowShapes)
            foreach (var line in Shapes("Output", layer, node => node.Outputs))
                yield return line;
        if (style.ShowDtype)
            yield return $"Output dtype: {dtype.ToString().ToLowerInvariant()}";
        if (style.ShowTrainable && layer.Parameters.Count > 0)
            yield return layer.Trainable ? "● Trainable" : "○ Non-trainable";
    }

    /// <summary>A line for each tensor; of a layer that is used more than once only shapes that all uses share.</summary>
    static IEnumerable<string> Shapes(string what, Layer layer, Func<Node, SymbolicTensors> tensors)
    {
        string[][] uses = [.. layer.Nodes.Select(node => tensors(node).Select(tensor => $"{tensor.Shape}").ToArray())];
        if (uses.Length == 0 || uses.Any(use => !use.SequenceEqual(uses[0])))
            return [$"{what}: ?"];
        return uses[0].Select((shape, i) => i == 0 ? $"{what}: {shape}" : shape);
    }

    /// <summary>Of layers that have one in Keras, too.</summary>
    static ActivationFunction? ActivationOf(Layer layer) => layer switch
    {
        Model or Wrapper => null,
        SimpleRNN rnn => rnn.Settings.Activation,
        GRU gru => gru.Settings.Activation,
        LSTM lstm => lstm.Settings.Activation,
        _ => layer.OutputActivation,
    };
}
