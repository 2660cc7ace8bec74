using LearnDL.Layers;

namespace LearnDL.Models;

// The order in which Keras lists the layers.
public partial class Model
{
    /// <summary>
    /// The layers in Keras's order, as Summary prints them and files of Keras count them: those farthest from the
    /// outputs first. Of a Sequential it is the order of <see cref="Layers"/>.
    /// </summary>
    public IReadOnlyList<Layer> LayersByDepth => this is Sequential ? Layers : new GraphDepths(Graph).Layers;
}
