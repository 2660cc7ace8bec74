using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Saving;

/// <summary>Layers by their names on the way through models: "encoder/dense_1".</summary>
static class LayerNames
{
    /// <summary>The layer, and the shape of a sample that a Flatten right before it takes.</summary>
    /// <exception cref="UnknownNameException">There is no layer of this name.</exception>
    public static (Layer Layer, Shape? Image) Find(Model model, string path)
    {
        var at = path.IndexOf('/', StringComparison.Ordinal);
        if (at > 0 && model.Layers.FirstOrDefault(layer => layer.Name == path[..at]) is Model inside)
            return Find(inside, path[(at + 1)..]);
        var found = model.GetLayer(path);
        var shapes = model.Graph.Shapes([.. model.InputShapes]);
        var use = model.Graph.Steps.First(step => step.Layer == found);
        return (found, model.Graph.Givers[use.From[0]] is { Layer: Flatten } flatten
            ? shapes[flatten.From[0]][1..] : null);
    }
}
