using LearnDL.Activations;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Puts the axes of every sample in another order: <c>new Permute([2, 1])</c> turns (N, T, D) into (N, D, T). It has no
/// weights. As in Keras the axes are counted from 1, because 0 is the batch axis, which stays.
/// </summary>
public sealed class Permute : Layer<Permute.Saved>
{
    readonly int[] order, back; // with the batch axis

    /// <summary>Nothing is needed: the way back is known.</summary>
    public readonly record struct Saved;

    /// <param name="dims">The axes 1, 2, … in the order wanted, each once.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">An axis is missing, or named twice.</exception>
    public Permute(ReadOnlySpan<int> dims, string? name = null)
    {
        order = [0, .. dims];
        back = new int[order.Length];
        for (var axis = 1; axis < order.Length; axis++)
            if (order[axis] >= 1 && order[axis] < order.Length && back[order[axis]] == 0)
                back[order[axis]] = axis;
            else
                throw new HyperparameterException($"{Called("Permute", name)}: dims do not name every axis once.",
                    $"the numbers 1..{dims.Length} in the order wanted",
                    $"({string.Join(", ", order[1..].Select(axis => $"{axis}"))})",
                    "Axes count from 1: 0 is the batch axis, which stays.");
        Name = name;
    }

    /// <inheritdoc/>
    public override OutputRange? RangeFor(OutputRange? input) => input?.Rearranged;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape)
    {
        if (inputShape.Rank != order.Length)
            throw new ShapeException($"{this} needs a number for every axis of a sample.", "samples of "
                + $"{order.Length - 1} axes, for dims ({string.Join(", ", order[1..].Select(axis => $"{axis}"))})",
                $"{inputShape}", $"Name {inputShape.Rank - 1} axes, counted from 1.");
        Span<int> sizes = stackalloc int[order.Length];
        for (var axis = 0; axis < order.Length; axis++)
            sizes[axis] = inputShape[order[axis]];
        return Shape.Of(sizes);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, bool training, out Saved saved)
    {
        saved = default;
        return x.Transpose(order);
    }

    /// <inheritdoc/>
    public override Tensor Backward(Tensor dy, in Saved saved) => dy.Transpose(back);

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig()) { { "dims", order[1..] } };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Permute FromConfig(Config config) => Make(config, c => new Permute(c.Ints("dims"), c.Name));
}
