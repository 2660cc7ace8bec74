using LearnDL.Layers;

namespace LearnDL.Models;

/// <summary>One use of a layer in a <see cref="Graph"/>.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="From">The places of the values it reads.</param>
/// <param name="To">The places of those it gives, one behind the other.</param>
sealed record GraphStep(Layer Layer, int[] From, int[] To)
{
    /// <summary>The use in a functional model that it was made of; null in a Sequential.</summary>
    public Node? Node { get; init; }
}
