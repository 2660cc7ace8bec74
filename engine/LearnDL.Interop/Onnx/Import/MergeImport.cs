using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>Operators with several inputs. Constants are numbers for all, or one per channel.</summary>
static class MergeImport
{
    public static object[] Add(OnnxImporter importer, OnnxNode node) =>
        Constant(importer, node) is var (x, c) ? [Affine(importer, node, x, Ones(c), c)]
            : Merged(importer, node, name => new Add(name), 2);

    public static object[] Sub(OnnxImporter importer, OnnxNode node) =>
        Constant(importer, node) is not var (x, c) ? Merged(importer, node, name => new Subtract(name), 2)
            : importer.Find(node, 0) is ImportedValue ? [Affine(importer, node, x, Ones(c), c.Negate())]
            : [Affine(importer, node, x, Ones(c).Negate(), c)];

    public static object[] Mul(OnnxImporter importer, OnnxNode node) =>
        Constant(importer, node) is var (x, c) ? [Affine(importer, node, x, c, Tensor.Zeros(c.Shape))]
            : Merged(importer, node, name => new Multiply(name), 2);

    public static object[] Div(OnnxImporter importer, OnnxNode node) =>
        Constant(importer, node) is var (x, c) && importer.Find(node, 0) is ImportedValue
            ? [Affine(importer, node, x, c.Reciprocal(), Tensor.Zeros(c.Shape))]
            : throw node.Unsupported("a constant to divide by", "another value");

    public static object[] Sum(OnnxImporter importer, OnnxNode node) =>
        Merged(importer, node, name => new Add(name));

    public static object[] Mean(OnnxImporter importer, OnnxNode node) =>
        Merged(importer, node, name => new Average(name));

    public static object[] Max(OnnxImporter importer, OnnxNode node) =>
        Merged(importer, node, name => new Maximum(name));

    public static object[] Min(OnnxImporter importer, OnnxNode node) =>
        Merged(importer, node, name => new Minimum(name));

    public static object[] Concat(OnnxImporter importer, OnnxNode node)
    {
        if (Enumerable.Range(0, node.Proto.Input.Count).All(input => importer.Find(node, input) is OnnxConstant))
            return Joined(importer, node);
        var x = Values(importer, node);
        var axis = x[0].Axes[x[0].Axis(node, node.Int("axis", 0))];
        return axis > 0 ? [x[0].With(new Concatenate(axis, importer.LayerName(node)).Apply(Tensors(x)))]
            : throw node.Unsupported("an axis behind that of the samples", $"axis = {node.Int("axis", 0)}");
    }

    /// <summary>Whole numbers one after the other, for a Reshape.</summary>
    static object[] Joined(OnnxImporter importer, OnnxNode node)
    {
        node.Only("axis", 0);
        long[] all = [.. Enumerable.Range(0, node.Proto.Input.Count)
            .SelectMany(input => importer.Whole(node, input) ?? [])];
        return [importer.Folded(node, OnnxConstant.Row(all))];
    }

    static object[] Merged(OnnxImporter importer, OnnxNode node, Func<string?, Merge> make, int? takes = null)
    {
        if (takes is { } count && node.Proto.Input.Count != count)
            throw node.Damaged($"{count} inputs", $"{node.Proto.Input.Count}");
        var x = Values(importer, node);
        return [x[0].With(make(importer.LayerName(node)).Apply(Tensors(x)))];
    }

    static SymbolicTensors Tensors(ImportedValue[] x) => SymbolicTensors.Of([.. x.Select(one => one.Tensor)]);

    /// <summary>All inputs, with their axes in one order.</summary>
    static ImportedValue[] Values(OnnxImporter importer, OnnxNode node)
    {
        ImportedValue[] x = [.. node.Proto.Input.Select((_, input) => importer.Value(node, input))];
        if (x.Length == 0 || x.Any(one => one.Rank != x[0].Rank))
            throw node.Unsupported("inputs with as many axes each", OnnxText.List(x.Select(one => one.Rank)));
        return x.All(one => one.Axes.SequenceEqual(x[0].Axes)) ? x
            : [.. x.Select(one => new ImportedValue(one.InOrder(node)))];
    }

    /// <summary>The value and the constant, where one of two inputs is known.</summary>
    static (ImportedValue X, Tensor C)? Constant(OnnxImporter importer, OnnxNode node)
    {
        if (node.Proto.Input.Count != 2)
            throw node.Damaged("two inputs", $"{node.Proto.Input.Count}");
        return (importer.Find(node, 0), importer.Find(node, 1)) switch
        {
            (ImportedValue x, OnnxConstant) => (x, importer.Weight(node, 1)),
            (OnnxConstant, ImportedValue x) => (x, importer.Weight(node, 0)),
            _ => null,
        };
    }

    static Tensor Ones(Tensor c) => Tensor.Ones(c.Shape);

    /// <summary>y = x∘a + b</summary>
    static ImportedValue Affine(OnnxImporter importer, OnnxNode node, ImportedValue x, Tensor a, Tensor b)
    {
        if (a.Size == 1 && a.Rank <= x.Rank)
            return x.With(new Rescaling(a.Item(), b.Item(), importer.LayerName(node)).Apply(x.Tensor));
        int[] sizes = [.. Enumerable.Repeat(1, Math.Max(0, x.Rank - a.Rank)), .. a.Shape];
        int[] along = [.. Enumerable.Range(0, sizes.Length).Where(axis => sizes[axis] != 1)];
        return sizes.Length == x.Rank && along is [var channels] && channels > 0 && sizes[channels] == x.Sizes[channels]
            ? NormalizationImport.PerChannel(importer, node, x, channels, a.Reshape(-1), b.Reshape(-1))
            : throw node.Unsupported("one number for all, or one per channel",
                $"a constant {a.Shape} for ({OnnxText.List(x.Sizes)})");
    }
}
