namespace LearnDL.Interop;

/// <summary>A message of an object's header: what it tells, and where it stands.</summary>
readonly record struct Hdf5Message(int Kind, long Position, int Length)
{
    public const int Dataspace = 1, LinkInfo = 2, Datatype = 3, Link = 6, External = 7, Layout = 8, Filters = 11,
        Attribute = 12, Continuation = 16, SymbolTable = 17;
}

/// <summary>
/// The header of a group or a dataset, version 1: messages in one block, and more of them in blocks that they name.
/// </summary>
static class Hdf5Header
{
    const int Shared = 2; // a flag: the message stands elsewhere

    /// <summary>The messages that say what a reader must know.</summary>
    public static List<Hdf5Message> Read(Hdf5Bytes file, long address)
    {
        var start = file.Block(address, 16, "an object's header");
        if (start.U8() is var version && version != 1)
            throw version == 'O' ? file.Refused(address, "objects in the newer form of HDF5",
                "Save it with h5py's default, without libver=\"latest\" and track_order.")
                : file.Damaged(address, "version 1 of an object's header", $"version {version}");
        start.Skip(7); // how many messages, how many names
        var messages = new List<Hdf5Message>();
        var blocks = new Queue<(long Address, long Length)>([(address + 16, start.U32())]);
        while (blocks.TryDequeue(out var block))
            Read(file, file.Block(block.Address, block.Length, "messages of a header"), messages, blocks);
        return messages;
    }

    static void Read(Hdf5Bytes file, Hdf5Cursor block, List<Hdf5Message> messages, Queue<(long, long)> blocks)
    {
        while (block.Left >= 8)
        {
            var (place, kind, length, flags) = (block.Position, block.U16(), block.U16(), block.U8());
            block.Skip(3);
            if (kind is < Hdf5Message.Dataspace or > Hdf5Message.SymbolTable)
            {
                block.Skip(length);
                continue;
            }
            if ((flags & Shared) != 0)
                throw file.Refused(place, "a shared message", "Save the arrays with types of NumPy.");
            if (kind != Hdf5Message.Continuation)
                messages.Add(new(kind, block.Position, length));
            var content = file.Within(block.Position, length, "a message");
            block.Skip(length);
            if (kind == Hdf5Message.Continuation)
                blocks.Enqueue((content.U64(), content.U64()));
        }
    }
}
