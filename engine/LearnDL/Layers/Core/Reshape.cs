using LearnDL.Activations;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Gives every sample another shape with the same numbers in the same order: <c>new Reshape([28, 28, 1])</c> makes
/// images (N, 28, 28, 1) of (N, 784). It copies nothing.
/// </summary>
public sealed partial class Reshape : Layer<Reshape.Saved>
{
    readonly Shape target;

    /// <summary>The shape to go back to.</summary>
    public readonly record struct Saved(Shape Input);

    /// <param name="targetShape">The shape of one sample, without the batch axis. One size may be
    /// -1: it is found from the rest.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="ShapeException">More than one size is -1, or one is 0.</exception>
    public Reshape(Shape targetShape, string? name = null)
    {
        if (targetShape.Count(size => size == Shape.Unknown) > 1 || targetShape.Contains(0))
            throw new ShapeException($"{Called("Reshape", name)}: targetShape is no shape of a sample.",
                "sizes >= 1, at most one of them -1", $"{targetShape}", "Name the other sizes.");
        (target, Name) = (targetShape, name);
    }

    /// <inheritdoc/>
    public override OutputRange? RangeFor(OutputRange? input) => input?.Rearranged;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape)
    {
        var sample = inputShape[1..];
        if (sample.Contains(Shape.Unknown))
            return inputShape[..1].Concat(target);
        long size = Product(sample), known = Product(target); // a -1 left out
        if (!target.Contains(Shape.Unknown))
            return size == known ? inputShape[..1].Concat(target) : throw Impossible(inputShape, size, known);
        if (size % known != 0)
            throw Impossible(inputShape, size, known);
        var found = inputShape[..1].Concat(target);
        for (var axis = 1; axis < found.Rank; axis++)
            if (found[axis] == Shape.Unknown)
                found = found.With(axis, (int)(size / known));
        return found;
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, bool training, out Saved saved)
    {
        saved = new Saved(x.Shape);
        return x.Reshape(ComputeOutputShape(x.Shape));
    }

    /// <inheritdoc/>
    public override Tensor Backward(Tensor dy, in Saved saved) => dy.Reshape(saved.Input);

    static long Product(Shape sizes)
    {
        var product = 1L;
        for (var axis = 0; axis < sizes.Rank; axis++)
            product *= sizes[axis] == Shape.Unknown ? 1 : sizes[axis];
        return product;
    }

    ShapeException Impossible(Shape input, long size, long known) =>
        new($"{this} cannot make samples {target} of {input}.", target.Contains(Shape.Unknown)
            ? $"samples of a multiple of {known:N0} numbers" : $"samples of {known:N0} numbers",
            $"{size:N0} numbers per sample, {input}", "Check the sizes; one of them may be -1.");

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig()) { { "target_shape", target.ToArray() } };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Reshape FromConfig(Config config) =>
        Make(config, c => new Reshape(c.Shape("target_shape"), c.Name));
}
