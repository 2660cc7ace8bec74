using System.IO.Compression;
using System.Text;
using LearnDL.Data;
using LearnDL.Saving;
using LearnDL.Tensors;
using LearnDL.Tests.Golden;
using LearnDL.Tests.Saving;

namespace LearnDL.Tests.Data;

/// <summary>NumPy's files: what NumPy wrote is read, what we write is what NumPy would.</summary>
public sealed class NpyFileTests
{
    static readonly Tensor x = Tensor.Range(24).Reshape(2, 3, 4), x64 = x.Cast(DType.Float64);

    public static TheoryData<string, Tensor> Golden => new()
    {
        { "saved-f4.npy", x / 8 },
        { "saved-f8-fortran.npy", x64 / 8 },
        { "saved-i4.npy", Tensor.Range(4, DType.Int32) },
        { "saved-f8-scalar.npy", Tensor.Scalar(0.125, DType.Float64) },
        { "saved-f4-empty.npy", Tensor.Zeros([3, 0]) },
        { "saved-i8-version-2.npy", (x - 12).Cast(DType.Int32) },
    };

    [Theory]
    [MemberData(nameof(Golden))]
    public void What_NumPy_wrote_is_read(string name, Tensor expected)
    {
        SafetensorsFileTests.AssertSame(expected, NpyFile.Load(GoldenFile.PathOf(name)));
        if (name is "saved-f8-fortran.npy" or "saved-i8-version-2.npy")
            return;
        using var folder = new TempFolder();
        NpyFile.Save(folder["x.npy"], expected);
        Assert.Equal(File.ReadAllBytes(GoldenFile.PathOf(name)), File.ReadAllBytes(folder["x.npy"]));
    }

    [Fact]
    public void An_archive_of_NumPy_is_read()
    {
        var tensors = NpzFile.Load(GoldenFile.PathOf("saved.npz"));

        Assert.Equal(["bias", "kernel", "mask"], tensors.Keys.Order());
        SafetensorsFileTests.AssertSame(x / 8, tensors["kernel"]);
        SafetensorsFileTests.AssertSame(Tensor.Range(4, DType.Float64) / 8, tensors["bias"]);
        SafetensorsFileTests.AssertSame(Tensor.From<byte>([0, 1], [2]), tensors["mask"]);
    }

    [Fact]
    public void What_is_saved_comes_back()
    {
        using var folder = new TempFolder();
        var random = new Random(6);
        for (var time = 0; time < 100; time++)
        {
            var tensors = Enumerable.Range(0, random.Next(6))
                .ToDictionary(n => $"layer/{n} Ü", _ => SafetensorsFileTests.AnyBits(random));
            NpzFile.Save(folder["a.npz"], tensors);
            NpzFile.Save(folder["b.npz"], tensors.Reverse().ToDictionary());
            var loaded = NpzFile.Load(folder["a.npz"]);

            Assert.Equal(File.ReadAllBytes(folder["a.npz"]), File.ReadAllBytes(folder["b.npz"]));
            Assert.Equal(tensors.Keys.Order(), loaded.Keys.Order());
            foreach (var (name, tensor) in tensors)
            {
                SafetensorsFileTests.AssertSame(tensor, loaded[name]);
                NpyFile.Save(folder["x.npy"], tensor);
                SafetensorsFileTests.AssertSame(tensor, NpyFile.Load(folder["x.npy"]));
                var length = new FileInfo(folder["x.npy"]).Length - SafetensorsFileTests.Bytes(tensor).Length;
                Assert.Equal(0, length % 64); // the elements are aligned
            }
        }
    }

    static byte[] Npy(string header, int data) => [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length,
        (byte)(header.Length >> 8), .. Encoding.UTF8.GetBytes(header), .. new byte[data]];

    [Theory]
    [InlineData("{'shape':(2,),'fortran_order':False,'descr':'<f4'}")]
    [InlineData("{ 'descr' : '<f4' , 'fortran_order' : False , 'shape' : ( 2L , ) , }  \n")]
    [InlineData("{'descr': '<f4', 'fortran_order': True, 'shape': (2), }")]
    public void Headers_of_other_programs(string header) =>
        Assert.Equal(2, NpyFile.Read(new MemoryStream(Npy(header, 8)), "x").Size);

    [Theory]
    [InlineData("", 0)]
    [InlineData("{}", 0)]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", 7)]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", 9)]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2000000000,), }", 8)]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (65536, 65536), }", 0)]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296,), }", 0)]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-2,), }", 8)]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,1,1,1,1,1,1), }", 4)]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': 2, }", 8)]
    [InlineData("{'descr': '<f4', 'fortran_order': 0, 'shape': (2,), }", 8)]
    [InlineData("{'descr': '<f4', 'shape': (2,), }", 8)]
    [InlineData("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", 8)]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'x': 1}", 8)]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }", 8)]
    [InlineData("{'descr': '<f4' 'fortran_order': False 'shape': (2,)}", 8)]
    public void A_header_that_is_none(string header, int data) => Assert.Null(FileMutations.Try(Npy(header, data),
        bytes => Assert.Throws<DamagedFileException>(() => NpyFile.Read(new MemoryStream(bytes), "x.npy"))));

    [Theory]
    [InlineData(">f4")]
    [InlineData("<c8")]
    [InlineData("<U4")]
    [InlineData("|O")]
    [InlineData("<M8[s]")]
    public void A_type_that_we_do_not_have(string descr) => Assert.Contains(descr, Assert.Throws<DTypeException>(() =>
        NpyFile.Read(new MemoryStream(Npy($"{{'descr': '{descr}', 'fortran_order': False, 'shape': (2,), }}", 8)),
            "x.npy")).Got);

    [Fact]
    public void Python_objects_and_other_files()
    {
        Assert.Contains("numpy.array", Assert.Throws<DTypeException>(() =>
            NpyFile.Load(GoldenFile.PathOf("saved-objects.npy"))).Fix);
        Assert.Contains("ZIP archive", Assert.Throws<DamagedFileException>(() =>
            NpyFile.Load(GoldenFile.PathOf("saved.npz"))).What);
        Assert.Throws<DamagedFileException>(() => NpzFile.Load(GoldenFile.PathOf("saved-f4.npy")));
        Assert.Throws<MissingFileException>(() => NpyFile.Load("none.npy"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData("/x")]
    [InlineData("a\\..\\x")]
    public void A_name_that_leads_elsewhere_is_not_written(string name)
    {
        using var folder = new TempFolder();
        foreach (var tensors in (Dictionary<string, Tensor>[])[new() { [name] = x }, new() { ["x"] = default }])
            Assert.Throws<SaveException>(() => NpzFile.Save(folder["x.npz"], tensors));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_name_that_leads_elsewhere_is_read_as_a_name()
    {
        var npy = File.ReadAllBytes(GoldenFile.PathOf("saved-i4.npy"));
        using var file = new NpzFile(Zip(("../../x.npy", npy), ("/etc/passwd", npy)), "x.npz");

        Assert.Equal("../../x", Assert.Single(file.Names));
        Assert.Equal(4, file.Read("../../x").Size);
    }

    [Fact]
    public void Bombs()
    {
        var npy = File.ReadAllBytes(GoldenFile.PathOf("saved-i4.npy"));
        Refused(Zip(("x.npy", npy), ("x.npy", npy)), "one and the same");
        Refused(Zip(("x.npy", new byte[70_000_000])), "250-fold");
        Refused(Overlapping(Zip(("a.npy", npy), ("b.npy", npy))), "one and the same");

        static void Refused(byte[] bytes, string words) => Assert.Null(FileMutations.Try(bytes, read =>
            Assert.Contains(words, Assert.Throws<DamagedFileException>(() =>
            {
                using var file = new NpzFile(read, "x.npz");
                _ = file.Names.Select(file.Read).ToList();
            }).What)));
    }

    // Says of every entry that it is the whole archive, packed.
    static byte[] Overlapping(byte[] zip)
    {
        for (var i = 0; i < zip.Length; i++)
            if (zip.AsSpan(i).StartsWith("PK\x01\x02"u8))
                BitConverter.TryWriteBytes(zip.AsSpan(i + 20), zip.Length - 100);
        return zip;
    }

    static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
            foreach (var (name, content) in entries)
                using (var entry = archive.CreateEntry(name).Open())
                    entry.Write(content);
        return stream.ToArray();
    }
}
