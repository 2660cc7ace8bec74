using LearnDL.Data;

namespace LearnDL.Interop.Onnx;

/// <summary>
/// Walks over the bytes of an ONNX file before they are read: every length stays inside what it is in, nothing is
/// nested too deeply, and there are not more parts than a file of this size can mean. So a small file takes little
/// memory, and what is wrong has a place.
/// </summary>
ref struct WireCheck
{
    enum Kind { Model, Opset, Graph, Node, Attribute, Tensor, Value, Type, TensorType, Shape, Dimension, Text, Data }

    readonly ReadOnlySpan<byte> bytes;
    readonly string file;
    readonly List<int> initializers;
    long parts;

    WireCheck(ReadOnlySpan<byte> bytes, string file)
    {
        this.bytes = bytes;
        (this.file, initializers) = (file, []);
    }

    /// <summary>The places of the graph's initializers.</summary>
    /// <exception cref="DamagedFileException">The bytes are no messages of Protobuf, too many, or too deep.</exception>
    public static IReadOnlyList<int> Run(ReadOnlySpan<byte> bytes, string file)
    {
        if (bytes.Length > OnnxLimits.Largest)
            throw new DamagedFileException($"'{file}' is too large for an ONNX file.",
                $"at most {OnnxLimits.Largest:N0} bytes", $"{bytes.Length:N0}", "Take one with its weights inside.");
        var check = new WireCheck(bytes, file);
        if (bytes.Length == 0)
            throw check.Damaged(0, "a model", "an empty file");
        check.Message(Kind.Model, 0, bytes.Length, 0);
        return check.initializers;
    }

    void Message(Kind kind, int at, int end, int depth)
    {
        if (depth > OnnxLimits.Depth)
            throw Damaged(at, $"messages nested at most {OnnxLimits.Depth} deep", "more");
        while (at < end)
        {
            var start = at;
            var tag = Varint(ref at, end);
            if (tag >> 3 is 0 or > 536_870_911)
                throw Damaged(start, "the number of a field", $"{tag >> 3}");
            switch (tag & 7)
            {
                case 0:
                    Varint(ref at, end);
                    break;
                case 1:
                    at = After(at, 8, end, start);
                    break;
                case 2:
                    var length = Varint(ref at, end);
                    var last = After(at, length, end, start);
                    Part(Inside(kind, (int)(tag >> 3)), at, last, depth);
                    at = last;
                    break;
                case 5:
                    at = After(at, 4, end, start);
                    break;
                default:
                    throw Damaged(start, "a field of wire type 0, 1, 2 or 5", $"{tag & 7}");
            }
        }
    }

    void Part(Kind kind, int at, int end, int depth)
    {
        if (kind == Kind.Data)
            return;
        if (++parts > OnnxLimits.Parts(bytes.Length))
            throw Damaged(at, $"at most {OnnxLimits.Parts(bytes.Length):N0} parts in a file of this size", "more");
        if (kind == Kind.Tensor && depth == 1)
            initializers.Add(at);
        if (kind != Kind.Text)
            Message(kind, at, end, depth + 1);
    }

    /// <summary>What a field holds. Messages and texts are counted; numbers in a row are what they are.</summary>
    static Kind Inside(Kind kind, int field) => (kind, field) switch
    {
        (Kind.Model, 7) or (Kind.Attribute, 6) => Kind.Graph,
        (Kind.Model, 8) => Kind.Opset,
        (Kind.Graph, 1) => Kind.Node,
        (Kind.Graph, 5) or (Kind.Attribute, 5) => Kind.Tensor,
        (Kind.Graph, 11 or 12 or 13) => Kind.Value,
        (Kind.Node, 5) => Kind.Attribute,
        (Kind.Value, 2) => Kind.Type,
        (Kind.Type, 1) => Kind.TensorType,
        (Kind.TensorType, 2) => Kind.Shape,
        (Kind.Shape, 1) => Kind.Dimension,
        (Kind.Tensor, 1 or 4 or 5 or 7 or 9 or 10) or (Kind.Attribute, 7 or 8) => Kind.Data,
        _ => Kind.Text,
    };

    readonly int After(int at, ulong length, int end, int field) => length <= (ulong)(end - at) ? at + (int)length
        : throw Damaged(field, $"a field of at most {end - at:N0} bytes", $"{length:N0}");

    readonly ulong Varint(ref int at, int end)
    {
        var value = 0UL;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (at >= end)
                throw Damaged(at, "the rest of a number", "the end");
            var next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
        throw Damaged(at, "a number of at most 10 bytes", "more");
    }

    readonly DamagedFileException Damaged(int at, string expected, string got) => new(
        $"'{file}' is no ONNX file, or is damaged at byte {at:N0}.", expected, got,
        "Copy or download it again; take the .onnx file itself and not a web page in its place.");
}
