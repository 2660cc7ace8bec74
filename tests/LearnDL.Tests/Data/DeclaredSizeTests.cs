using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using LearnDL.Data;

namespace LearnDL.Tests.Data;

/// <summary>
/// A file's own word for a size is not believed: memory grows with the bytes that are there. And the smallest whole
/// numbers of every type.
/// </summary>
public class DeclaredSizeTests
{
    const int MB = 1 << 20;

    /// <summary>What reading allocates, in bytes; it may end in a DamagedFileException and in no other.</summary>
    static long Allocated(Action read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            read();
        }
        catch (DamagedFileException)
        {
        }
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    static byte[] Npy(string type, string shape, ReadOnlySpan<byte> data)
    {
        var header = Encoding.ASCII.GetBytes($"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}\n");
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)header.Length);
        return [0x93, .. "NUMPY"u8, 1, 0, .. length, .. header, .. data];
    }

    static byte[] Zip(byte[] npy)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
        using (var entry = archive.CreateEntry("x.npy", CompressionLevel.SmallestSize).Open())
            entry.Write(npy);
        return stream.ToArray();
    }

    // Writes another length where the archive says how long the entry is unpacked.
    static byte[] Claiming(byte[] zip, uint length)
    {
        for (var i = 0; i + 4 < zip.Length; i++)
            if (zip.AsSpan(i).StartsWith("PK\x01\x02"u8))
                BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(i + 24), length);
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(22), length);
        return zip;
    }

    [Theory]
    [InlineData(889_000_000u)]
    [InlineData((1u << 30) - 1)]
    [InlineData(uint.MaxValue - 1)]
    public void An_archive_that_claims_much(uint length)
    {
        var zip = Claiming(Zip(Npy("<i4", "(3,)", new byte[12])), length);

        var allocated = Allocated(() => new NpzFile(zip, "x.npz").Integers("x"));

        Assert.True(allocated < MB, $"{allocated:N0}");
        Assert.Throws<DamagedFileException>(() => new NpzFile(zip, "x.npz").Integers("x"));
    }

    [Fact]
    public void An_array_that_claims_more_than_its_bytes()
    {
        var zip = Zip(Npy("<i8", "(2000000000,)", new byte[16]));

        Assert.True(Allocated(() => new NpzFile(zip, "x.npz").Integers("x")) < MB);
        Assert.Contains("length its header says",
            Assert.Throws<DamagedFileException>(() => new NpzFile(zip, "x.npz").Integers("x")).What);
        Assert.True(Allocated(() => new NpzFile(Zip(Npy("|O", "(2000000000,)", [0x80, 2, (byte)']', (byte)'.'])),
            "x.npz").Lists("x")) < MB);
    }

    public static TheoryData<string, byte[]> Floods => new()
    {
        { "lists", [(byte)']'] },
        { "lists that are remembered", [(byte)']', 0x94] },
        { "tuples in tuples", [0x85] },
        { "marks", [(byte)'('] },
        { "numbers", [(byte)'K', 1] },
        { "texts", [(byte)'U', 0] },
        { "what is remembered", [0x94] },
        { "appended lists", [(byte)']', 0x94, (byte)'a'] },
    };

    /// <summary>Two megabytes of one opcode pack into two kilobytes.</summary>
    [Theory]
    [MemberData(nameof(Floods))]
    public void A_pickle_that_asks_for_objects_without_end(string what, byte[] opcodes)
    {
        var pickle = new List<byte> { 0x80, 4, (byte)']' };
        while (pickle.Count < 2 * MB)
            pickle.AddRange(opcodes);
        pickle.Add((byte)'.');
        var zip = Zip(Npy("|O", "(1,)", pickle.ToArray()));

        var allocated = Allocated(() => new NpzFile(zip, "x.npz").Lists("x"));

        Assert.True(zip.Length < 8192, $"{zip.Length:N0}");
        Assert.True(allocated < 4L * pickle.Count + 32 * MB, $"{what}: {allocated:N0}");
    }

    [Fact]
    public void Lists_of_many_words_take_little_more_than_the_words()
    {
        var pickle = new List<byte>(Encoding.Latin1.GetBytes("\u0080\u0002cnumpy.core.multiarray\n_reconstruct\nq\u0001"
            + "cnumpy\nndarray\nq\u0002K\u0000\u0085U\u0001b\u0087R(K\u0001M\u00d0\u0007"
            + "\u0085cnumpy\ndtype\nU\u0002O8K\u0000K\u0001\u0087R(K\u0003U\u0001|NNN"
            + "J\u00FF\u00FF\u00FF\u00FFJ\u00FF\u00FF\u00FF\u00FFK?tb\u0089]("));
        for (var n = 0; n < 2000; n++)
        {
            pickle.AddRange("]("u8);
            for (var t = 0; t < 1000; t++)
                pickle.AddRange([(byte)'K', (byte)t]);
            pickle.Add((byte)'e');
        }
        pickle.AddRange("etb."u8);
        var zip = Zip(Npy("|O", "(2000,)", pickle.ToArray()));
        int[][] lists = [];

        var allocated = Allocated(() => lists = new NpzFile(zip, "x.npz").Lists("x"));

        Assert.Equal((2000, 1000, 999 % 256), (lists.Length, lists[7].Length, lists[1999][999]));
        Assert.True(allocated < 8L * pickle.Count + 16 * MB, $"{allocated:N0}");
    }

    [Fact]
    public void An_idx_file_that_claims_much()
    {
        using var folder = new TempFolder();
        var bytes = Idx.Header(2051, 1_000_000, 1000, 2);
        var (plain, packed) = (folder.Write("plain", bytes), folder.Write("packed.gz", Idx.Gzip(bytes)));

        Assert.True(Allocated(() => IdxFile.ReadImages(plain)) < MB);
        Assert.True(Allocated(() => IdxFile.ReadImages(packed)) < MB);
        Assert.Throws<DamagedFileException>(() => IdxFile.ReadImages(packed));
    }

    /// <summary>Blank images pack a thousandfold, and are whole all the same.</summary>
    [Fact]
    public void Images_that_pack_very_well_are_read()
    {
        using var folder = new TempFolder();
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.SmallestSize))
            gzip.Write([.. Idx.Header(2051, 1000, 28, 28), .. new byte[1000 * 28 * 28]]);
        var packed = stream.ToArray();

        var images = IdxFile.ReadImages(folder.Write("blank.gz", packed));

        Assert.Equal("(1000, 28, 28)", images.Shape.ToString());
        // close to the most that deflate can pack
        Assert.True(1000 * 28 * 28 > 900 * packed.Length, $"{packed.Length}");
    }

    [Fact]
    public void The_bound_of_packing_from_both_sides()
    {
        using var folder = new TempFolder();
        var size = Idx.Gzip(Idx.Header(2051, 1, 1, 0)).Length;
        DamagedFileException Read(int bytes)
        {
            var packed = Idx.Gzip(Idx.Header(2051, 1, 1, bytes));
            Array.Resize(ref packed, size); // the checksum behind does not matter: the header is looked at first
            return Assert.Throws<DamagedFileException>(() => IdxFile.ReadImages(folder.Write("x.gz", packed)));
        }

        Assert.Contains("a file too small to hold them", Read(1032 * size + 1).Got);
        Assert.DoesNotContain("a file too small to hold them", Read(1032 * size).Got);
    }

    [Theory]
    [InlineData("|i1", new byte[] { 0xFF, 0x80, 0x7F }, new[] { -1, -128, 127 })]
    [InlineData("|u1", new byte[] { 0xFF, 0x80, 0x7F }, new[] { 255, 128, 127 })]
    [InlineData("<i2", new byte[] { 0xFE, 0xFF, 0x00, 0x80, 0xFF, 0x7F }, new[] { -2, -32768, 32767 })]
    [InlineData("<i4", new byte[] { 0xFD, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0x80 }, new[] { -3, int.MinValue })]
    [InlineData("<i8",
        new byte[] { 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 0, 0 },
        new[] { -4, int.MaxValue })]
    public void Negative_numbers_of_every_type(string type, byte[] data, int[] expected) =>
        Assert.Equal(expected, new NpzFile(Zip(Npy(type, $"({expected.Length},)", data)), "x.npz").Integers("x"));

    [Fact]
    public void Numbers_beyond_Int32_are_told()
    {
        var error = Assert.Throws<DamagedFileException>(() =>
            new NpzFile(Zip(Npy("<i8", "(1,)", [0, 0, 0, 0x80, 0, 0, 0, 0])), "x.npz").Integers("x"));

        Assert.Contains("2147483648 at row 0", error.Got);
    }
}
