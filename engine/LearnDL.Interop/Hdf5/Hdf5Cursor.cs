using System.Buffers.Binary;
using System.Text;

namespace LearnDL.Interop;

/// <summary>Reads a block of an HDF5 file from its first byte to its last; numbers are little-endian.</summary>
ref struct Hdf5Cursor(Hdf5Bytes file, ReadOnlySpan<byte> bytes, long start)
{
    readonly ReadOnlySpan<byte> bytes = bytes;
    int at;

    /// <summary>Where it is in the file.</summary>
    public readonly long Position => start + at;

    /// <summary>How many bytes are to come.</summary>
    public readonly int Left => bytes.Length - at;

    /// <summary>What is to come.</summary>
    public readonly ReadOnlySpan<byte> Rest => bytes[at..];

    /// <summary>So many bytes.</summary>
    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count < 0 || count > Left)
            throw file.Damaged(Position, $"{count:N0} bytes", $"{Left:N0}");
        at += count;
        return bytes.Slice(at - count, count);
    }

    /// <summary>A number of one byte.</summary>
    public byte U8() => Bytes(1)[0];

    /// <summary>A number of two bytes.</summary>
    public int U16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2));

    /// <summary>A number of four bytes.</summary>
    public long U32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    /// <summary>An address or a length of eight bytes; negative where it is undefined or beyond all files.</summary>
    public long U64() => BinaryPrimitives.ReadInt64LittleEndian(Bytes(8));

    /// <summary>Passes over bytes.</summary>
    public void Skip(int count) => _ = Bytes(count);

    /// <summary>Text of this many bytes; what is not UTF-8 becomes U+FFFD.</summary>
    public string Text(int count) => Encoding.UTF8.GetString(Bytes(count));

    /// <summary>The four letters that a block begins with, and its version.</summary>
    public void Expect(ReadOnlySpan<byte> letters, int version)
    {
        var place = Position;
        if (!Bytes(letters.Length).SequenceEqual(letters))
            throw file.Damaged(place, $"a block {Encoding.ASCII.GetString(letters)}", "other bytes");
        if (U8() is var other && other != version)
            throw file.Damaged(place, $"version {version} of {Encoding.ASCII.GetString(letters)}", $"version {other}");
    }
}
