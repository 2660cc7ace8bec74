using LearnDL.Tensors;

namespace LearnDL.Site.Runs;

/// <summary>A tensor's numbers under a name, as a report keeps them.</summary>
public sealed record NumberTable(string Name, IReadOnlyList<int> Shape, IReadOnlyList<double> Values)
{
    public static NumberTable Of(string name, Tensor tensor) =>
        new(name, [.. tensor.Shape], tensor.Cast(DType.Float64).ToArray<double>());
}
