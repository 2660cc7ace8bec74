using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Checks;

/// <summary>
/// Random configurations of the layers that merge several inputs: their number, their shapes, axes of size 1 that are
/// stretched, fewer axes, masks.
/// </summary>
static class MergeSubjects
{
    public static IReadOnlyList<GradientSubject> All { get; } =
    [
        new("Add", "layer", seed => Elementwise(name => new Add(name), null, seed)),
        new("Subtract", "layer", seed => Elementwise(name => new Subtract(name), 2, seed)),
        new("Multiply", "layer", seed => Elementwise(name => new Multiply(name), null, seed)),
        new("Average", "layer", seed => Elementwise(name => new Average(name), null, seed)),
        new("Maximum", "layer", seed => Elementwise(name => new Maximum(name), null, seed)),
        new("Minimum", "layer", seed => Elementwise(name => new Minimum(name), null, seed)),
        new("Concatenate", "layer", Concatenate),
        new("Dot", "layer", Dot),
    ];

    static GradientReport Elementwise(Func<string, Merge> make, int? takes, int seed)
    {
        var random = new RandomSource(seed);
        var (shape, count) = (GradientSubject.RandomShape(random, 2, 4), takes ?? 1 + random.NextInt(3));
        var shapes = Enumerable.Range(0, count).Select(_ => Smaller(random, shape)).ToArray();
        var layer = make($"{count} inputs {string.Join(", ", shapes)}");
        return Check(layer, shapes, random, seed);
    }

    /// <summary>A shape that is stretched to this one: sizes of 1, or axes missing behind the first.</summary>
    static Shape Smaller(RandomSource random, Shape shape)
    {
        for (var axis = 1; axis < shape.Rank; axis++)
            if (random.NextInt(4) == 0)
                shape = shape.With(axis, 1);
        return shape.Rank > 2 && random.NextInt(4) == 0 ? shape[..1].Concat(shape[2..]) : shape;
    }

    static GradientReport Concatenate(int seed)
    {
        var random = new RandomSource(seed);
        var shape = GradientSubject.RandomShape(random, 2, 4);
        var axis = 1 + random.NextInt(shape.Rank - 1);
        var shapes = Enumerable.Range(0, 1 + random.NextInt(3))
            .Select(_ => shape.With(axis, 1 + random.NextInt(3))).ToArray();
        var given = random.NextInt(2) == 0 ? axis : axis - shape.Rank;
        return Check(new Concatenate(given, $"axis {given} of {string.Join(", ", shapes)}"), shapes, random, seed);
    }

    static GradientReport Dot(int seed)
    {
        var random = new RandomSource(seed);
        Shape x = GradientSubject.RandomShape(random, 2, 4), y = GradientSubject.RandomShape(random, 2, 3);
        int a = 1 + random.NextInt(x.Rank - 1), b = 1 + random.NextInt(y.Rank - 1);
        y = y.With(0, x[0]).With(b, x[a]);
        var normalize = random.NextInt(2) == 0;
        if (normalize) // of a single number only the sign is left
            (x, y) = (x.With(a, 2 + x[a]), y.With(b, 2 + x[a]));
        return Check(new Dot((a, b), normalize, $"axes {a}, {b} of {x}, {y}{(normalize ? ", normalized" : "")}"),
            [x, y], random, seed);
    }

    static GradientReport Check(Merge layer, Shape[] shapes, RandomSource random, int seed)
    {
        var masks = shapes.Select(shape => shape.Rank > 2 && random.NextInt(3) == 0
            ? random.Uniform(shape[..2], 0, 1, DType.Float64).Shift(-0.35).Positive() : default).ToArray();
        MaskedTensor[] more = [.. Enumerable.Range(1, shapes.Length - 1)
            .Select(i => new MaskedTensor(Draw(random, shapes[i], i), masks[i]))];
        return GradientCheck.Layer(layer, shapes[0], seed, source => Draw(source, shapes[0], 0), training: true,
            masks[0], () => new SeveralInputsCall(layer.NewCall(), more));
    }

    /// <summary>
    /// Numbers on a lattice that each input has for itself, so that no two of them are ever close: where two are equal,
    /// their maximum has a kink.
    /// </summary>
    static Tensor Draw(RandomSource random, Shape shape, int input)
    {
        var x = random.Normal(shape, 0, 1, DType.Float64);
        foreach (ref var value in x.AsSpan<double>())
            value = Math.Round(value * 5) / 5 + 0.06 * input + 0.01;
        return x;
    }
}
