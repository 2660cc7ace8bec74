using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using LearnDL.Tensors;

namespace LearnDL.Interop.Tests;

/// <summary>Checksums, buckets and pictures by themselves.</summary>
public sealed class EventFormTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("31 32 33 34 35 36 37 38 39", 0xE3069283)] // "123456789"
    [InlineData("00*32", 0x8A9136AA)] // RFC 3720, B.4
    [InlineData("FF*32", 0x62A8AB43)]
    public void The_checksum_is_CRC_32C(string hex, uint expected)
    {
        var bytes = hex.Split('*') is [var one, var count]
            ? [.. Enumerable.Repeat(Convert.ToByte(one, 16), int.Parse(count))]
            : Convert.FromHexString(hex.Replace(" ", ""));
        Assert.Equal(expected, MaskedCrc.Castagnoli(bytes));
    }

    [Fact]
    public void A_checksum_is_masked() // crc 0xE3069283 turned by 15 bits is 0x2507C60D
        => Assert.Equal(0x2507C60D + 0xA282EAD8, MaskedCrc.Of("123456789"u8));

    [Fact]
    public void Buckets_have_even_edges_and_count_every_number_once()
    {
        double[] values = [.. Tensor.Normal([1000], seed: 1, dtype: DType.Float64).ToArray<double>(), 0, 0];
        var rows = Rows(values);
        Assert.Equal(values.Length, rows.Sum(row => row.Count));
        Assert.Equal((values.Min(), values.Max()), (rows[0].Left, rows[^1].Right));
        var width = (values.Max() - values.Min()) / 30;
        for (var i = 0; i < 30; i++)
        {
            Assert.Equal(values.Min() + i * width, rows[i].Left, 1e-12);
            Assert.Equal(i < 29 ? rows[i + 1].Left : values.Max(), rows[i].Right);
            Assert.Equal(values.Count(value => value >= rows[i].Left
                && (i == 29 || value < rows[i].Right)), rows[i].Count);
        }
    }

    [Fact]
    public void Equal_numbers_are_in_the_last_bucket_and_of_none_all_is_0()
    {
        var rows = Rows([2.5, 2.5, 2.5]);
        Assert.All(rows, row => Assert.Equal((2.5, 2.5), (row.Left, row.Right)));
        Assert.Equal(3, rows[^1].Count);
        Assert.Equal(3, rows.Sum(row => row.Count));
        Assert.All(Rows([]), row => Assert.Equal((0, 0, 0), row));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Numbers_that_are_not_finite_are_left_out(double bad)
    {
        Assert.Equal(Rows([1, 2, 4]), Rows([bad, 1, 2, bad, 4]));
        Assert.All(Rows([bad]), row => Assert.Equal((0, 0, 0), row));
    }

    [Fact]
    public void The_range_of_the_largest_numbers_is_finite()
    {
        var rows = Rows([-double.MaxValue, 0, double.MaxValue]);
        Assert.All(rows, row => Assert.True(double.IsFinite(row.Left) && double.IsFinite(row.Right)));
        Assert.Equal([1, 1, 1], rows.Where(row => row.Count > 0).Select(row => row.Count));
        Assert.Equal((-double.MaxValue, double.MaxValue), (rows[0].Left, rows[^1].Right));
        Assert.Equal(2, Rows([5e-324, 1e-323]).Sum(row => row.Count)); // narrower than a number has bits for
    }

    static List<(double Left, double Right, double Count)> Rows(double[] values) =>
        [.. HistogramBuckets.Of(values).Chunk(3).Select(row => (row[0], row[1], row[2]))];

    [Fact]
    public void A_vector_is_a_row_and_a_matrix_lies_on_its_longer_side()
    {
        Assert.Equal([[1, 128, 255]], Pixels(WeightPicture.Of([-2, 0, 2], [3])!));
        Assert.Equal([[1, 128, 255], [192, 64, 128]], Pixels(WeightPicture.Of([-2, 0, 2, 1, -1, 0], [2, 3])!));
        Assert.Equal([[1, 128, 255], [192, 64, 128]], Pixels(WeightPicture.Of([-2, 1, 0, -1, 2, 0], [3, 2])!));
        Assert.Equal([[128, 128]], Pixels(WeightPicture.Of([0, 0], [1, 2, 1])!));
        Assert.Equal([[255]], Pixels(WeightPicture.Of([7], [])!));
    }

    [Fact]
    public void Every_kernel_is_a_tile()
    {
        // (kh, kw, C, filters) = (2, 3, 2, 2), each number its own place among ±12
        double[] values = [.. Enumerable.Range(0, 24).Select(i => i - 12.0)];
        var pixels = Pixels(WeightPicture.Of(values, [2, 3, 2, 2])!);
        Assert.Equal((5, 7), (pixels.Length, pixels[0].Length)); // a line of black between tiles
        byte Grey(int kh, int kw, int c, int filter) =>
            (byte)Math.Round(128 + 127 * ((((kh * 3 + kw) * 2 + c) * 2 + filter - 12) / 12.0));
        for (var y = 0; y < 5; y++)
            for (var x = 0; x < 7; x++)
                Assert.Equal(y == 2 || x == 3 ? 0 : Grey(y % 3, x % 4, y / 3, x / 4), pixels[y][x]);
        Assert.Equal((5 * 2 + 4, 3), Size(WeightPicture.Of(new double[30], [3, 2, 5])!)); // (k, C, filters)
    }

    [Fact]
    public void What_has_too_many_axes_has_no_picture_and_a_huge_one_is_cut()
    {
        Assert.Null(WeightPicture.Of(new double[32], [2, 2, 2, 2, 2]));
        Assert.Null(WeightPicture.Of([], [0]));
        Assert.Equal((4096, 2), Size(WeightPicture.Of(new double[20_000], [10_000, 2])!));
        Assert.Equal([[128, 128, 255]], Pixels(WeightPicture.Of([double.NaN, 0, 1], [3])!));
    }

    static (int Width, int Height) Size(WeightPicture picture)
    {
        _ = Pixels(picture);
        return (picture.Width, picture.Height);
    }

    /// <summary>The pixels of a PNG, whose chunks must be right.</summary>
    static byte[][] Pixels(WeightPicture picture)
    {
        var file = picture.Png;
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file[..8]);
        Assert.Equal(Convert.FromHexString("0000000049454E44AE426082"), file[^12..]); // how every PNG ends
        Assert.Equal(13, BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(8)));
        Assert.Equal((picture.Width, picture.Height), (BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(16)),
            BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(20))));
        Assert.Equal([8, 0, 0, 0, 0], file[24..29]);
        Assert.Equal("IDAT", Encoding.ASCII.GetString(file[37..41]));
        using var zlib = new ZLibStream(new MemoryStream(file[41..^16]), CompressionMode.Decompress);
        using var all = new MemoryStream();
        zlib.CopyTo(all);
        byte[][] rows = [.. all.ToArray().Chunk(picture.Width + 1)];
        Assert.Equal(picture.Height, rows.Length);
        Assert.All(rows, row => Assert.Equal((0, picture.Width + 1), (row[0], row.Length)));
        return [.. rows.Select(row => row[1..])];
    }
}
