using LearnDL.Data;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>Makes a functional model of an ONNX graph, node by node.</summary>
sealed class OnnxImporter
{
    readonly ModelProto model;
    readonly string file;
    readonly Dictionary<string, ImportedValue> values = [];
    readonly Dictionary<string, OnnxConstant> constants = [];
    readonly List<(Layer Layer, Tensor[] Weights)> weights = [];
    readonly HashSet<string> names = []; // of layers
    readonly long mayFold; // bytes of constants that are computed
    long folded;

    public OnnxImporter(ModelProto model, string file, long bytes, IReadOnlyList<int> places)
    {
        (this.model, this.file, mayFold) = (model, file, 2 * bytes + (4 << 20));
        Reader = new TensorReader(file);
        var graph = model.Graph ?? throw Damaged("a graph", "none");
        for (var i = 0; i < graph.Initializer.Count; i++)
        {
            var name = graph.Initializer[i].Name;
            constants[Fresh(name)] = Reader.Read(graph.Initializer[i], name, places[i]);
        }
    }

    public TensorReader Reader { get; }

    /// <summary>How many samples the file was made with; 0 where their number may be any.</summary>
    public long Samples { get; private set; }

    public Model Import(int? seed)
    {
        var graph = model.Graph;
        var opset = model.OpsetImport.FirstOrDefault(set => set.Domain.Length == 0 || set.Domain == "ai.onnx")?.Version;
        if (opset is not >= OnnxLimits.OldestOpset)
            throw new OnnxException($"'{file}' is written in operators that LearnDL does not read.",
                $"version {OnnxLimits.OldestOpset} or later", opset is null ? "none of ONNX's own" : $"version {opset}",
                "Convert it: onnx.version_converter.convert_version(model, 13).");
        if (graph.Node.Count > OnnxLimits.Nodes)
            throw Damaged($"at most {OnnxLimits.Nodes:N0} nodes", $"{graph.Node.Count:N0}");
        var inputs = graph.Input.Where(input => !constants.ContainsKey(input.Name)).Select(Input).ToArray();
        foreach (var proto in BiasFusion.Run(graph, constants))
            Import(new OnnxNode(proto, file, opset.Value));
        SymbolicTensor[] outputs = [.. graph.Output.Select(Output)];
        var made = Guarded($"'{file}'",
            () => new Model(inputs, outputs, graph.Name.Length > 0 ? graph.Name : null, seed));
        foreach (var (layer, values) in weights)
            Guarded($"'{file}': {layer}", () =>
            {
                layer.SetWeights(values);
                return layer;
            });
        return made;
    }

    Input Input(ValueInfoProto value)
    {
        var sizes = value.Type?.TensorType?.Shape?.Dim;
        if (sizes is not { Count: > 1 and <= Shape.MaxRank })
            throw new OnnxException($"'{file}': input '{OnnxText.Short(value.Name)}' is not one of samples.",
                $"2 to {Shape.MaxRank} axes, the first of them that of the samples", $"{sizes?.Count ?? 0} axes",
                "Write the model again with the shapes of its inputs.");
        Samples = Math.Max(Samples, sizes[0].DimValue);
        var input = new Input(Shape.Of([.. sizes.Skip(1).Select(size => size.DimValue switch
        {
            > 0 and <= OnnxLimits.Size => (int)size.DimValue,
            0 => Shape.Unknown,
            var other => throw Damaged($"sizes up to {OnnxLimits.Size:N0}", $"{other}"),
        })]), LayerName(value.Name));
        values[Fresh(value.Name)] = new ImportedValue(input);
        return input;
    }

    SymbolicTensor Output(ValueInfoProto value)
    {
        var proto = new NodeProto { Name = value.Name, OpType = "output", Input = { value.Name } };
        var node = new OnnxNode(proto, file, 0);
        return Guarded(node.Who, () => Value(node, 0).InOrder(node));
    }

    void Import(OnnxNode node)
    {
        var made = Guarded(node.Who, () => OperatorImport.Import(this, node));
        node.CheckAllRead();
        if (node.Proto.Output.Skip(made.Length).Any(name => name.Length > 0))
            throw node.Unsupported($"{made.Length} of its outputs", $"{node.Proto.Output.Count}");
        for (var i = 0; i < made.Length && i < node.Proto.Output.Count; i++)
            if (node.Proto.Output[i] is { Length: > 0 } name)
                if (made[i] is OnnxConstant constant)
                    constants[Fresh(name)] = constant;
                else if (made[i] is ImportedValue value)
                    values[Fresh(name)] = value;
    }

    /// <summary>An error of the engine says which node it comes from.</summary>
    static T Guarded<T>(string who, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (LearnDLException e) when (e is not (DamagedFileException or OnnxException))
        {
            throw new DamagedFileException($"{who} does not fit what it reads. {e.What}", e.Expected, e.Got,
                "Write the model again where it comes from.");
        }
    }

    /// <summary>A value that the model computes.</summary>
    public ImportedValue Value(OnnxNode node, int input) => Find(node, input) as ImportedValue
        ?? throw node.Unsupported($"input {input} that depends on the model's inputs", "a constant");

    /// <summary>A value that is known; null where the input is left out.</summary>
    public OnnxConstant? Constant(OnnxNode node, int input) => !Has(node, input) ? null
        : Find(node, input) as OnnxConstant ?? throw node.Unsupported($"input {input} that is constant",
            $"'{OnnxText.Short(node.Proto.Input[input])}', which the model computes");

    /// <summary>A value that is known, and must be there.</summary>
    public OnnxConstant Known(OnnxNode node, int input) =>
        Constant(node, input) ?? throw node.Damaged($"an input {input}", "none");

    /// <summary>Whole numbers that are known; null where the input is left out.</summary>
    public long[]? Whole(OnnxNode node, int input) => Constant(node, input) is not { } constant ? null
        : constant.Whole ?? throw node.Damaged($"whole numbers as input {input}", "others");

    /// <summary>A weight that must be there.</summary>
    public Tensor Weight(OnnxNode node, int input) =>
        WeightOrNone(node, input) is { HasValue: true } weight ? weight
            : throw node.Damaged($"a weight as input {input}", "none");

    /// <summary>A weight that is known; no tensor where the input is left out.</summary>
    public Tensor WeightOrNone(OnnxNode node, int input) => Constant(node, input) is not { } constant ? default
        : constant.IsStretched ? throw node.Unsupported($"a weight as input {input}", "a stretched constant")
        : constant.Whole is null ? constant.Numbers : throw node.Damaged($"a weight as input {input}", "whole numbers");

    public static bool Has(OnnxNode node, int input) =>
        input < node.Proto.Input.Count && node.Proto.Input[input].Length > 0;

    public object Find(OnnxNode node, int input)
    {
        var name = Has(node, input) ? node.Proto.Input[input] : throw node.Damaged($"an input {input}", "none");
        return values.TryGetValue(name, out var value) ? value
            : constants.TryGetValue(name, out var constant) ? constant
            : throw node.Damaged("values that an input, a weight or a node before gives",
                $"'{OnnxText.Short(name)}', which none gives");
    }

    /// <summary>Applies a layer, whose weights it gets when the model is made.</summary>
    public SymbolicTensor Apply(Layer layer, SymbolicTensors x, params Tensor[] given)
    {
        if (given.Length > 0)
            weights.Add((layer, given));
        return layer.Apply(x);
    }

    /// <summary>The name of a node's main layer; none where the file has none, or has it twice.</summary>
    public string? LayerName(OnnxNode node) => LayerName(node.Proto.Name);

    string? LayerName(string name) => name.Length is > 0 and <= 200 && names.Add(name) ? name : null;

    /// <summary>A constant that was computed from another. A small file must not make many large ones.</summary>
    public OnnxConstant Folded(OnnxNode node, OnnxConstant constant)
    {
        folded += 8L * Math.Max(1, constant.Whole?.Length ?? constant.Numbers.Size);
        return folded <= mayFold ? constant : throw node.Unsupported(
            $"constants of at most {mayFold:N0} bytes that are computed from others", "more");
    }

    string Fresh(string name) => !values.ContainsKey(name) && !constants.ContainsKey(name) ? name
        : throw Damaged("values with different names", $"'{OnnxText.Short(name)}' twice");

    DamagedFileException Damaged(string expected, string got) => new($"'{file}' is not as ONNX has it.", expected, got,
        "Write the model again where it comes from.");
}
