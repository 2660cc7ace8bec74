using LearnDL.Data;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Tests.Saving;

// The readers of the engine. Those of LearnDL.Interop have a list of their own.
static partial class FileMutations
{
    /// <summary>The readers of this part, each with files to begin with.</summary>
    public static IEnumerable<(string Kind, byte[] File, Action<byte[]> Read)> Subjects(Func<string, byte[]> golden)
    {
        yield return ("safetensors", golden("saved-types.safetensors"), ReadSafetensors);
        yield return ("safetensors", golden("saved-reference.safetensors"), ReadSafetensors);
        foreach (var name in (string[])["saved-f4.npy", "saved-f8-fortran.npy", "saved-i8-version-2.npy"])
            yield return ("npy", golden(name), bytes => NpyFile.Read(new MemoryStream(bytes), "x.npy"));
        yield return ("npz", golden("saved.npz"), ReadNpz);
    }

    static void ReadSafetensors(byte[] bytes)
    {
        using var file = SafetensorsFile.Open(new MemoryStream(bytes), "x.safetensors");
        foreach (var stored in file.Tensors)
            if (stored.DType is not null)
                Touch(file.Read(stored.Name));
    }

    static void ReadNpz(byte[] bytes)
    {
        using var file = new NpzFile(bytes, "x.npz");
        foreach (var name in file.Names)
            Touch(file.Read(name));
    }

    static void Touch(Tensor tensor) => _ = tensor.Size > 0 ? tensor.ValueAt(tensor.Size - 1) : 0;
}
