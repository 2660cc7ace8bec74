using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>Writes a model as the one graph of an ONNX file.</summary>
static class OnnxModelWriter
{
    public static ModelProto Write(Model model)
    {
        var (inputs, outputs) = (model.Inputs, model.Outputs); // an error where it is not built
        var g = new OnnxGraph(model.Name!);
        string[] given = [.. model.InputNames.Select(g.Unique)], wanted = [.. model.OutputNames.Select(g.Unique)];
        OnnxValue[] x = [.. inputs.Select((input, i) => new OnnxValue(given[i], input.Shape))];
        var y = ModelExport.Write(g, model, x);
        for (var i = 0; i < x.Length; i++)
            g.Proto.Input.Add(Described(given[i], x[i].Shape));
        for (var i = 0; i < y.Length; i++)
        {
            g.Proto.Node.Add(new NodeProto
            {
                Name = g.Unique("output"),
                OpType = "Identity",
                Input = { y[i].Name },
                Output = { wanted[i] },
            });
            g.Proto.Output.Add(Described(wanted[i], outputs[i].Shape));
        }
        return new ModelProto
        {
            IrVersion = OnnxLimits.IrVersion,
            ProducerName = "LearnDL",
            ProducerVersion = $"{typeof(Model).Assembly.GetName().Version}",
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = OnnxLimits.Opset } },
            Graph = g.Proto,
        };
    }

    /// <summary>A value with its shape, in which a size that may be any has a name: "batch", "words_1".</summary>
    static ValueInfoProto Described(string name, Shape shape)
    {
        var sizes = new TensorShapeProto();
        for (var axis = 0; axis < shape.Rank; axis++)
            sizes.Dim.Add(axis > 0 && shape[axis] != Shape.Unknown
                ? new TensorShapeProto.Types.Dimension { DimValue = shape[axis] }
                : new TensorShapeProto.Types.Dimension { DimParam = axis == 0 ? "batch" : $"{name}_{axis}" });
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto
            {
                TensorType = new TypeProto.Types.Tensor
                {
                    ElemType = (int)TensorProto.Types.DataType.Float,
                    Shape = sizes,
                },
            },
        };
    }
}
