using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LearnDL.Data;
using LearnDL.Tensors;

namespace LearnDL.Saving;

/// <summary>Elements of files, little-endian, to and from tensors; every number stays exactly what it is.</summary>
static class NumberReader
{
    const int PieceLength = 1 << 16; // bytes, a multiple of every element's

    /// <summary>A tensor of the elements that follow in a stream.</summary>
    /// <exception cref="DamagedFileException">The stream ends, or a number has no place in an Int32.</exception>
    public static Tensor Read(Stream stream, NumberFormat format, Shape shape, string place)
    {
        using (Arena.LeaveScope()) // it stays, wherever it is read
        {
            var tensor = Tensor.New(shape, format.DType!.Value);
            if (format.IsOurs)
            {
                Fill(stream, BytesOf(tensor), place);
                ToThisMachine(tensor);
                return tensor;
            }
            Span<byte> piece = new byte[Math.Min(PieceLength, tensor.Size * (long)format.Bits / 8)];
            for (int done = 0, size = format.Bits / 8; done < tensor.Size; done += piece.Length / size)
            {
                piece = piece[..(int)Math.Min(piece.Length, (tensor.Size - done) * (long)size)];
                Fill(stream, piece, place);
                Convert(format, piece, tensor, done, place);
            }
            return tensor;
        }
    }

    /// <summary>Writes a tensor's elements.</summary>
    public static void Write(Stream stream, Tensor tensor)
    {
        if (!BitConverter.IsLittleEndian)
            ToThisMachine(tensor = tensor.Keep());
        stream.Write(BytesOf(tensor));
    }

    static void Fill(Stream stream, Span<byte> bytes, string place)
    {
        try
        {
            stream.ReadExactly(bytes);
        }
        catch (IOException e)
        {
            throw new DamagedFileException($"{place} cannot be read to its end.", $"{bytes.Length:N0} bytes more",
                e.Message, "Copy or download it again. Is another program writing it?");
        }
    }

    static void Convert(NumberFormat format, ReadOnlySpan<byte> bytes, Tensor tensor, int start, string place)
    {
        var size = format.Bits / 8;
        for (var i = 0; i < bytes.Length / size; i++)
        {
            var element = bytes.Slice(i * size, size);
            switch (format.DType)
            {
                case DType.Float32:
                    tensor.AsSpan<float>()[start + i] = format.Name == "F16"
                        ? (float)BinaryPrimitives.ReadHalfLittleEndian(element)
                        : BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(element) << 16);
                    break;
                case DType.UInt8:
                    tensor.AsSpan<byte>()[start + i] = element[0] <= 1 ? element[0]
                        : throw Unfit("is neither true nor false", "0 or 1", element[0]);
                    break;
                default:
                    var whole = Whole(format.Name, element);
                    tensor.AsSpan<int>()[start + i] = whole >= int.MinValue && whole <= int.MaxValue ? (int)whole
                        : throw Unfit("is no Int32", "numbers of 32 bits", whole);
                    break;
            }

            DamagedFileException Unfit(string what, string expected, Int128 number) => new(
                $"{place}: a number {what}.", expected, $"{number} in place {start + i:N0}",
                "LearnDL holds whole numbers of 32 bits. Store larger ones as F64, or was the file changed?");
        }
    }

    static Int128 Whole(string format, ReadOnlySpan<byte> element) => format switch
    {
        "I8" => (sbyte)element[0],
        "I16" => BinaryPrimitives.ReadInt16LittleEndian(element),
        "U16" => BinaryPrimitives.ReadUInt16LittleEndian(element),
        "U32" => BinaryPrimitives.ReadUInt32LittleEndian(element),
        "I64" => BinaryPrimitives.ReadInt64LittleEndian(element),
        _ => BinaryPrimitives.ReadUInt64LittleEndian(element),
    };

    static Span<byte> BytesOf(Tensor tensor) => tensor.DType switch
    {
        DType.Float32 => MemoryMarshal.AsBytes(tensor.AsSpan<float>()),
        DType.Float64 => MemoryMarshal.AsBytes(tensor.AsSpan<double>()),
        DType.Int32 => MemoryMarshal.AsBytes(tensor.AsSpan<int>()),
        _ => tensor.AsSpan<byte>(),
    };

    /// <summary>The bytes of every element the other way round, on a big-endian machine.</summary>
    static void ToThisMachine(Tensor tensor)
    {
        if (BitConverter.IsLittleEndian || tensor.DType == DType.UInt8)
            return;
        var bytes = BytesOf(tensor);
        for (int i = 0, size = tensor.DType == DType.Float64 ? 8 : 4; i < bytes.Length; i += size)
            bytes.Slice(i, size).Reverse();
    }
}
