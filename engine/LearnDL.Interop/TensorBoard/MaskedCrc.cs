using System.Buffers.Binary;
using System.Numerics;

namespace LearnDL.Interop;

/// <summary>
/// The checksum of TensorFlow's records: CRC-32C (Castagnoli, 1993), masked, since the checksum of bytes that hold
/// their own checksum says little.
/// </summary>
static class MaskedCrc
{
    /// <summary>The checksum, its bits turned by 15 places, plus a constant.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) =>
        unchecked(BitOperations.RotateRight(Castagnoli(bytes), 15) + 0xA282EAD8);

    /// <summary>CRC-32C: e3069283 for "123456789".</summary>
    internal static uint Castagnoli(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var value in bytes)
            crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }
}
