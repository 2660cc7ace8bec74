using System.IO.Compression;
using System.Text;
using LearnDL.Models;
using LearnDL.Saving;

namespace LearnDL.Interop;

/// <summary>Writes a model as Keras 3 does: a .keras archive, or its weights alone as .weights.h5.</summary>
static class KerasWriter
{
    // The form that is written; Keras reads it and looks no further.
    const string About = """{"keras_version": "3.16.0", "written_by": "LearnDL"}""";

    public static void WriteModel(Model model, string path)
    {
        Check(model, path, ".keras");
        var config = Encoding.UTF8.GetBytes(Config(model)); // errors come before anything is written
        var weights = Weights(model);
        AtomicFile.Write(path, stream =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            Add(archive, KerasArchive.Metadata, content => content.Write(Encoding.UTF8.GetBytes(About)));
            Add(archive, KerasArchive.Config, content => content.Write(config));
            Add(archive, KerasArchive.Weights, weights.Write);
        });
    }

    public static void WriteWeights(Model model, string path)
    {
        Check(model, path, ".weights.h5");
        AtomicFile.Write(path, Weights(model).Write);
    }

    static string Config(Model model)
    {
        var form = model.Serialize();
        PythonNumbers.Apply(form["config"]);
        PythonNumbers.Apply(form["compile_config"]);
        return form.ToJson();
    }

    static void Check(Model model, string path, string ending)
    {
        if (!path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            throw new SaveException($"Keras would not know what '{path}' is.", $"a name that ends in {ending}",
                Path.GetExtension(path) is { Length: > 0 } other ? $"\"{other}\"" : "no ending",
                $"Name it \"model{ending}\".");
        if (!model.IsBuilt)
            throw new ModelException($"{model} has no weights to save yet.",
                "a model whose shapes are known", "one that has not seen data",
                "Begin it with an Input, or call Build.");
    }

    static void Add(ZipArchive archive, string name, Action<Stream> write)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero); // the same bytes every time
        using var content = entry.Open();
        write(content);
    }

    static Hdf5Writer Weights(Model model)
    {
        var file = new Hdf5Writer();
        foreach (var (path, layer) in KerasPaths.Layers(model))
            file.SetText($"{path}/vars", "name", layer.Name!);
        foreach (var (path, weight) in KerasPaths.Of(model))
            file.Add(path, weight.Parameter.Value);
        return file;
    }
}
