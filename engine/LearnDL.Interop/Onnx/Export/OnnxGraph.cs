using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>
/// A graph while it is written. Every operator reads values by their names and gives new ones; weights and constants
/// are values, too. What a layer writes bears its name: "dense/MatMul".
/// </summary>
sealed class OnnxGraph
{
    readonly NameSupply names;
    readonly OnnxTensors tensors;

    public OnnxGraph(string name)
    {
        Proto = new GraphProto { Name = name };
        names = new NameSupply();
        tensors = new OnnxTensors(Proto, names);
    }

    OnnxGraph(OnnxGraph outer, string name)
    {
        Proto = new GraphProto { Name = name };
        (names, tensors, Path) = (outer.names, outer.tensors, outer.Path);
    }

    /// <summary>What is written.</summary>
    public GraphProto Proto { get; }

    /// <summary>The layer that is written, with those it is in: "encoder/dense".</summary>
    public string Path { get; private set; } = "";

    /// <summary>A graph inside this one, the step of a Scan. It may read all values of this one.</summary>
    public OnnxGraph Body(string name) => new(this, Unique(name));

    /// <summary>Writes what belongs to a layer.</summary>
    public T Within<T>(string layer, Func<T> write)
    {
        var before = Path;
        Path = before.Length == 0 ? layer : $"{before}/{layer}";
        var written = write();
        Path = before;
        return written;
    }

    /// <summary>A name in the layer that is written, which nothing else has.</summary>
    public string Unique(string name) => names.Unique(Path.Length == 0 ? name : $"{Path}/{name}");

    /// <summary>An operator with one output, and the output's name.</summary>
    public string Op(string type, ReadOnlySpan<string> inputs, params ReadOnlySpan<AttributeProto> attributes) =>
        Ops(type, 1, inputs, attributes)[0];

    /// <summary>An operator with several outputs, and their names.</summary>
    public string[] Ops(string type, int outputs, ReadOnlySpan<string> inputs,
        params ReadOnlySpan<AttributeProto> attributes)
    {
        var name = Unique(type);
        var node = new NodeProto { Name = name, OpType = type };
        node.Input.AddRange(inputs.ToArray());
        for (var i = 0; i < outputs; i++)
            node.Output.Add(i == 0 ? name : Unique($"{type}_{i}"));
        node.Attribute.AddRange(attributes.ToArray());
        Proto.Node.Add(node);
        return [.. node.Output];
    }

    /// <summary>A number as a value.</summary>
    public string Number(double value) => tensors.Constant(value);

    /// <summary>Numbers in a row.</summary>
    public string Numbers(params ReadOnlySpan<float> values) => tensors.Constant(values);

    /// <summary>Whole numbers as a value: axes, sizes, places.</summary>
    public string Whole(params ReadOnlySpan<long> values) => tensors.Constant(values);

    /// <summary>A weight as it is.</summary>
    public string Weight(Parameter weight) => Weight(weight, "", value => value);

    /// <summary>
    /// A weight in another form, as ONNX wants it. A layer that is used twice has it in the file once.
    /// </summary>
    /// <param name="weight">The weight.</param>
    /// <param name="form">A word for the form, which no other form of the weight has.</param>
    /// <param name="change">Makes it.</param>
    public string Weight(Parameter weight, string form, Func<Tensor, Tensor> change) =>
        tensors.Weight(weight, form, () => change(weight.Value), Path);
}
