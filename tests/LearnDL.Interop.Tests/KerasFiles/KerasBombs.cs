using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using LearnDL.Tensors;

namespace LearnDL.Interop.Tests;

/// <summary>Small files that ask for much memory or time, or that lead elsewhere.</summary>
static class KerasBombs
{
    const int Odd = 12_347; // a size that is nowhere by chance

    /// <summary>Each with what it is refused for.</summary>
    public static IReadOnlyList<(string Name, string Words, byte[] File)> All { get; } = [.. Make()];

    static IEnumerable<(string Name, string Words, byte[] File)> Make()
    {
        byte[] array = Hdf5(writer => writer.Add("layers/dense/vars/0", Tensor.Zeros([Odd])));
        yield return ("an array of 2^40 numbers", "sizes up to", Patched(array, Odd, 1L << 40));
        yield return ("an array of 2^31 - 1 numbers", "elements", Patched(array, Odd, int.MaxValue));
        yield return ("an array of 2^62 bytes", "bytes for", Patched(array, 4 * Odd, 1L << 62));
        yield return ("a group that ends beyond the file", "cut short", Patched(array, array.Length, long.MaxValue));
        yield return ("a tree that is its own branch", "a level below", OwnBranch(array));
        yield return ("a leaf of 65,535 members", "a list of members", Patched(array, "SNOD"u8, 6, [0xFF, 0xFF]));
        yield return ("a heap without an end", "the names of a group",
            Patched(array, "HEAP"u8, 8, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]));
        yield return ("groups 500 deep", "64 deep", Hdf5(writer =>
            writer.Add(string.Join('/', Enumerable.Repeat("a", 500)), Tensor.Zeros([1]))));
        yield return ("2,000 arrays in one place", "within others", OnePlace(2000));
        yield return ("a header that goes on in itself", "within others", OwnHeader());
        yield return ("4,000 texts in one place", "texts that are there once", OneText(4000));
        yield return ("an attribute of 2^30 texts", "times 16 bytes", OneText(4000, count: 1 << 30));
        yield return ("a member packed 1,000-fold", "250-fold", Packed(("config.json", new byte[60_000_000])));
        yield return ("weights packed 1,000-fold", "250-fold", Packed(("config.json", "{}"u8.ToArray()),
            ("model.weights.h5", new byte[60_000_000])));
        yield return ("two members of one name", "a name twice", Packed(("config.json", "{}"u8.ToArray()),
            ("config.json", "{}"u8.ToArray())));
        yield return ("a member above the archive", "leads out", Packed(("../config.json", "{}"u8.ToArray())));
        yield return ("a member at the root", "leads out", Packed(("/config.json", "{}"u8.ToArray())));
        yield return ("a member on a drive", "leads out", Packed((@"C:\config.json", "{}"u8.ToArray())));
        yield return ("lists in lists", "depth", Model(new string('[', 500_000)));
        yield return ("a name twice", "Duplicate",
            Model("""{"class_name": "Sequential", "class_name": "Functional"}"""));
        yield return ("2^28 units", "do not belong together", Model(Layers(Dense(1 << 28))));
        yield return ("2^31 - 1 words", "more ids", Model(Layers(
            Layer("Embedding", "\"input_dim\": 2147483647, \"output_dim\": 2147483647"))));
        yield return ("a flat input of 2^60 numbers", "cannot be stored", Model(Layers(
            Layer("InputLayer", "\"name\": \"a\", \"batch_shape\": [null, 1048576, 1048576, 1048576]"),
            Layer("Flatten", ""), Dense(3))));
        yield return ("a layer 200 deep", "depth", Model(Layers(Nested(200))));
        yield return ("10,000 layers of 1,000 units", "10,000 layers",
            Model(Layers([.. Enumerable.Repeat(Dense(1000), 10_000)])));
    }

    static byte[] Hdf5(Action<Hdf5Writer> fill)
    {
        var (writer, stream) = (new Hdf5Writer(), new MemoryStream());
        fill(writer);
        writer.Write(stream);
        return stream.ToArray();
    }

    /// <summary>A number of 8 bytes becomes another, everywhere.</summary>
    static byte[] Patched(byte[] file, long from, long to)
    {
        var bytes = (byte[])file.Clone();
        for (var at = 0; at + 8 <= bytes.Length; at++)
            if (BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at)) == from)
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), to);
        Assert.NotEqual(file, bytes);
        return bytes;
    }

    /// <summary>Bytes behind the first of some letters become others.</summary>
    static byte[] Patched(byte[] file, ReadOnlySpan<byte> letters, int behind, ReadOnlySpan<byte> to)
    {
        var bytes = (byte[])file.Clone();
        to.CopyTo(bytes.AsSpan(bytes.AsSpan().IndexOf(letters) + behind));
        return bytes;
    }

    static byte[] OwnBranch(byte[] file)
    {
        var tree = file.AsSpan().IndexOf("TREE"u8);
        var bytes = Patched(file, "TREE"u8, 5, [5]);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(tree + 32), tree);
        return bytes;
    }

    /// <summary>Many arrays of 400 KB whose numbers are those of one.</summary>
    static byte[] OnePlace(int count)
    {
        const int size = 100_003;
        var bytes = Hdf5(writer =>
        {
            writer.Add("layers/big/vars/0", Tensor.Zeros([size]));
            for (var i = 0; i < count; i++)
                writer.Add($"layers/small/vars/{i}", Tensor.Zeros([7]));
        });
        var big = bytes.AsSpan(Find(bytes, 4 * size, 0) - 8, 8).ToArray();
        for (var at = Find(bytes, 7, 0); at >= 0; at = Find(bytes, 7, at))
            if (bytes.AsSpan(at - 8, 8).SequenceEqual((ReadOnlySpan<byte>)[1, 1, 0, 0, 0, 0, 0, 0])) // one axis of 7
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), size);
        for (var at = Find(bytes, 28, 0); at >= 0; at = Find(bytes, 28, at))
            if (bytes[at - 10] == 3 && bytes[at - 9] == 1) // 28 bytes in one piece
            {
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), 4 * size);
                big.CopyTo(bytes, at - 8);
            }
        return bytes;
    }

    /// <summary>Where a number of 8 bytes is next; -1 where nowhere.</summary>
    static int Find(byte[] bytes, long number, int behind)
    {
        var wanted = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(wanted, number);
        var at = bytes.AsSpan(behind + 1).IndexOf(wanted);
        return at < 0 ? -1 : behind + 1 + at;
    }

    static Hdf5Block Superblock(int root, long end) => new Hdf5Block()
        .Bytes([0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A]).U8(0, 0, 0, 0, 0, 8, 8, 0)
        .U16(4).U16(16).U32(0).U64(0).U64(-1).U64(end).U64(-1).U64(0).U64(root).U32(0).U32(0).U64(0).U64(0);

    static byte[] OwnHeader() => Superblock(96, 136).U8(1, 0).U16(1).U32(1).U32(24).U32(0)
        .Message(Hdf5Message.Continuation, new Hdf5Block().U64(112).U64(24)).ToArray();

    /// <summary>An attribute of many texts, all of them the same 100,000 bytes.</summary>
    static byte[] OneText(int places, int? count = null)
    {
        const int length = 100_000;
        const long header = 96, heap = header + 16 + 24 + 8 + 65_000;
        var texts = new Hdf5Block().U8(1, 0).U16(13).U16(16).U16(16).Bytes("model_config\0"u8).Align()
            .U8(0x19, 1, 0, 0).U32(16).U8(0x10, 0, 0, 0).U32(1)      // texts of different lengths
            .U8(1, 1, 0, 0).U32(0).U64(count ?? places);
        for (var i = 0; i < places; i++)
            _ = texts.U32(length).U64(heap).U32(1);
        var group = new Hdf5Block().U64(heap + 100_100).U64(heap + 100_100 + 544);
        var file = Superblock((int)header, 0).U8(1, 0).U16(2).U32(1).U32(24 + 8 + 64_056).U32(0)
            .Message(Hdf5Message.SymbolTable, group).Message(Hdf5Message.Attribute, texts);
        _ = file.Bytes(new byte[heap - file.Length]).Bytes("GCOL"u8).U8(1, 0, 0, 0).U64(100_100)
            .U16(1).U16(0).U32(0).U64(length).Bytes(new byte[100_100 - 32])
            .Bytes("TREE"u8).U8(0, 0).U16(0).U64(-1).U64(-1).Bytes(new byte[544 - 24])
            .Bytes("HEAP"u8).U32(0).U64(8).U64(1).U64(heap).Bytes(new byte[64]);
        var bytes = file.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(40), bytes.Length);
        return bytes;
    }

    static byte[] Packed(params (string Name, byte[] Bytes)[] members)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
            foreach (var (name, bytes) in members)
            {
                using var content = archive.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                content.Write(bytes);
            }
        return stream.ToArray();
    }

    static byte[] Model(string config) => KerasMutations.Archive((KerasArchive.Config, Encoding.UTF8.GetBytes(config)),
        (KerasArchive.Weights, Hdf5(writer => writer.Add("layers/dense/vars/0", Tensor.Zeros([3])))));

    static string Layers(params string[] layers) => Layer("Sequential",
        $"\"name\": \"a\", \"build_input_shape\": [null, 3], \"layers\": [{string.Join(", ", layers)}]");

    static string Layer(string className, string settings) =>
        $"{{ \"class_name\": \"{className}\", \"config\": {{ {settings} }} }}";

    static string Dense(int units) => Layer("Dense", $"\"units\": {units}");

    static string Nested(int depth) =>
        depth == 0 ? Dense(1) : Layer("TimeDistributed", $"\"layer\": {Nested(depth - 1)}");
}
