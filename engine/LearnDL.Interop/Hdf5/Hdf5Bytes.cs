using LearnDL.Data;

namespace LearnDL.Interop;

/// <summary>
/// The bytes of an HDF5 file. Every block is asked for by its address and length, and all blocks together are no longer
/// than the file: blocks that overlap, or one that is met again and again, cost neither time nor memory.
/// </summary>
/// <param name="bytes">The whole file.</param>
/// <param name="file">What errors call it.</param>
sealed class Hdf5Bytes(ReadOnlyMemory<byte> bytes, string file)
{
    /// <summary>More is no name of a layer or a weight.</summary>
    public const int MostName = 1024;

    const string Again = "Copy or download it again, or save it again with Keras or h5py.";

    long left = bytes.Length; // to be asked for

    /// <summary>What errors call the file.</summary>
    public string File => file;

    /// <summary>How many bytes there are.</summary>
    public int Length => bytes.Length;

    /// <summary>A block of the file, which is asked for once.</summary>
    /// <param name="address">Where it begins; negative for an address that HDF5 calls undefined.</param>
    /// <param name="length">How many bytes it has.</param>
    /// <param name="what">What should be there.</param>
    /// <exception cref="DamagedFileException">It is not within the file.</exception>
    public Hdf5Cursor Block(long address, long length, string what)
    {
        var block = Within(address, length, what);
        if ((left -= length) < 0)
            throw Damaged(address, "blocks that follow one another", $"{what} within others");
        return block;
    }

    /// <summary>The same for a piece of a block.</summary>
    public Hdf5Cursor Within(long address, long length, string what) =>
        address >= 0 && length >= 0 && length <= bytes.Length - address
            ? new Hdf5Cursor(this, bytes.Span.Slice((int)address, (int)length), address)
            : throw Damaged(address, $"{what} within {bytes.Length:N0} bytes",
                address < 0 || length < 0 ? "no such place" : $"{length:N0} bytes");

    /// <summary>The bytes of a block whose place has been checked.</summary>
    public ReadOnlySpan<byte> Span(long address, int length) => bytes.Span.Slice((int)address, length);

    /// <summary>A name that ends in a zero.</summary>
    public string Name(long address, long end)
    {
        var most = (int)Math.Min(MostName + 1, end - address);
        var room = Within(address, most, "a name");
        var length = room.Rest.IndexOf((byte)0);
        return length > 0 ? Block(address, length, "a name").Text(length)
            : throw Damaged(address, $"a name of 1 to {MostName} bytes", length == 0 ? "none" : "no end of it");
    }

    /// <summary>The file breaks a rule of its format.</summary>
    public DamagedFileException Damaged(long address, string expected, string got) => new(
        $"'{file}' breaks the rules of HDF5.", expected, address < 0 ? got : $"{got}, at byte {address:N0}", Again);

    /// <summary>The file is whole, perhaps, but has what Keras does not write.</summary>
    public DamagedFileException Refused(long address, string what, string why) => new(
        $"'{file}' has {what}, which LearnDL does not read.",
        "groups, attributes and plain arrays, as Keras and h5py write them by default", $"{what}, at byte {address:N0}",
        why);
}
