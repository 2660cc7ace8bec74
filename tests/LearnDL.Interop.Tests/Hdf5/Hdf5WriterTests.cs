using FsCheck.Xunit;
using LearnDL.Tensors;

namespace LearnDL.Interop.Tests;

/// <summary>What the writer writes, the reader reads; h5py and Keras do, too (see KerasSavingTests).</summary>
public sealed class Hdf5WriterTests
{
    static Hdf5Group Written(Hdf5Writer writer)
    {
        var stream = new MemoryStream();
        writer.Write(stream);
        return Hdf5File.Read(stream.ToArray(), "x.h5");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(256)]
    [InlineData(257)] // more than a tree's node holds by default
    [InlineData(3000)]
    public void Groups_of_all_sizes(int count)
    {
        var writer = new Hdf5Writer();
        writer.SetText("a", "name", "größe");
        for (var i = 0; i < count; i++)
            writer.Add($"a/{i}", Tensor.From<float>([i, 0.5f]));
        var group = Written(writer).Group("a")!;
        Assert.Equal("größe", group.Text("name"));
        Assert.Equal(count, group.Members.Count);
        for (var i = 0; i < count; i++)
            Assert.Equal([i, 0.5f], ((Hdf5Dataset)group.Find($"{i}")!).Read().ToArray<float>());
    }

    [Property(MaxTest = 200)]
    public void Arrays_of_all_shapes(byte[] sizes, bool isDouble)
    {
        var shape = Shape.Of([.. sizes.Take(4).Select(size => size % 5)]);
        var numbers = Enumerable.Range(0, shape.Size).Select(i => i / 3.0).ToArray();
        var tensor = Tensor.From<double>(numbers, shape).Cast(isDouble ? DType.Float64 : DType.Float32);
        var writer = new Hdf5Writer();
        writer.Add("a/b/c", tensor);
        var read = ((Hdf5Dataset)Written(writer).Find("a/b/c")!).Read();
        Assert.Equal(tensor.DType, read.DType);
        Assert.Equal(tensor.Shape, read.Shape);
        Assert.Equal(tensor.Cast(DType.Float64).ToArray<double>(), read.Cast(DType.Float64).ToArray<double>());
    }
}
