using System.Security.Cryptography;

namespace LearnDL.Data;

/// <summary>
/// Finds the bundled <c>datasets</c> folder from wherever a program is started, and reads its files only when
/// they are intact. It looks in this order: the folder named by the environment variable
/// <c>LEARNDL_DATASETS</c>; <c>datasets</c> in the current folder and in each folder above it; <c>datasets</c>
/// in the program's folder and in each above that.
/// </summary>
public static class DataFolder
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string Variable = "LEARNDL_DATASETS";

    const string Sums = "SHA256SUMS"; // the list of checksums tells the folder from any other called datasets

    /// <summary>The full path of the folder.</summary>
    /// <exception cref="MissingFileException">It is nowhere to be found; the message lists
    /// where it was looked for.</exception>
    public static string Find() =>
        Find(Environment.GetEnvironmentVariable(Variable), Directory.GetCurrentDirectory(), AppContext.BaseDirectory);

    internal static string Find(string? named, string current, string program)
    {
        if (!string.IsNullOrWhiteSpace(named))
            return IsDataFolder(named) ? Path.GetFullPath(named) : throw new MissingFileException(
                $"{Variable} does not name the datasets folder.", $"a folder that holds {Sums}", $"'{named}'",
                $"Set {Variable} to the datasets folder of LearnDL, or remove the variable.");

        var looked = new List<string>();
        foreach (var start in new[] { current, program })
            for (var folder = Path.GetFullPath(start); folder is not null; folder = Path.GetDirectoryName(folder))
            {
                var candidate = Path.Combine(folder, "datasets");
                if (IsDataFolder(candidate))
                    return candidate;
                if (!looked.Contains(candidate))
                    looked.Add(candidate);
            }
        throw new MissingFileException("The datasets folder was not found.", $"a folder 'datasets' that holds {Sums}",
            $"none of these:\n    {string.Join("\n    ", looked)}",
            $"Start the program inside the repository, or set {Variable} to its datasets folder.");
    }

    static bool IsDataFolder(string folder) => File.Exists(Path.Combine(folder, Sums));

    /// <summary>
    /// Reads a file of the folder, such as <c>mnist/t10k-labels-idx1-ubyte.gz</c>, and
    /// compares its SHA-256 with the listed one.
    /// </summary>
    /// <exception cref="DamagedFileException">The file was changed or cut short since it was listed.</exception>
    public static (byte[] Bytes, DataFile File) Read(string name) => Read(Find(), name);

    internal static (byte[] Bytes, DataFile File) Read(string folder, string name)
    {
        var sums = Path.Combine(folder, Sums);
        var expected = ListedHash(File.ReadAllLines(sums), name) ?? throw new MissingFileException(
            $"'{name}' is no bundled data set.",
            $"a file listed in {sums}", $"'{name}'", "Read your own files with CsvFile.Read or IdxFile.Read.");
        var path = Path.Combine(folder, name);
        var bytes = FileReader.ReadBytes(path);
        var got = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return got == expected ? (bytes, new DataFile(name, got)) : throw new DamagedFileException(
            $"'{path}' is damaged: it is not the file that LearnDL ships.",
            $"SHA-256 {expected}", $"SHA-256 {got} ({bytes.Length:N0} bytes)",
            $"Restore it: git checkout -- datasets/{name}. "
                + "If you changed it on purpose, read it under another name with CsvFile.Read.");
    }

    // A line of SHA256SUMS: 64 hex digits, two spaces, ./name
    static string? ListedHash(string[] lines, string name)
    {
        foreach (var line in lines)
            if (line.Length > 66 && (line.AsSpan(66).SequenceEqual(name) || line.AsSpan(66).SequenceEqual("./" + name)))
                return line[..64];
        return null;
    }
}
