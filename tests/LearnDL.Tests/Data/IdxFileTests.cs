using FsCheck.Xunit;
using LearnDL.Data;

namespace LearnDL.Tests.Data;

/// <summary>IDX files: intact ones, and every way they come damaged.</summary>
public class IdxFileTests
{
    static DamagedFileException Damaged(byte[] bytes, params string[] words)
    {
        using var folder = new TempFolder();
        var path = folder.Write("train-images-idx3-ubyte.gz", bytes);
        var error = Assert.Throws<DamagedFileException>(() => IdxFile.ReadImages(path));
        Assert.All(words, word => Assert.Contains(word, error.Message));
        return error;
    }

    [Theory]
    [InlineData("packed.gz", true)]
    [InlineData("plain", false)]
    [InlineData("unpacked-by-the-browser.gz", false)]
    [InlineData("packed-but-not-named", true)]
    public void The_content_says_whether_a_file_is_packed(string name, bool packed)
    {
        using var folder = new TempFolder();
        var bytes = Idx.Images(2, 3, 4);

        var images = IdxFile.ReadImages(folder.Write(name, packed ? Idx.Gzip(bytes) : bytes));

        Assert.Equal("(2, 3, 4)", images.Shape.ToString());
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (byte)i), images.ToArray<byte>());
    }

    [Fact]
    public void Truncated_gzip()
    {
        var random = new Random(1);
        var noise = new byte[40_000];
        random.NextBytes(noise);
        var packed = Idx.Gzip([.. Idx.Header(2051, 40, 25, 40), .. noise]);

        Damaged(packed[..20_000], "cut short", "40,016 bytes", "download it again");
    }

    [Property(MaxTest = 200)]
    public void A_gzip_file_cut_anywhere_is_noticed(uint at)
    {
        var packed = Idx.Gzip(Idx.Images(5, 7, 9));
        var length = (int)(at % (packed.Length - 8)); // the last 8 bytes are the checksum and the length
        if (length > 0)
            Damaged(packed[..length]);
    }

    [Fact]
    public void Truncated_plain_file() => Damaged(Idx.Images(2, 3, 4)[..^1], "cut short", "40 bytes", "39 bytes");

    [Property(MaxTest = 200)]
    public void A_flipped_bit_in_gzip_is_noticed(uint at, byte bit)
    {
        var packed = Idx.Gzip(Idx.Images(5, 20, 20));
        // the first ten bytes hold a date and the like
        packed[10 + at % (packed.Length - 10)] ^= (byte)(1 << (bit % 8));

        Damaged(packed);
    }

    [Fact]
    public void A_wrong_checksum_in_gzip()
    {
        var packed = Idx.Gzip(Idx.Images(5, 20, 20));
        packed[^6] ^= 1;

        Damaged(packed, "cannot be unpacked", "download it again");
    }

    [Fact]
    public void Longer_than_announced() => Damaged([.. Idx.Images(2, 3, 4), 1, 2], "longer than its header");

    [Fact]
    public void A_header_that_announces_terabytes_asks_for_no_memory() =>
        Damaged([.. Idx.Header(2051, int.MaxValue, int.MaxValue, int.MaxValue), 1, 2, 3],
            "cut short, or its header is damaged");

    [Fact]
    public void Negative_size() => Damaged(Idx.Header(2051, -5, 28, 28), "header is damaged");

    [Fact]
    public void Less_than_a_header() => Damaged([0, 0, 8], "cut short");

    [Fact]
    public void Half_a_header() => Damaged([0, 0, 8, 3, 0, 0], "cut short");

    [Fact]
    public void Swapped_files()
    {
        using var folder = new TempFolder();
        var images = folder.Write("images", Idx.Images(2, 2, 2));
        var labels = folder.Write("labels", Idx.Labels(1, 2));

        var error = Assert.Throws<DamagedFileException>(() => IdxFile.ReadPair(labels, images));

        Assert.Contains("holds labels (magic 2049) where images (2051) were expected", error.Message);
        Assert.Contains("swapped", error.Fix);
    }

    [Theory]
    [InlineData(new byte[] { 0x3C, 0x21, 0x44, 0x4F, 0x43 }, "a web page")]
    [InlineData(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D }, "a PNG picture")]
    [InlineData(new byte[] { 1, 2, 3, 4, 5 }, "no IDX file")]
    public void Other_files(byte[] bytes, string kind) => Damaged(bytes, kind, "first bytes");

    [Fact]
    public void Counts_that_disagree()
    {
        using var folder = new TempFolder();
        var images = folder.Write("train-images", Idx.Images(3, 2, 2));
        var labels = folder.Write("t10k-labels", Idx.Labels(1, 2));

        var error = Assert.Throws<DataException>(() => IdxFile.ReadPair(images, labels));

        Assert.Contains("3 images in", error.Got);
        Assert.Contains("2 labels in", error.Got);
        Assert.Contains("do not mix", error.Fix);
    }
}
