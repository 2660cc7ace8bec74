using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Saving;

/// <summary>
/// Which features a layer of a model reads, where they were images or series before: behind a Flatten PyTorch counts
/// them channel by channel, Keras place by place.
/// </summary>
static class FeatureOrder
{
    /// <summary>The layer of this name, "encoder/dense" inside another model, and the sample that a Flatten before it
    /// lays out: (H, W, C) or (T, C); none where the order is the same on both sides.</summary>
    /// <exception cref="UnknownNameException">There is no layer of this name.</exception>
    /// <exception cref="ConfigException">There is a Flatten, and where its features went cannot be told.</exception>
    public static (Layer Layer, Shape? Sample) Find(Model model, string path)
    {
        var at = path.IndexOf('/', StringComparison.Ordinal);
        if (at > 0 && model.Layers.FirstOrDefault(layer => layer.Name == path[..at]) is Model inside)
            return Find(inside, path[(at + 1)..]);
        var found = model.GetLayer(path);
        var use = model.Graph.Steps.First(step => step.Layer == found);
        return (found, Before(model, use.From[0], found));
    }

    static Shape? Before(Model model, int place, Layer layer)
    {
        var step = model.Graph.Givers[place];
        while (step is not null && KeepsFeatures(step.Layer))
            step = model.Graph.Givers[step.From[0]];
        if (step is null || step.Layer is Dense)
            return null;
        if (step.Layer is Flatten)
            return Sample(model, step);
        return !MayFlatten(model, step) ? null : throw new ConfigException(
            $"In which order {layer} reads its features cannot be told.", "a Flatten before it, in the same model",
            $"{step.Layer}", "Set its weights with SetWeights, their rows in Keras's order.");
    }

    /// <summary>What a Flatten lays out: images always; series only behind a convolution, as PyTorch has the channels
    /// of those first, and the features of a recurrent layer last.</summary>
    static Shape? Sample(Model model, GraphStep flatten)
    {
        var sample = model.Graph.Shapes([.. model.InputShapes])[flatten.From[0]][1..];
        var step = model.Graph.Givers[flatten.From[0]];
        while (step is not null && (KeepsFeatures(step.Layer) || step.Layer is PoolingLayer))
            step = model.Graph.Givers[step.From[0]];
        return sample.Rank == 3 || (sample.Rank == 2 && step?.Layer is ConvolutionLayer or TransposedConvolutionLayer
            or SeparableConvolutionLayer) ? sample : null;
    }

    static bool KeepsFeatures(Layer layer) => layer is Dropout or Activation or ReLU or LeakyReLU or ELU or PReLU
        or Softmax or GaussianNoise or GaussianDropout or BatchNormalization or LayerNormalization;

    /// <summary>Whether images may have become rows in a layer, or before it.</summary>
    static bool MayFlatten(Model model, GraphStep step) => step.Layer is Reshape
        || step.Layer.WithInner().Any(layer => layer is Flatten or Reshape)
        || (step.From.Length > 1 && step.From.Any(place => model.Graph.Givers[place] is { } giver
            && MayFlatten(model, giver)));

    /// <summary>The features, the first axis of x, in Keras's order.</summary>
    public static Tensor Keras(Tensor x, Shape? sample)
    {
        if (sample is not { } shape || x.Rank == 0 || shape.Size != x.Shape[0])
            return x;
        Shape rest = x.Shape[1..], channelsFirst = shape[^1..].Concat(shape[..^1]).Concat([rest.Size]);
        int[] order = [.. Enumerable.Range(1, shape.Rank - 1), 0, shape.Rank];
        return x.Reshape(channelsFirst).Transpose(order).Reshape(x.Shape);
    }
}
