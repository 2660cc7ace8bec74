using System.Text;
using LearnDL.Data;

namespace LearnDL.Interop;

/// <summary>A .keras file: a ZIP archive with the model as JSON and its weights as HDF5.</summary>
sealed class KerasArchive : IDisposable
{
    public const string Config = "config.json", Metadata = "metadata.json", Weights = "model.weights.h5";

    const long Free = 1 << 20; // Keras does not pack; others may, text mostly

    readonly ArchiveFile archive;
    readonly string name;

    /// <exception cref="DamagedFileException">It is no such archive, or has a member that leads elsewhere.</exception>
    public KerasArchive(byte[] bytes, string name)
    {
        (this.name, archive) = (name, ArchiveFile.Open(bytes, name, ".keras", Free));
        foreach (var member in archive.Names)
            if (member.Split('/', '\\').Any(part => part is ".." or ".") || member.StartsWith('/')
                || member.Contains(':'))
                throw new DamagedFileException($"'{name}' has a member that leads out of it.", "plain names",
                    $"'{(member.Length <= 40 ? member : member[..37] + "...")}'", "Keras writes no such file.");
    }

    /// <summary>The model's layers and settings.</summary>
    public string ReadConfig() => Encoding.UTF8.GetString(archive.Read(Config));

    /// <summary>Its weights.</summary>
    public Hdf5Group ReadWeights()
    {
        var other = archive.Names.FirstOrDefault(member => member.StartsWith("model", StringComparison.Ordinal));
        if (other is not null && !archive.Names.Contains(Weights))
            throw new DamagedFileException($"'{name}' keeps its weights in another form.", Weights, other,
                "Save it with model.save(\"model.keras\") as Keras does by default, in one piece.");
        return Hdf5File.Read(archive.Read(Weights), $"{name}: {Weights}");
    }

    public void Dispose() => archive.Dispose();
}
