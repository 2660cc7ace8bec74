using LearnDL.Data;

namespace LearnDL.Interop;

/// <summary>
/// Reads the part of HDF5 that Keras and h5py write: superblock 0, groups in B-trees, headers of version 1, arrays that
/// lie in one piece. All of the file's structure is checked before a number is read. See "HDF5 File Format
/// Specification Version 3.0" (The HDF Group).
/// </summary>
sealed class Hdf5File
{
    const int MostDepth = 64; // groups in groups

    readonly Hdf5Bytes file;
    readonly Hdf5TextHeap texts;
    readonly HashSet<long> met = []; // addresses of objects

    Hdf5File(Hdf5Bytes file) => (this.file, texts) = (file, new Hdf5TextHeap(file));

    /// <summary>The outermost group, with everything in it.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="DamagedFileException">It breaks a rule of HDF5, or has what Keras does not write.</exception>
    public static Hdf5Group Read(ReadOnlyMemory<byte> bytes, string name)
    {
        var file = new Hdf5Bytes(bytes, name);
        return new Hdf5File(file).Root();
    }

    /// <summary>Whether these are the first bytes of an HDF5 file.</summary>
    public static bool IsOne(ReadOnlySpan<byte> bytes) => bytes.StartsWith(signature);

    static ReadOnlySpan<byte> signature => [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A];

    Hdf5Group Root()
    {
        if (!IsOne(file.Span(0, Math.Min(8, file.Length))))
            throw file.Damaged(0, "an HDF5 file, first bytes 89 48 44 46 0D 0A 1A 0A", "other bytes");
        var start = file.Block(0, 96, "the superblock");
        start.Skip(8);
        if (start.U8() is var version and not 0)
            throw version is 1 or 2 or 3 ? file.Refused(8, $"version {version} of HDF5's superblock",
                "Save it with h5py's default, without libver=\"latest\".")
                : file.Damaged(8, "version 0 of the superblock", $"version {version}");
        start.Skip(4); // versions of parts, all 0
        if ((start.U8(), start.U8()) is var (addresses, lengths) && (addresses, lengths) != (8, 8))
            throw file.Damaged(13, "addresses and lengths of 8 bytes", $"{addresses} and {lengths}");
        start.Skip(9); // how large groups are
        if (start.U64() is var basis and not 0)
            throw file.Damaged(24, "addresses that count from the file's first byte", $"from {basis:N0}");
        start.Skip(8);
        if (start.U64() is var end && end != file.Length && (end < 0 || end > file.Length))
            throw file.Damaged(40, $"a file of {end:N0} bytes", $"{file.Length:N0}: it is cut short");
        start.Skip(16);
        return Object(start.U64(), 0) as Hdf5Group
            ?? throw file.Damaged(64, "a group as the outermost object", "an array");
    }

    Hdf5Object Object(long address, int depth)
    {
        if (depth > MostDepth)
            throw file.Damaged(address, $"groups {MostDepth} deep at most", "deeper ones");
        if (!met.Add(address))
            throw file.Refused(address, "an object under two names, or a group inside itself",
                "Save it with Keras, which gives each array one name.");
        var header = Hdf5Header.Read(file, address);
        foreach (var message in header)
            if (message.Kind is Hdf5Message.Link or Hdf5Message.LinkInfo)
                throw file.Refused(message.Position, "groups in the newer form of HDF5",
                    "Save it with h5py's default, without libver=\"latest\" and track_order.");
            else if (message.Kind == Hdf5Message.SymbolTable)
                return Group(file.Within(message.Position, message.Length, "a group's place"), header, depth);
        return new Hdf5Dataset(file, address, header);
    }

    Hdf5Group Group(Hdf5Cursor place, List<Hdf5Message> header, int depth)
    {
        var (tree, names) = (place.U64(), place.U64());
        var attributes = new Dictionary<string, Hdf5Attribute>();
        foreach (var message in header)
            if (message.Kind == Hdf5Message.Attribute
                && new Hdf5Attribute(file, texts, file.Within(message.Position, message.Length, "an attribute"))
                    is var attribute && !attributes.TryAdd(attribute.Name, attribute))
                throw file.Damaged(message.Position, "attributes with names of their own", "a name twice");
        var members = new Dictionary<string, Hdf5Object>();
        foreach (var (name, member) in new Hdf5Tree(file, names).Members(tree))
            if (name is "." or ".." || name.Contains('/') || members.ContainsKey(name))
                throw file.Damaged(member, "a plain name that no other member has", $"'{Short(name)}'");
            else
                members.Add(name, Object(member, depth + 1));
        return new Hdf5Group(file, members, attributes);
    }

    static string Short(string name) => name.Length <= 40 ? name : name[..37] + "...";
}
