using LearnDL.Data;

namespace LearnDL.Interop;

/// <summary>A small array that stands in the header of a group: text, or several texts.</summary>
sealed class Hdf5Attribute
{
    const int Reference = 16; // bytes of a text's place: its length, the address of a heap, its number there

    readonly Hdf5Bytes file;
    readonly Hdf5TextHeap heap;
    readonly Hdf5Type type;
    readonly long elements, data; // data: where it begins
    string[]? texts;              // once they were read

    /// <summary>Reads the message; the text itself is read when it is asked for.</summary>
    public Hdf5Attribute(Hdf5Bytes file, Hdf5TextHeap heap, Hdf5Cursor message)
    {
        (this.file, this.heap) = (file, heap);
        var place = message.Position;
        var version = message.U8();
        if (version is < 1 or > 3 || (message.U8() is var flags && version > 1 && flags != 0))
            throw file.Damaged(place, "an attribute of version 1 to 3 that shares nothing", $"version {version}");
        var (nameLength, typeLength, spaceLength) = (message.U16(), message.U16(), message.U16());
        message.Skip(version == 3 ? 1 : 0); // in which characters the name is
        Name = Part(ref message, nameLength, version).Text(nameLength).Split('\0')[0];
        type = Hdf5Type.Read(Part(ref message, typeLength, version));
        _ = Hdf5Space.Read(file, Part(ref message, spaceLength, version), out elements);
        data = message.Position;
        if (elements * type.Size > message.Left || (elements > 0 && type.Size == 0))
            throw file.Damaged(data, $"{elements:N0} times {type.Size:N0} bytes", $"{message.Left:N0} bytes");
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The texts; none where it is an empty array, which h5py writes as one of numbers.</summary>
    /// <exception cref="DamagedFileException">It holds no text.</exception>
    public string[] Texts() => texts ??= elements == 0 ? [] : type.Name switch
    {
        Hdf5Type.FixedText => ReadAll(FixedText),
        Hdf5Type.VariableText when type.Size == Reference => ReadAll(place => heap.Text(
            file.Within(place, Reference, "the place of a text"))),
        _ => throw file.Refused(data, $"{type.Name} in '{Name}'", "Keras has text there."),
    };

    string[] ReadAll(Func<long, string> read)
    {
        var all = new string[elements];
        for (var i = 0; i < all.Length; i++)
            all[i] = read(data + (long)i * type.Size);
        return all;
    }

    /// <summary>It ends at the first zero, or where its room does.</summary>
    string FixedText(long place)
    {
        var room = file.Within(place, type.Size, "a text");
        return room.Text(room.Rest.IndexOf((byte)0) is var end and >= 0 ? end : type.Size);
    }

    /// <summary>A part of the message; in version 1 it takes a multiple of eight bytes.</summary>
    Hdf5Cursor Part(ref Hdf5Cursor message, int length, int version)
    {
        var place = message.Position;
        message.Skip(version == 1 ? length + 7 & ~7 : length);
        return file.Within(place, length, "a part of an attribute");
    }
}
