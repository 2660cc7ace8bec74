using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using LearnDL.Data;
using LearnDL.Saving;
using LearnDL.Tests.Data;

namespace LearnDL.Tests.Saving;

/// <summary>Files that break a rule of the format: each is refused with the place, at once, in little memory.</summary>
public sealed class SafetensorsRefusalTests
{
    const string One = "\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]";

    static byte[] File(string json, int data, ulong? length = null)
    {
        var header = Encoding.UTF8.GetBytes(json);
        var start = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(start, length ?? (ulong)header.Length);
        return [.. start, .. header, .. new byte[data]];
    }

    static SafetensorsFile Open(byte[] bytes) => SafetensorsFile.Open(new MemoryStream(bytes), "x.safetensors");

    /// <summary>The header, the number of bytes of data, and words of the error.</summary>
    public static TheoryData<string, int, string> Bad => new()
    {
        { "", 0, "first bytes 00 00 00 00" },
        { "[]", 0, "StartArray, at byte 8" },
        { "{} {}", 0, "at byte 11" },
        { "{}\0", 0, "at byte 10" },
        { "{ ", 0, "one JSON object" },
        { "{\"a\":{" + One + "}", 8, "one JSON object" },
        { "{\"a\":{" + One + "},}", 8, "one JSON object" },
        { "{/*c*/\"a\":{" + One + "}}", 8, "one JSON object" },
        { "{'a':{" + One + "}}", 8, "one JSON object" },
        { "{\"\\ud800\":{" + One + "}}", 8, "one JSON object, in UTF-8" },
        { "{\"a\":{" + One + "},\"a\":{" + One + "}}", 8, "'a' twice, at byte" },
        { "{\"a\":{" + One + "},\"\\u0061\":{" + One + "}}", 8, "'a' twice, at byte" },
        { "{\"a\":{" + One + ",\"dtype\":\"F32\"}}", 8, "'dtype' twice" },
        { "{\"a\":{" + One + ",\"shape\":[2]}}", 8, "'shape' twice" },
        { "{\"a\":{" + One + ",\"data_offsets\":[0,8]}}", 8, "'data_offsets' twice" },
        { "{\"a\":{" + One + ",\"more\":1}}", 8, "'more'" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", 8, "only a part" },
        { "{\"a\":{}}", 0, "only a part" },
        { "{\"a\":[]}", 0, "StartArray" },
        { "{\"a\":null}", 0, "Null" },
        { "{\"__metadata__\":{\"a\":1}}", 0, "a text for __metadata__'s 'a'" },
        { "{\"__metadata__\":{\"a\":null}}", 0, "Null" },
        { "{\"__metadata__\":{\"a\":{\"b\":\"c\"}}}", 0, "StartObject" },
        { "{\"__metadata__\":{\"a\":\"1\",\"a\":\"1\"}}", 0, "'a' twice" },
        { "{\"__metadata__\":{},\"__metadata__\":{}}", 0, "'__metadata__' twice" },
        { "{\"__metadata__\":null}", 0, "Null" },
        { "{\"__metadata__\":\"a\"}", 0, "String" },
        { Tensor("F32", "2", "0,7"), 7, "8 bytes for F32 (2,)" },
        { Tensor("F32", "2", "0,9"), 9, "8 bytes for F32 (2,)" },
        { Tensor("F32", "2", "8,0"), 8, "data_offsets 8, 0" },
        { Tensor("F32", "", "0,0"), 0, "4 bytes for F32 ()" },
        { Tensor("F32", "2", "0,8"), 7, "does not have the length" },
        { Tensor("F32", "2", "0,8"), 9, "does not have the length" },
        { Tensor("F32", "2", "1,9"), 9, "a hole" },
        { Tensor("F32", "2", "0,8,8"), 8, "two numbers" },
        { Tensor("F32", "2", "0"), 8, "EndArray" },
        { Tensor("F32", "-2", "0,8"), 8, "-2, at byte 37" },
        { Tensor("F32", "-0", "0,0"), 0, "-0" },
        { Tensor("F32", "2.0", "0,8"), 8, "2.0" },
        { Tensor("F32", "2e0", "0,8"), 8, "2e0" },
        { Tensor("F32", "02", "0,8"), 8, "one JSON object" },
        { Tensor("F32", "\"2\"", "0,8"), 8, "String" },
        { Tensor("F32", "[2]", "0,8"), 8, "StartArray" },
        { Tensor("F32", "2", "-8,0"), 8, "-8" },
        { Tensor("F32", "2", "0,8.0"), 8, "8.0" },
        { Tensor("F32", "2", "9223372036854775808,9223372036854775816"), 8, "9223372036854775808" },
        { Tensor("F32", "2", "9223372036854775800,9223372036854775807"), 8, "8 bytes" },
        { Tensor("F32", "2147483648", "0,8"), 8, "2147483648" },
        { Tensor("F32", "99999999999999999999999999", "0,8"), 8, "99999" },
        { Tensor("U8", "65536,65536", "0,0"), 0, "(65536, 65536)" }, // 2³² is 0 in 32 bits
        { Tensor("F64", "2147483647,2147483647,2147483647,2147483647", "0,8"), 8, "elements" },
        { Tensor("F32", "0,2147483647,2147483647", "0,8"), 8, "0 bytes for" },
        { Tensor("U8", "2147483647", "0,2147483647"), 0, "at most 2,147,483,591 elements" }, // more than an array has
        { Tensor("F32", "1000000000", "0,4000000000"), 8, "4,000,000" },
        { Tensor("F32", "1,1,1,1,1,1,1", "0,4"), 4, "at most 6 axes" },
        { Tensor("F4", "3", "0,1"), 1, "2 bytes for F4" },
        { Tensor("F4", "3", "0,2"), 2, "2 bytes for F4" }, // 12 bits are not whole bytes
        { Tensor("F31", "2", "0,8"), 8, "'F31'" },
        { Tensor("f32", "2", "0,8"), 8, "'f32'" },
        { "{\"a\":{" + One + "},\"b\":{" + One + "}}", 8, "overlap" },
        { "{\"a\":{" + One + "},\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}", 12, "overlap" },
        { "{\"a\":{" + One + "},\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[9,17]}}", 17, "a hole" },
        { "{\"a\":{" + One + "},\"b\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[4,4]}}", 8, "overlap" },
    };

    static string Tensor(string dtype, string shape, string offsets) =>
        $"{{\"a\":{{\"dtype\":\"{dtype}\",\"shape\":[{shape}],\"data_offsets\":[{offsets}]}}}}";

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_broken_rule_is_named(string json, int data, string words) => Refused(File(json, data), words);

    static void Refused(byte[] bytes, string words)
    {
        string? message = null;
        var clock = Stopwatch.StartNew();
        Assert.Null(FileMutations.Try(bytes, read =>
        {
            message = Assert.Throws<DamagedFileException>(() => Open(read)).Message;
        }));
        Assert.Contains(words, message);
        Assert.Contains("x.safetensors", message);
        Assert.True(clock.ElapsedMilliseconds < 500, $"{clock.ElapsedMilliseconds} ms");
    }

    /// <summary>The header, the number of bytes of data, and the tensors in their order.</summary>
    public static TheoryData<string, int, string> Odd => new()
    {
        { "{}", 0, "" },
        { " \n\t\r{ } ", 0, "" },
        { "{\"__metadata__\":{}}", 0, "" },
        { "{\"__metadata__\":{\"\":\"\"}}", 0, "" },
        { Tensor("F64", "2147483647,2147483647,0", "0,0"), 0, "a: F64 (2147483647, 2147483647, 0)" },
        { Tensor("F64", "", "0,8"), 8, "a: F64 ()" },
        { Tensor("F4", "4", "0,2"), 2, "a: F4 (4,)" },
        { "{\"\":{\"data_offsets\":[0,8],\"shape\":[2],\"dtype\":\"F32\"}}", 8, ": F32 (2,)" },
        { "{\"\\u00e4\\n\":{" + One + "}}", 8, "ä\n: F32 (2,)" },
        { "{\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[8,9]},\"a\":{" + One
            + "},\"c\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[8,8]}}", 9,
            "a: F32 (2,); c: U8 (0,); b: U8 (1,)" },
    };

    [Theory]
    [MemberData(nameof(Odd))]
    public void What_no_rule_forbids_is_read(string json, int data, string tensors)
    {
        using var file = Open(File(json, data));
        Assert.Equal(tensors, string.Join("; ", file.Tensors));
        Assert.All(file.Tensors.Where(stored => stored.DType is not null), stored =>
            Assert.Equal(stored.Shape, file.Read(stored.Name).Shape));
    }

    [Theory]
    [InlineData(ulong.MaxValue, "no safetensors file")]
    [InlineData(1UL << 63, "no safetensors file")]
    [InlineData(100_000_001UL, "no safetensors file")]
    [InlineData(100_000_000UL, "cut short")]
    [InlineData(3UL, "cut short")]
    [InlineData(1UL, "no safetensors file")]
    public void A_header_of_another_length(ulong length, string words) => Refused(File("{}", 0, length), words);

    [Fact]
    public void Bytes_that_are_no_text() => Refused([2, 0, 0, 0, 0, 0, 0, 0, (byte)'{', 0xFF], "no UTF-8");

    [Fact]
    public void Few_bytes() => Refused([1, 2, 3], "first bytes 01 02 03");

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    [InlineData("{\"__metadata__\":{\"a\":\"b\",")]
    public void Much_nesting(string opening) =>
        Refused(File(string.Concat(Enumerable.Repeat(opening, 200_000)), 0), "at byte");

    [Fact]
    public void Many_small_texts() => Refused(File("{\"__metadata__\":{" + string.Join(',',
        Enumerable.Range(0, 100_001).Select(n => $"\"{n}\":\"\"")) + "}}", 0), "at most 100,000 entries");

    /// <summary>The smallest entries that there are: what is kept of them is in proportion to the file.</summary>
    [Fact]
    public void Many_small_tensors()
    {
        var file = File("{" + string.Join(',', Enumerable.Range(0, 400_000).Select(n =>
            $"\"{n}\":{{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}")) + "}", 0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var open = Open(file);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(400_000, open.Tensors.Count);
        Assert.True(allocated < 4L * file.Length, $"{allocated:N0} for {file.Length:N0}");
    }

    [Fact]
    public void A_file_of_another_kind_is_named()
    {
        using var folder = new TempFolder();
        var page = folder.Write("x.safetensors", "<!DOCTYPE html><html></html>");
        Assert.Contains("is a web page", Assert.Throws<DamagedFileException>(() => SafetensorsFile.Open(page)).What);
        Assert.Contains("is empty", Assert.Throws<DamagedFileException>(() =>
            SafetensorsFile.Open(folder.Write("empty", ""))).What);
        Assert.Throws<MissingFileException>(() => SafetensorsFile.Open(folder["none"]));
    }

    [Fact]
    public void A_file_that_shrinks_while_it_is_read()
    {
        using var folder = new TempFolder();
        var path = folder.Write("x", File(Tensor("F32", "20000", "0,80000"), 80_000));
        using var file = SafetensorsFile.Open(path);
        if (OperatingSystem.IsWindows())
            return;
        using (var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            stream.SetLength(stream.Length - 1);

        Assert.Contains("a", Assert.Throws<DamagedFileException>(() => file.Read("a")).What);
    }
}
