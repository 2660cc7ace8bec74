using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LearnDL.Data;
using LearnDL.Tensors;

namespace LearnDL.Saving;

/// <summary>
/// Writes safetensors as the reference does: first the types with the widest elements, then by name, the header filled
/// with blanks to a multiple of 8 bytes. So every element is aligned, and the same content makes the same bytes.
/// </summary>
sealed class SafetensorsWriter
{
    const int Alignment = 8;

    // Only what JSON itself demands is escaped.
    static readonly JsonWriterOptions plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly (string Name, Tensor Tensor)[] tensors;
    readonly ReadOnlyMemory<byte> header;

    /// <summary>Makes the header.</summary>
    /// <exception cref="SaveException">A name or a text cannot be written, or there are too many.</exception>
    public SafetensorsWriter(IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        foreach (var (name, tensor) in tensors)
            if (!tensor.HasValue || name == SafetensorsHeader.MetadataName || !IsText(name))
                throw new SaveException($"'{CsvDialect.Short(name)}' cannot be saved.",
                    $"a tensor under a name of whole characters that is not {SafetensorsHeader.MetadataName}",
                    tensor.HasValue ? "another name" : "no tensor", "Give it a value and another name.");
        this.tensors = [.. tensors.OrderByDescending(pair => NumberFormat.Of(pair.Value.DType).Rank)
            .ThenBy(pair => pair.Key, ByCharacter).Select(pair => (pair.Key, pair.Value))];
        header = Header(metadata);
        if (header.Length > SafetensorsFile.MostHeader)
            throw new SaveException("There are too many names and texts for a safetensors file.",
                $"a header of at most {SafetensorsFile.MostHeader:N0} bytes", $"{header.Length:N0}",
                "Write several files, or put large texts elsewhere.");
    }

    /// <summary>Writes the file.</summary>
    public void Write(Stream stream)
    {
        Span<byte> length = stackalloc byte[SafetensorsFile.LengthBytes];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header.Span);
        foreach (var (_, tensor) in tensors)
            NumberReader.Write(stream, tensor);
    }

    ReadOnlyMemory<byte> Header(IReadOnlyDictionary<string, string>? metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, plain))
        {
            json.WriteStartObject();
            if (metadata?.Count > 0)
                WriteMetadata(json, metadata);
            var start = 0L;
            foreach (var (name, tensor) in tensors)
                WriteTensor(json, name, tensor, ref start);
            json.WriteEndObject();
        }
        var blanks = -buffer.WrittenCount & Alignment - 1;
        buffer.GetSpan(Alignment)[..blanks].Fill((byte)' ');
        buffer.Advance(blanks);
        return buffer.WrittenMemory;
    }

    static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject(SafetensorsHeader.MetadataName);
        foreach (var (name, text) in metadata.OrderBy(pair => pair.Key, ByCharacter))
            if (text is not null && IsText(name) && IsText(text))
                json.WriteString(name, text);
            else
                throw new SaveException($"The text '{CsvDialect.Short(name)}' cannot be saved.",
                    "texts of whole characters", text is null ? "null" : "half a character",
                    "Leave it out, or write it in another way.");
        json.WriteEndObject();
    }

    static void WriteTensor(Utf8JsonWriter json, string name, Tensor tensor, ref long start)
    {
        var format = NumberFormat.Of(tensor.DType);
        json.WriteStartObject(name);
        json.WriteString("dtype", format.Name);
        json.WriteStartArray("shape");
        foreach (var size in tensor.Shape)
            json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(start);
        json.WriteNumberValue(start += (long)tensor.Size * format.Bits / 8);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Names in the order of their bytes in UTF-8.</summary>
    static readonly Comparer<string> ByCharacter = Comparer<string>.Create((x, y) =>
        Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y)));

    /// <summary>Whether a text is made of whole characters: no surrogate stands alone.</summary>
    static bool IsText(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var length) != OperationStatus.Done)
                return false;
            text = text[length..];
        }
        return true;
    }
}
