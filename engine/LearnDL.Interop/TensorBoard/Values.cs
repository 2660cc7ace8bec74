using System.Buffers.Binary;
using System.Globalization;
using Google.Protobuf;
using LearnDL.Interop.Events;

namespace LearnDL.Interop;

/// <summary>The kinds of values, each a tensor and the part of TensorBoard that shows it.</summary>
static class Values
{
    /// <summary>A number at a step, a point of a curve.</summary>
    public static Summary.Types.Value Scalar(string tag, double value)
    {
        var bytes = new byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)value);
        return Of(tag, "scalars", DataClass.Scalar, new TensorProto
        {
            Dtype = DataType.DtFloat,
            TensorShape = new TensorShapeProto(),
            TensorContent = ByteString.CopyFrom(bytes),
        });
    }

    /// <summary>How often numbers are as large as they are: Float64 (30, 3).</summary>
    public static Summary.Types.Value Histogram(string tag, ReadOnlySpan<double> values)
    {
        var rows = HistogramBuckets.Of(values);
        var bytes = new byte[rows.Length * sizeof(double)];
        for (var i = 0; i < rows.Length; i++)
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), rows[i]);
        return Of(tag, "histograms", DataClass.Tensor, new TensorProto
        {
            Dtype = DataType.DtDouble,
            TensorShape = ShapeOf(HistogramBuckets.Count, 3),
            TensorContent = ByteString.CopyFrom(bytes),
        });
    }

    /// <summary>A picture: width, height, PNG.</summary>
    public static Summary.Types.Value Image(string tag, WeightPicture picture)
    {
        ByteString[] parts = [Text(picture.Width), Text(picture.Height), ByteString.CopyFrom(picture.Png)];
        return Of(tag, "images", DataClass.BlobSequence, new TensorProto
        {
            Dtype = DataType.DtString,
            TensorShape = ShapeOf(parts.Length),
            StringVal = { parts },
        });
    }

    /// <summary>A model's config, which TensorBoard draws as a graph.</summary>
    public static Summary.Types.Value Graph(string json) =>
        Of("keras", "graph_keras_model", DataClass.BlobSequence, new TensorProto
        {
            Dtype = DataType.DtString,
            TensorShape = new TensorShapeProto(),
            StringVal = { ByteString.CopyFromUtf8(json) },
        }, content: "1"); // the version of the form

    static ByteString Text(int number) =>
        ByteString.CopyFromUtf8(number.ToString(CultureInfo.InvariantCulture));

    static TensorShapeProto ShapeOf(params ReadOnlySpan<int> sizes)
    {
        var shape = new TensorShapeProto();
        foreach (var size in sizes)
            shape.Dim.Add(new TensorShapeProto.Types.Dim { Size = size });
        return shape;
    }

    static Summary.Types.Value Of(string tag, string plugin, DataClass kind, TensorProto tensor, string content = "") =>
        new()
        {
            Tag = tag,
            Tensor = tensor,
            Metadata = new SummaryMetadata
            {
                DataClass = kind,
                PluginData = new SummaryMetadata.Types.PluginData
                {
                    PluginName = plugin,
                    Content = ByteString.CopyFromUtf8(content),
                },
            },
        };
}
