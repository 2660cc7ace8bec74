using System.IO.Compression;
using System.Text.Json.Nodes;
using LearnDL.Data;
using LearnDL.Tensors;

namespace LearnDL.Interop.Tests;

/// <summary>Files that h5py wrote are read, or refused with the name of what is not read.</summary>
public sealed class Hdf5FileTests
{
    static readonly JsonNode golden = JsonNode.Parse(File.ReadAllText(KerasGolden.PathOf("hdf5.json")))!;

    static Hdf5Group Read(string file) => Hdf5File.Read(KerasGolden.Bytes(file), file);

    static Tensor Dataset(Hdf5Group group, string path) => ((Hdf5Dataset)group.Find(path)!).Read();

    [Fact]
    public void Numbers_of_all_types_are_read()
    {
        var root = Read("types.h5");
        var numbers = (JsonObject)golden["numbers"]!;
        Assert.Equal(11, numbers.Count);
        foreach (var (kind, values) in numbers)
        {
            var tensor = Dataset(root, $"numbers/{kind}");
            Assert.Equal([2, 3], tensor.Shape);
            Assert.Equal(kind is "float16" or "float32" ? DType.Float32 : DType.Float64, tensor.DType);
            Assert.Equal(((JsonArray)values!).Select(value => (double)value!),
                tensor.Cast(DType.Float64).ToArray<double>());
        }
        Assert.Equal(2.5f, Assert.Single(Dataset(root, "scalar").ToArray<float>()));
        Assert.Equal([0, 4], Dataset(root, "empty").Shape);
        Assert.Equal([0, 1, 2, 3], Dataset(root, "compact").ToArray<float>());
    }

    [Fact]
    public void What_is_no_number_is_passed_over_until_it_is_asked_for()
    {
        var root = Read("types.h5");
        Assert.Contains("enumeration", Assert.Throws<DamagedFileException>(() => Dataset(root, "flags")).Message);
        Assert.Contains("text", Assert.Throws<DamagedFileException>(() => Dataset(root, "words")).Message);
        Assert.Contains("'number'", Assert.Throws<DamagedFileException>(() => root.Text("number")).Message);
    }

    [Fact]
    public void Attributes_are_read()
    {
        var root = Read("types.h5");
        string[] words = [.. ((JsonArray)golden["words"]!).Select(word => (string)word!)];
        Assert.Equal("größe", root.Text("text"));
        Assert.Equal("größe", root.Text("fixed"));
        Assert.Equal(words, root.Texts("texts")!);
        Assert.Equal(words, root.Texts("fixed texts")!);
        Assert.Equal("a name in UTF-8", root.Text("Größe"));
        Assert.Empty(root.Texts("none")!);
        Assert.Null(root.Texts("missing"));
        for (var i = 0; i < 30; i++)
            Assert.Equal($"{i}", root.Text($"attribute {i}"));
    }

    [Fact]
    public void Several_attributes_may_make_one_list()
    {
        var root = Read("split.h5").Group("model_weights")!;
        Assert.False(root.Has("layer_names"));
        Assert.Equal(KerasGolden.Layers("cnn"), root.Texts("layer_names")!);
    }

    [Fact]
    public void A_tree_of_several_levels_is_read()
    {
        using var file = new MemoryStream(KerasGolden.Bytes("tree.h5.gz"));
        using var packed = new GZipStream(file, CompressionMode.Decompress);
        var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        var root = Hdf5File.Read(bytes.ToArray(), "tree.h5");
        Assert.Equal(300, root.Members.Count);
        for (var i = 0; i < 300; i++)
            Assert.Equal([i], Dataset(root, $"{i}").ToArray<float>());
    }

    [Theory]
    [InlineData("soft-link", "soft link")]
    [InlineData("external-link", "newer form")] // which is how HDF5 writes one
    [InlineData("hard-link", "two names")]
    [InlineData("circle", "inside itself")]
    [InlineData("external-storage", "external storage")]
    [InlineData("packed", "filters")]
    [InlineData("chunks", "in chunks")]
    [InlineData("virtual", "virtual dataset")]
    [InlineData("latest", "superblock")]
    [InlineData("ordered", "newer form")]
    public void What_Keras_does_not_write_is_refused_by_name(string file, string what)
    {
        var error = Assert.Throws<DamagedFileException>(() => Read($"refused-{file}.h5"));
        Assert.Contains(what, error.Message);
        Assert.Contains("at byte", error.Got);
    }

    [Fact]
    public void Big_endian_numbers_are_refused_by_name() => Assert.Contains("big-endian",
        Assert.Throws<DamagedFileException>(() => Dataset(Read("refused-big-endian.h5"), "a")).Message);

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(90)]
    [InlineData(1000)]
    public void A_file_that_is_cut_short_is_refused(int length) => Assert.Throws<DamagedFileException>(
        () => Hdf5File.Read(KerasGolden.Bytes("types.h5").AsMemory(0, length), "x.h5"));
}
