namespace LearnDL.Interop;

/// <summary>
/// Where HDF5 keeps texts of different lengths: blocks of them, in which each has a number. A block is read once, and
/// so is each text.
/// </summary>
sealed class Hdf5TextHeap(Hdf5Bytes file)
{
    readonly Dictionary<long, Dictionary<int, (long Address, long Length)>> blocks = [];
    long left = file.Length; // of the bytes of all texts

    /// <summary>The text of such a place: its length, the address of its block, its number there.</summary>
    public string Text(Hdf5Cursor place)
    {
        var (at, length, address, number) = (place.Position, place.U32(), place.U64(), place.U32());
        if (length == 0)
            return "";
        if (!blocks.TryGetValue(address, out var texts))
            blocks.Add(address, texts = Read(address));
        if (number > int.MaxValue || !texts.TryGetValue((int)number, out var text) || text.Length < length)
            throw file.Damaged(at, $"a text of {length:N0} bytes in the heap at byte {address:N0}",
                $"none of the number {number}");
        if ((left -= length) < 0)
            throw file.Damaged(at, "texts that are there once", "more text than the file has bytes");
        return file.Within(text.Address, length, "a text").Text((int)length);
    }

    Dictionary<int, (long, long)> Read(long address)
    {
        var head = file.Block(address, 16, "a heap of texts");
        head.Expect("GCOL"u8, 1);
        head.Skip(3);
        var block = file.Block(address + 16, head.U64() - 16, "a heap of texts");
        var texts = new Dictionary<int, (long, long)>();
        while (block.Left >= 16)
        {
            var (place, number) = (block.Position, block.U16());
            block.Skip(6);
            var length = block.U64();
            if (number == 0) // the room behind all texts
                break;
            if (length < 0 || length > block.Left || !texts.TryAdd(number, (block.Position, length)))
                throw file.Damaged(place, "a text within its heap, with a number of its own",
                    $"number {number}, {length:N0} bytes");
            block.Skip((int)Math.Min(length + 7 & ~7L, block.Left));
        }
        return texts;
    }
}
