using System.Buffers.Binary;
using System.Text;
using LearnDL.Tensors;

namespace LearnDL.Interop;

/// <summary>
/// Writes groups, arrays and texts as HDF5 1.0 had them, which every later version reads: superblock 0, groups in
/// B-trees, arrays in one piece.
/// </summary>
sealed class Hdf5Writer
{
    const int Superblock = 96;

    readonly GroupToWrite root = new();
    readonly List<(long Address, byte[]? Bytes, Tensor Data)> blocks = []; // in the order of their addresses
    long end = Superblock;
    int leafRank, treeRank; // half of what a leaf and a node of a tree hold

    /// <summary>What a group will have.</summary>
    sealed class GroupToWrite
    {
        public SortedDictionary<string, object> Members { get; } = new(StringComparer.Ordinal); // groups and tensors

        public Dictionary<string, string> Texts { get; } = [];

        /// <summary>The most members of a group, this one and those inside.</summary>
        public int Most =>
            Members.Values.OfType<GroupToWrite>().Select(group => group.Most).Append(Members.Count).Max();
    }

    /// <summary>An array under a path; the groups on the way to it are made.</summary>
    public void Add(string path, Tensor tensor)
    {
        var at = path.LastIndexOf('/');
        Group(path[..Math.Max(at, 0)]).Members.Add(path[(at + 1)..], tensor);
    }

    /// <summary>A text beside the members of a group.</summary>
    public void SetText(string group, string attribute, string text) => Group(group).Texts[attribute] = text;

    GroupToWrite Group(string path)
    {
        var group = root;
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
            group = (GroupToWrite)(group.Members.TryGetValue(name, out var member) ? member
                : group.Members[name] = new GroupToWrite());
        return group;
    }

    /// <summary>Writes the file.</summary>
    public void Write(Stream stream)
    {
        leafRank = 4; // as HDF5 has it by default
        treeRank = Math.Max(16, (root.Most + 16 * leafRank - 1) / (4 * leafRank));
        var start = Place(root, out var tree, out var heap);
        stream.Write(SuperblockOf(start, tree, heap));
        var written = (long)Superblock;
        foreach (var (address, bytes, data) in blocks)
        {
            stream.Write(new byte[address - written]); // up to a multiple of 8
            var content = bytes ?? BytesOf(data);
            stream.Write(content);
            written = address + content.Length;
        }
        stream.Write(new byte[end - written]);
    }

    byte[] SuperblockOf(long start, long tree, long heap) => new Hdf5Block()
        .Bytes([0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A]).U8(0, 0, 0, 0, 0, 8, 8, 0)
        .U16(leafRank).U16(treeRank).U32(0).U64(0).U64(-1).U64(end).U64(-1)
        .U64(0).U64(start).U32(1).U32(0).U64(tree).U64(heap).ToArray(); // 1: the tree and the heap follow

    long Put(byte[]? bytes, Tensor data = default, long length = 0)
    {
        var address = end;
        blocks.Add((address, bytes, data));
        end = address + (bytes?.Length ?? length) + 7 & ~7L;
        return address;
    }

    long Place(GroupToWrite group, out long tree, out long heap)
    {
        var members = new List<(string Name, long Address)>();
        foreach (var (name, member) in group.Members)
            members.Add((name, member is Tensor tensor ? Place(tensor) : Place((GroupToWrite)member, out _, out _)));
        var names = new Hdf5Block().U64(0); // the empty name comes first
        long[] offsets = [.. members.Select(member =>
        {
            var offset = names.Length;
            _ = names.Bytes(Encoding.UTF8.GetBytes(member.Name)).U8(0).Align();
            return (long)offset;
        })];
        tree = Put(Tree([.. members.Select(member => member.Address)], offsets));
        var content = Put(names.ToArray());
        heap = Put(new Hdf5Block().Bytes("HEAP"u8).U32(0).U64(names.Length).U64(1).U64(content).ToArray()); // 1: full
        var header = new Hdf5Block().Message(Hdf5Message.SymbolTable, new Hdf5Block().U64(tree).U64(heap));
        foreach (var (name, text) in group.Texts)
            _ = header.Message(Hdf5Message.Attribute, Attribute(name, Encoding.UTF8.GetBytes(text)));
        return Put(Header(header, 1 + group.Texts.Count));
    }

    /// <summary>A tree of one node: for each of its leaves the last name there, and the leaf.</summary>
    byte[] Tree(long[] addresses, long[] names)
    {
        var full = 2 * leafRank;
        var node = new Hdf5Block().Bytes("TREE"u8).U8(0, 0).U16((addresses.Length + full - 1) / full).U64(-1).U64(-1)
            .U64(0);
        for (var from = 0; from < addresses.Length; from += full)
        {
            var count = Math.Min(full, addresses.Length - from);
            var leaf = new Hdf5Block().Bytes("SNOD"u8).U8(1, 0).U16(count);
            for (var i = from; i < from + count; i++)
                _ = leaf.U64(names[i]).U64(addresses[i]).U32(0).U32(0).U64(0).U64(0);
            _ = node.U64(Put(leaf.Fill(8 + full * 40))).U64(names[from + count - 1]);
        }
        return node.Fill(24 + (4 * treeRank + 1) * 8);
    }

    long Place(Tensor tensor)
    {
        var size = tensor.DType == DType.Float64 ? 8 : 4;
        var data = tensor.Size == 0 ? -1 : Put(null, tensor, (long)tensor.Size * size);
        var space = new Hdf5Block().U8(1, (byte)tensor.Rank, 0, 0).U32(0);
        foreach (var axis in tensor.Shape)
            _ = space.U64(axis);
        var type = new Hdf5Block().U8(0x11, 0x20, (byte)(8 * size - 1), 0).U32(size).U16(0).U16(8 * size); // IEEE 754
        _ = size == 4 ? type.U8(23, 8, 0, 23).U32(127) : type.U8(52, 11, 0, 52).U32(1023);
        return Put(Header(new Hdf5Block().Message(Hdf5Message.Dataspace, space).Message(Hdf5Message.Datatype, type)
            .Message(5, new Hdf5Block().U8(2, 2, 2, 0)) // what stands where nothing was written: nothing is left out
            .Message(Hdf5Message.Layout, new Hdf5Block().U8(3, 1).U64(data).U64((long)tensor.Size * size)), 4));
    }

    static Hdf5Block Attribute(string name, byte[] text)
    {
        var title = Encoding.UTF8.GetBytes(name + '\0');
        return new Hdf5Block().U8(1, 0).U16(title.Length).U16(8).U16(8).Bytes(title).Align()
            .U8(0x13, 0x11, 0, 0).U32(Math.Max(text.Length, 1)) // UTF-8, filled up with zeros
            .U8(1, 0, 0, 0).U32(0).Bytes(text.Length > 0 ? text : [0]);
    }

    static byte[] Header(Hdf5Block messages, int count) => new Hdf5Block().U8(1, 0).U16(count).U32(1)
        .U32(messages.Length).U32(0).Bytes(messages.ToArray()).ToArray();

    static byte[] BytesOf(Tensor tensor)
    {
        var (bytes, size) = (new byte[tensor.Size * (tensor.DType == DType.Float64 ? 8 : 4)], 0);
        if (tensor.DType == DType.Float64)
            foreach (var number in tensor.AsSpan<double>())
                BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(8 * size++), number);
        else
            foreach (var number in tensor.AsSpan<float>())
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * size++), number);
        return bytes;
    }
}
