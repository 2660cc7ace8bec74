using System.Security.Cryptography;

namespace LearnDL.Data;

/// <summary>A file that data came from, and the SHA-256 of its bytes in lower-case hex.</summary>
public sealed record DataFile(string Name, string Sha256)
{
    /// <summary>The file's name without its folder, and the hash of what it holds now.</summary>
    public static DataFile Of(string path) =>
        new(Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(FileReader.ReadBytes(path))));
}
