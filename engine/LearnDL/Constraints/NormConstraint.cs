using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Constraints;

/// <summary>
/// What constraints of norms share: w is divided into vectors along some axes, and each vector is scaled by a number
/// that follows from its norm n = √Σ w².
/// </summary>
public abstract class NormConstraint : Constraint
{
    readonly int[] axes;

    private protected NormConstraint(ReadOnlySpan<int> axes)
    {
        Hyperparameter.AtLeast(1, axes.Length, $"{GetType().Name}: number of axes");
        this.axes = axes.ToArray();
    }

    /// <inheritdoc/>
    public sealed override void Apply(Tensor w)
    {
        Check(w.Shape, "the weight");
        var n = w.Square();
        foreach (var axis in axes)
            n = n.Sum(axis).Reshape(n.Shape.With(axis, 1)); // the axis is kept, with size 1
        n.Sqrt(into: n);                                    // n = √Σ w²
        w.Multiply(Scale(n).StretchTo(w.Shape), into: w);   // w ← w·desired / (ε + n)
    }

    /// <summary>What a vector of norm n is multiplied by; ε keeps one of zeros from being divided by 0.</summary>
    private protected abstract Tensor Scale(Tensor n);

    internal sealed override void Check(Shape shape, string weight)
    {
        for (var i = 0; i < axes.Length; i++)
        {
            var at = axes[i] < 0 ? axes[i] + shape.Rank : axes[i];
            if (at < 0 || at >= shape.Rank || axes.AsSpan(0, i).Contains(at)
                || axes.AsSpan(0, i).Contains(at - shape.Rank))
                throw new ShapeException($"{GetType().Name} along "
                    + $"[{string.Join(", ", axes.Select(axis => $"{axis}"))}] does not fit {weight}.",
                    $"axes from 0 to {shape.Rank - 1}, each once", $"{shape}",
                    "Axis 0 is that of the inputs of a Dense; [0, 1, 2] are those of a filter of a Conv2D.");
        }
    }

    /// <inheritdoc/>
    public override Config GetConfig()
    {
        var config = new Config();
        if (axes.Length == 1)
            config.Add("axis", axes[0]);
        else
            config.Add("axis", axes);
        return config;
    }
}
