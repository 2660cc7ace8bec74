using System.Text.RegularExpressions;

namespace LearnDL.Layers;

/// <summary>Keras's names for layers that were given none.</summary>
static partial class LayerName
{
    /// <summary>The kind of layer: dense, max_pooling2d, batch_normalization.</summary>
    public static string Kind(Layer layer) => WordStart().Replace(layer.GetType().Name, "_").ToLowerInvariant();

    /// <summary>As Keras finds words: batch_normalization, re_lu, but conv2d.</summary>
    [GeneratedRegex("(?<=[a-z])(?=[A-Z])|(?<=.)(?=[A-Z][a-z])")]
    private static partial Regex WordStart();
}
