using System.Buffers;
using System.Buffers.Binary;

namespace LearnDL.Interop;

/// <summary>A block of an HDF5 file that is being written; numbers are little-endian.</summary>
sealed class Hdf5Block
{
    readonly ArrayBufferWriter<byte> buffer = new();

    public int Length => buffer.WrittenCount;

    public byte[] ToArray() => buffer.WrittenSpan.ToArray();

    public Hdf5Block Bytes(ReadOnlySpan<byte> bytes)
    {
        buffer.Write(bytes);
        return this;
    }

    public Hdf5Block U8(params ReadOnlySpan<byte> numbers) => Bytes(numbers);

    public Hdf5Block U16(int number)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(buffer.GetSpan(2), checked((ushort)number));
        buffer.Advance(2);
        return this;
    }

    public Hdf5Block U32(int number)
    {
        BinaryPrimitives.WriteInt32LittleEndian(buffer.GetSpan(4), number);
        buffer.Advance(4);
        return this;
    }

    /// <summary>An address or a length; -1 is HDF5's undefined address.</summary>
    public Hdf5Block U64(long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(buffer.GetSpan(8), number);
        buffer.Advance(8);
        return this;
    }

    /// <summary>Zeros up to a multiple of 8 bytes.</summary>
    public Hdf5Block Align() => Bytes(stackalloc byte[-Length & 7]);

    /// <summary>A message of a header: what it is, its length, itself.</summary>
    public Hdf5Block Message(int kind, Hdf5Block content)
    {
        _ = content.Align();
        return U16(kind).U16(content.Length).U32(0).Bytes(content.buffer.WrittenSpan);
    }

    /// <summary>The bytes, with zeros up to this length.</summary>
    public byte[] Fill(int length) => Bytes(new byte[length - Length]).ToArray();
}
