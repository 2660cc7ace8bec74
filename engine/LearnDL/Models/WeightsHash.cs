using System.Runtime.InteropServices;
using System.Security.Cryptography;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>The SHA-256 over the bits of weights, little end first, layer by layer.</summary>
static class WeightsHash
{
    public static string Of(IEnumerable<Parameter> parameters)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var parameter in parameters)
            hash.AppendData(parameter.Value.DType == DType.Float32
                ? MemoryMarshal.AsBytes(parameter.Value.AsSpan<float>())
                : MemoryMarshal.AsBytes(parameter.Value.AsSpan<double>()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
