using System.Buffers.Binary;
using Google.Protobuf;
using Tensorboard;

namespace LearnDL.Interop.Tests;

/// <summary>
/// A reader of event files of its own: the checksums bit by bit, the messages by the parser in TorchSharp's assembly,
/// which Google's compiler made of TensorFlow's own files.
/// </summary>
static class EventReader
{
    /// <summary>All records of the files in a folder, which must be whole.</summary>
    public static List<Event> Folder(string folder) =>
        [.. Directory.GetFiles(folder).OrderBy(file => file.Length).ThenBy(file => file, StringComparer.Ordinal) // 9, 10
            .SelectMany(file => Records(File.ReadAllBytes(file)))];

    /// <summary>The values of a tag in a folder, each with its step.</summary>
    public static List<(long Step, Summary.Types.Value Value)> Tag(string folder, string tag) =>
        [.. Folder(folder).Where(one => one.Summary is not null)
            .SelectMany(one => one.Summary.Value.Where(value => value.Tag == tag).Select(value => (one.Step, value)))];

    /// <summary>The points of a curve.</summary>
    public static List<(long Step, float Value)> Curve(string folder, string tag) =>
        [.. Tag(folder, tag).Select(one => (one.Step, Number(one.Value.Tensor)))];

    /// <summary>The names of all tags, each once, in the order in which they come first.</summary>
    public static List<string> Tags(string folder) => [.. Folder(folder).Where(one => one.Summary is not null)
        .SelectMany(one => one.Summary.Value).Select(value => value.Tag).Distinct()];

    /// <summary>The rows of a histogram.</summary>
    public static List<(double Left, double Right, double Count)> Rows(Summary.Types.Value value)
    {
        Assert.Equal(DataType.DtDouble, value.Tensor.Dtype);
        Assert.Equal([30L, 3L], value.Tensor.TensorShape.Dim.Select(dim => dim.Size));
        var bytes = value.Tensor.TensorContent.ToByteArray();
        Assert.Equal(30 * 3 * 8, bytes.Length);
        double At(int i) => BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(8 * i));
        return [.. Enumerable.Range(0, 30).Select(row => (At(3 * row), At(3 * row + 1), At(3 * row + 2)))];
    }

    /// <summary>The records of a file; at the first that is not whole, it ends, as it does for TensorBoard.</summary>
    public static List<Event> Records(ReadOnlySpan<byte> file, bool mayEndEarly = false)
    {
        var records = new List<Event>();
        while (file.Length > 0)
        {
            var size = file.Length < 12 ? int.MaxValue : checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file));
            if (mayEndEarly && size > file.Length - 16)
                break;
            Assert.Equal(Masked(file[..8]), BinaryPrimitives.ReadUInt32LittleEndian(file[8..]));
            var message = file.Slice(12, size);
            Assert.Equal(Masked(message), BinaryPrimitives.ReadUInt32LittleEndian(file[(12 + size)..]));
            var record = new Event();
            record.MergeFrom(new CodedInputStream(message.ToArray()));
            records.Add(record);
            file = file[(16 + size)..];
        }
        return records;
    }

    static float Number(TensorProto tensor)
    {
        Assert.Equal(DataType.DtFloat, tensor.Dtype);
        Assert.Empty(tensor.TensorShape.Dim);
        return BinaryPrimitives.ReadSingleLittleEndian(tensor.TensorContent.Span);
    }

    static uint Masked(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? crc >> 1 ^ 0x82F63B78 : crc >> 1;
        }
        crc = ~crc;
        return unchecked((crc >> 15 | crc << 17) + 0xA282EAD8);
    }
}
