using System.Buffers.Binary;
using System.IO.Compression;
using LearnDL.Models;
using LearnDL.Tests.Saving;

namespace LearnDL.Interop.Tests;

/// <summary>
/// The readers of Keras's files, each with files to begin with; and, beside the damage that
/// <see cref="FileMutations"/> does, addresses and lengths that lead elsewhere.
/// </summary>
static class KerasMutations
{
    public static IEnumerable<(string Kind, byte[] File, Action<byte[]> Read)> Subjects(Func<string, byte[]> golden)
    {
        foreach (var name in (string[])["dense.h5", "functional.h5", "old-graph.h5", "split.h5"])
            yield return ("h5", golden(name), bytes => KerasFile.Read(bytes, "x.h5"));
        yield return ("h5", golden("types.h5"), bytes => ReadAll(Hdf5File.Read(bytes, "x.h5")));
        var model = KerasFile.Read(golden("functional.keras"), "x.keras");
        yield return ("weights.h5", golden("functional.weights.h5"), bytes => Load(model, bytes));
        yield return ("weights.h5", golden("functional.h5"), bytes => Load(model, bytes));
        yield return ("keras", golden("dense.keras"), bytes => KerasFile.Read(bytes, "x.keras"));
        foreach (var name in (string[])["dense.keras", "functional.keras"]) // whose checksums would stop the damage
        {
            using var archive = new ZipArchive(new MemoryStream(golden(name)));
            byte[] config = Member(archive, KerasArchive.Config), weights = Member(archive, KerasArchive.Weights);
            yield return ("config.json", config, bytes => KerasFile.Read(Archive(
                (KerasArchive.Config, bytes), (KerasArchive.Weights, weights)), "x.keras"));
        }
    }

    /// <summary>Damages a file the given number of times; the first failures, in words.</summary>
    public static List<string> Run(byte[] file, Action<byte[]> read, int count, int seed)
    {
        var failures = FileMutations.Run(file, read, count / 2, seed);
        for (var i = seed; i < seed + count / 2 && failures.Count < 10; i++)
            if (FileMutations.Try(Redirected(file, new Random(i)), read) is { } failure)
                failures.Add($"seed {i}, redirected: {failure}");
        return failures;
    }

    /// <summary>Some words of 8 bytes become others that the file has, or numbers that mean something.</summary>
    static byte[] Redirected(byte[] file, Random random)
    {
        var bytes = (byte[])file.Clone();
        long[] telling = [0, 1, 8, 96, -1, long.MaxValue, long.MinValue, bytes.Length, bytes.Length - 8, 1L << 31];
        for (var times = 1 + random.Next(3); times > 0; times--)
        {
            var (to, from) = (8 * random.Next(bytes.Length / 8), 8 * random.Next(bytes.Length / 8));
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(to), random.Next(3) > 0
                ? BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(from)) : telling[random.Next(telling.Length)]);
        }
        return bytes;
    }

    static void Load(Model model, byte[] bytes) =>
        WeightLoading.Load(model, WeightStore.Of(Hdf5File.Read(bytes, "x.h5")), "x.h5", true, false);

    static void ReadAll(Hdf5Group root)
    {
        foreach (var (_, data) in root.Datasets())
            if (data.HasNumbers)
                _ = data.Read();
        foreach (var name in (string[])["text", "fixed", "texts", "fixed texts", "none", "Größe", "attribute 29"])
            _ = root.Texts(name);
    }

    static byte[] Member(ZipArchive archive, string name)
    {
        var bytes = new MemoryStream();
        using var content = archive.GetEntry(name)!.Open();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>A ZIP archive, not packed.</summary>
    public static byte[] Archive(params (string Name, byte[] Bytes)[] members)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
            foreach (var (name, bytes) in members)
            {
                using var content = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
                content.Write(bytes);
            }
        return stream.ToArray();
    }
}
