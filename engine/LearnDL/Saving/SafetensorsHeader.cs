using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using LearnDL.Data;
using LearnDL.Tensors;

namespace LearnDL.Saving;

/// <summary>
/// Reads the header of a safetensors file, strictly:
/// <c>{"__metadata__": {"key": "text"}, "name": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}}</c>. No
/// name twice, whole numbers only, nothing else in it. The JSON is walked twice: once to see that it is valid and how
/// much there is, then to take it in.
/// </summary>
ref struct SafetensorsHeader
{
    public const string MetadataName = "__metadata__";

    // An entry takes ten times the memory of its shortest text. Files have a handful.
    const int MostMetadata = 100_000;

    static readonly JsonReaderOptions strict = new() { MaxDepth = 4 };

    readonly ReadOnlySpan<byte> json;
    readonly string file;
    Utf8JsonReader reader;

    SafetensorsHeader(ReadOnlySpan<byte> json, string file)
    {
        this.json = json;
        this.file = file;
        reader = new Utf8JsonReader(json, strict);
    }

    /// <summary>The tensors by name, and the texts beside them.</summary>
    /// <exception cref="DamagedFileException">The header breaks a rule of the format.</exception>
    public static (Dictionary<string, StoredTensor> Tensors, Dictionary<string, string> Metadata) Read(
        ReadOnlySpan<byte> json, string file)
    {
        var header = new SafetensorsHeader(json, file);
        try
        {
            var (tensors, texts) = header.Count();
            return header.Take(tensors, texts);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the second: half a character
        {
            throw header.Bad("one JSON object, in UTF-8", CsvDialect.Short(e.Message));
        }
    }

    /// <summary>How many entries there are on the first level, and on the second those of the metadata.</summary>
    (int Tensors, int Texts) Count()
    {
        if (!Utf8.IsValid(json))
            throw Bad("one JSON object, in UTF-8", "bytes that are no UTF-8");
        var (tensors, texts, isText) = (0, 0, false);
        while (reader.Read())
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
            {
                isText = reader.ValueTextEquals(MetadataName);
                tensors += isText ? 0 : 1;
            }
            else if (reader.TokenType == JsonTokenType.PropertyName && isText && ++texts > MostMetadata)
                throw Bad($"at most {MostMetadata:N0} entries of {MetadataName}", "more");
        reader = new Utf8JsonReader(json, strict); // from the start again
        return (tensors, texts);
    }

    (Dictionary<string, StoredTensor>, Dictionary<string, string>) Take(int tensors, int texts)
    {
        var (stored, metadata) = (new Dictionary<string, StoredTensor>(tensors), default(Dictionary<string, string>));
        Next(JsonTokenType.StartObject, "an object");
        while (NextName() is { } name)
            if (name == MetadataName)
                metadata = metadata is null ? TakeMetadata(texts) : throw Twice(name);
            else if (!stored.TryAdd(name, TakeTensor(name)))
                throw Twice(name);
        return (stored, metadata ?? []);
    }

    Dictionary<string, string> TakeMetadata(int count)
    {
        var metadata = new Dictionary<string, string>(count);
        Next(JsonTokenType.StartObject, $"an object as {MetadataName}");
        while (NextName() is { } key)
        {
            Next(JsonTokenType.String, $"a text for {MetadataName}'s '{CsvDialect.Short(key)}'");
            if (!metadata.TryAdd(key, reader.GetString()!))
                throw Twice(key);
        }
        return metadata;
    }

    StoredTensor TakeTensor(string name)
    {
        var (format, shape, offsets) = (default(NumberFormat), default(Shape?), default((long Start, long End)?));
        Next(JsonTokenType.StartObject, "an object with dtype, shape and data_offsets");
        while (IsAtName())
            if (reader.ValueTextEquals("dtype"))
                format = format is null ? TakeFormat() : throw Twice("dtype");
            else if (reader.ValueTextEquals("shape"))
                shape = shape is null ? TakeShape() : throw Twice("shape");
            else if (reader.ValueTextEquals("data_offsets"))
                offsets = offsets is null ? TakeOffsets() : throw Twice("data_offsets");
            else
                throw Bad("dtype, shape and data_offsets", $"'{CsvDialect.Short(reader.GetString()!)}'");
        return format is not null && shape is { } sizes && offsets is { } range
            ? Checked(new StoredTensor(name, format, sizes, range.Start, range.End))
            : throw Bad("dtype, shape and data_offsets", $"only a part of them for '{CsvDialect.Short(name)}'");
    }

    NumberFormat TakeFormat()
    {
        Next(JsonTokenType.String, "the name of a type");
        foreach (var format in NumberFormat.All)
            if (reader.ValueTextEquals(format.Name))
                return format;
        throw Bad("a type such as F32, F64, I32", $"'{CsvDialect.Short(reader.GetString()!)}'");
    }

    Shape TakeShape()
    {
        Span<int> sizes = stackalloc int[Shape.MaxRank];
        var rank = 0;
        Next(JsonTokenType.StartArray, "a list of sizes");
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; rank++)
            if (rank < sizes.Length)
                sizes[rank] = (int)Whole(int.MaxValue);
            else
                throw Bad($"at most {sizes.Length} axes, as a LearnDL tensor has", "more");
        return Shape.Of(sizes[..rank]);
    }

    (long, long) TakeOffsets()
    {
        Next(JsonTokenType.StartArray, "[start, end]");
        var offsets = (NextWhole(), NextWhole());
        Next(JsonTokenType.EndArray, "two numbers");
        return offsets;
    }

    /// <summary>end - start = product of the sizes · bits / 8, without overflow.</summary>
    readonly StoredTensor Checked(StoredTensor tensor)
    {
        var (elements, shape) = (1L, tensor.Shape);
        for (var axis = 0; axis < shape.Rank; axis++)
            elements = shape[axis] == 0 ? 0 : elements; // whatever comes before and behind
        for (var axis = 0; axis < shape.Rank; axis++)
            elements = elements * shape[axis] <= Array.MaxLength ? elements * shape[axis]
                : throw Bad($"at most {Array.MaxLength:N0} elements",
                    $"'{CsvDialect.Short(tensor.Name)}' {tensor.Shape}");
        var bits = elements * tensor.Format.Bits; // 2^31 · 64 at most
        return bits % 8 == 0 && tensor.Start <= tensor.End && tensor.Bytes == bits / 8 ? tensor
            : throw Bad($"{(bits + 7) / 8:N0} bytes for {tensor.StoredType} {tensor.Shape}",
                $"data_offsets {tensor.Start}, {tensor.End} for '{CsvDialect.Short(tensor.Name)}'");
    }

    /// <summary>The next name of an object; null at its end.</summary>
    string? NextName() => IsAtName() ? reader.GetString() : null;

    bool IsAtName() => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    void Next(JsonTokenType kind, string expected)
    {
        if (!reader.Read() || reader.TokenType != kind)
            throw Bad(expected, $"{reader.TokenType}");
    }

    long NextWhole() => reader.Read() ? Whole(long.MaxValue) : throw Bad("a number", "the end");

    /// <summary>No sign, no fraction, no exponent.</summary>
    readonly long Whole(long most) => reader.TokenType == JsonTokenType.Number && reader.TryGetUInt64(out var number)
        && number <= (ulong)most ? (long)number
        : throw Bad($"a whole number from 0 to {most}", reader.TokenType == JsonTokenType.Number
            ? CsvDialect.Short(Encoding.UTF8.GetString(reader.ValueSpan)) : $"{reader.TokenType}");

    readonly DamagedFileException Twice(string name) =>
        Bad("every name once", $"'{CsvDialect.Short(name)}' twice");

    readonly DamagedFileException Bad(string expected, string got) => new(
        $"'{file}' has a header that breaks the rules of safetensors.", expected,
        $"{got}, at byte {SafetensorsFile.LengthBytes + reader.TokenStartIndex:N0}",
        "Copy or download it again, or let the program that wrote it write it anew.");
}
