using System.Runtime.InteropServices;
using System.Text;
using LearnDL.Data;
using LearnDL.Saving;
using LearnDL.Tensors;
using LearnDL.Tests.Data;
using LearnDL.Tests.Golden;

namespace LearnDL.Tests.Saving;

/// <summary>What is saved comes back bit for bit, and the files are those that other programs make.</summary>
public sealed class SafetensorsFileTests
{
    static readonly DType[] dtypes = [DType.Float32, DType.Float64, DType.Int32, DType.UInt8];

    /// <summary>Every bit pattern may come: NaN with a payload, infinities, numbers below the normal ones.</summary>
    internal static Tensor AnyBits(Random random)
    {
        int[] sizes = [.. Enumerable.Range(0, random.Next(5)).Select(_ => random.Next(5))];
        var tensor = Tensor.Zeros(Shape.Of(sizes), dtypes[random.Next(dtypes.Length)]);
        random.NextBytes(Bytes(tensor));
        if (tensor is { DType: DType.Float32, Size: > 1 })
            ((byte[])[0x34, 0x12, 0xA0, 0x7F, 0, 0, 0x80, 0xFF]).CopyTo(Bytes(tensor)); // a NaN with a payload, -∞
        return tensor;
    }

    internal static Span<byte> Bytes(Tensor tensor) => tensor.DType switch
    {
        DType.Float32 => MemoryMarshal.AsBytes(tensor.AsSpan<float>()),
        DType.Float64 => MemoryMarshal.AsBytes(tensor.AsSpan<double>()),
        DType.Int32 => MemoryMarshal.AsBytes(tensor.AsSpan<int>()),
        _ => tensor.AsSpan<byte>(),
    };

    internal static void AssertSame(Tensor expected, Tensor got)
    {
        Assert.Equal((expected.DType, expected.Shape), (got.DType, got.Shape));
        Assert.True(Bytes(expected).SequenceEqual(Bytes(got)), $"{expected}\n{got}");
    }

    [Fact]
    public void What_is_saved_comes_back_and_saves_to_the_same_bytes()
    {
        using var folder = new TempFolder();
        var random = new Random(5);
        for (var time = 0; time < 100; time++)
        {
            var tensors = Enumerable.Range(0, random.Next(12))
                .ToDictionary(n => $"layer.{random.Next(1000)}/{n}\"\\ Ü日😀\t", _ => AnyBits(random));
            var texts = Enumerable.Range(0, random.Next(3))
                .ToDictionary(n => $"{n}", n => $"{{\"ü\": \"{n}\u0001😀\"}}");

            SafetensorsFile.Save(folder["a"], tensors, texts);
            using var file = SafetensorsFile.Open(folder["a"]);
            var loaded = file.ReadAll();
            SafetensorsFile.Save(folder["b"], loaded.Reverse().ToDictionary(), file.Metadata.Reverse().ToDictionary());

            Assert.Equal(File.ReadAllBytes(folder["a"]), File.ReadAllBytes(folder["b"]));
            Assert.Equal(texts, file.Metadata);
            Assert.Equal(tensors.Keys.Order(), loaded.Keys.Order());
            Assert.All(tensors, pair => AssertSame(pair.Value, loaded[pair.Key]));
        }
    }

    /// <summary>Written by struct and json, in the order that the reference's writer has.</summary>
    [Fact]
    public void The_bytes_are_those_of_the_reference()
    {
        using var folder = new TempFolder();
        SafetensorsFile.Save(folder["x"], new Dictionary<string, Tensor>
        {
            ["image"] = Tensor.From<byte>([0, 1, 128, 255], [2, 2]),
            ["step"] = Tensor.Scalar(7, DType.Int32),
            ["dense.kernel"] = Tensor.Range(12).Reshape(4, 3) / 8,
            ["dense.bias"] = Tensor.Range(3),
            ["Ü/scale"] = Tensor.Range(2, DType.Float64),
            ["empty"] = Tensor.Zeros([0], DType.Float64),
        }, new Dictionary<string, string> { ["format"] = "pt" });

        Assert.Equal(File.ReadAllBytes(GoldenFile.PathOf("saved-reference.safetensors")),
            File.ReadAllBytes(folder["x"]));
    }

    /// <summary>Not aligned, blanks around the header.</summary>
    [Fact]
    public void Every_type_is_read_where_one_of_ours_holds_it()
    {
        using var file = SafetensorsFile.Open(GoldenFile.PathOf("saved-types.safetensors"));

        Assert.Equal("ein Ü, a \"quote\", 日本", file.Metadata["text"]);
        Assert.Equal(["bool", "u8", "i8", "none", "i16"], file.Tensors.Take(5).Select(stored => stored.Name));
        Is<byte>("bool", [1, 0, 1, 0, 1, 0]);
        Is<byte>("u8", [0, 51, 102, 153, 204, 255]);
        Is<int>("i8", [-100, -60, -20, 20, 60, 100]);
        Is<int>("i16", [-32768, -19768, -6768, 6232, 19232, 32232]);
        Is<int>("u16", [0, 13107, 26214, 39321, 52428, 65535]);
        Is<float>("f16", [0, 1, -2.5f, 65504, (float)(Half)6e-8, float.PositiveInfinity]);
        Is<float>("bf16", [0, 1, -2.5f, Cut(3e38f), Cut(1e-40f), float.PositiveInfinity]);
        Is<int>("i32", [.. Enumerable.Range(0, 6).Select(n => (int)(n * 858993459L - 2147483648))]);
        Is<int>("u32", [0, 400000000, 800000000, 1200000000, 1600000000, 2000000000]);
        Is<float>("f32", [.. Enumerable.Range(0, 6).Select(n => (float)(n / 3.0))]);
        Is<double>("f64", [.. Enumerable.Range(0, 6).Select(n => n / 3.0)]);
        Is<int>("i64", [.. Enumerable.Range(0, 6).Select(n => (int)(n * 858993459L - 2147483648))]);
        Is<int>("u64", [0, 400000000, 800000000, 1200000000, 1600000000, 2000000000]);
        Assert.Equal((Shape.Of([2, 0, 3]), DType.Float64), (file.Read("none").Shape, file.Read("none").DType));
        Assert.Equal(0.5, file.Read("../one").Item());

        void Is<T>(string name, T[] expected) where T : unmanaged =>
            AssertSame(Tensor.From<T>(expected, [2, 3]), file.Read(name));
        static float Cut(float x) => BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(x) & 0xFFFF0000);
    }

    /// <summary>A number of type BF16 is the upper half of a Float32, NaN and all; F16 has its own infinities.</summary>
    [Fact]
    public void Half_numbers_keep_their_bits()
    {
        var bytes = new byte[2 << 16];
        for (var bits = 0; bits < 1 << 16; bits++)
            (bytes[2 * bits], bytes[2 * bits + 1]) = ((byte)bits, (byte)(bits >> 8));
        foreach (var name in (string[])["BF16", "F16"])
        {
            var read = NumberReader.Read(new MemoryStream(bytes), NumberFormat.All.Single(type => type.Name == name),
                [1 << 16], "x").AsSpan<float>();
            for (var bits = 0; bits < 1 << 16; bits++)
                if (name == "BF16")
                    Assert.Equal((uint)bits << 16, BitConverter.SingleToUInt32Bits(read[bits]));
                else
                    Assert.Equal(BitConverter.UInt16BitsToHalf((ushort)bits), (Half)read[bits]);
        }
    }

    [Fact]
    public void What_no_type_of_ours_holds_is_listed_and_refused_by_name()
    {
        using var file = SafetensorsFile.Open(GoldenFile.PathOf("saved-types.safetensors"));
        var eight = file.Tensors.Single(stored => stored.Name == "eight");

        Assert.Equal(("eight: F8_E4M3 (2, 3)", null, 6L), (eight.ToString(), eight.DType, eight.Bytes));
        Assert.Contains("F8_E4M3", Assert.Throws<DTypeException>(() => file.Read("eight")).Got);
        Assert.Throws<DTypeException>(file.ReadAll);
        Assert.Contains("2147483648 in place 3", Assert.Throws<DamagedFileException>(() => file.Read("large")).Got);
        Assert.Contains("u16", Assert.Throws<UnknownNameException>(() => file.Read("u61")).Message);
        Assert.True(file.Contains("u16") && !file.Contains("u61"));
    }

    [Fact]
    public void A_tensor_stays_when_the_file_is_closed_and_the_file_may_be_replaced_while_it_is_open()
    {
        using var folder = new TempFolder();
        var first = Tensor.Range(5);
        SafetensorsFile.Save(folder["x"], new Dictionary<string, Tensor> { ["x"] = first });
        var file = SafetensorsFile.Open(folder["x"]);
        if (!OperatingSystem.IsWindows()) // which lets no open file be replaced
            SafetensorsFile.Save(folder["x"], new Dictionary<string, Tensor> { ["x"] = first + 1 });
        var read = file.Read("x");
        file.Dispose();

        AssertSame(first, read);
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    public static TheoryData<string, Tensor, string, string> Unsavable => new()
    {
        { "x", default, "a", "no tensor" },
        { "__metadata__", Tensor.Of(1), "a", "another name" },
        { "half \uD800", Tensor.Of(1), "a", "another name" },
        { "half \uFFFD\uD800", Tensor.Of(1), "a", "another name" },
        { "x", Tensor.Of(1), "\uDC00", "half a character" },
        { "x", Tensor.Of(1), null!, "null" },
    };

    [Theory]
    [MemberData(nameof(Unsavable))]
    public void What_cannot_be_saved_is_told_before_anything_is_written(string name, Tensor tensor, string text,
        string got)
    {
        using var folder = new TempFolder();

        var error = Assert.Throws<SaveException>(() => SafetensorsFile.Save(folder["x"],
            new Dictionary<string, Tensor> { [name] = tensor }, new Dictionary<string, string> { ["text"] = text }));

        Assert.Equal(got, error.Got);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_header_has_a_largest_length()
    {
        using var folder = new TempFolder();
        var text = new Dictionary<string, string> { ["text"] = new('x', 100_000_000) };
        Assert.Contains("100,000,0", Assert.Throws<SaveException>(() =>
            SafetensorsFile.Save(folder["x"], new Dictionary<string, Tensor>(), text)).Got);

        text["text"] = new string('x', 99_999_900);
        SafetensorsFile.Save(folder["x"], new Dictionary<string, Tensor>(), text);
        using var file = SafetensorsFile.Open(folder["x"]);
        Assert.Equal(text["text"], file.Metadata["text"]);
    }

    /// <summary>The last numbers too, of tensors that are larger than what is read or written at once.</summary>
    [Fact]
    public void A_large_tensor_comes_back_to_its_last_number()
    {
        using var folder = new TempFolder();
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            var tensor = Tensor.Normal([1031, 401], seed: 1, dtype: dtype);
            SafetensorsFile.Save(folder["large.safetensors"], new Dictionary<string, Tensor> { ["w"] = tensor });
            var back = SafetensorsFile.Load(folder["large.safetensors"])["w"];
            Assert.True(Bytes(tensor).SequenceEqual(Bytes(back)));
        }
    }
}
