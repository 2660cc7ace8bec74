using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>
/// What a .npy file begins with: the byte 0x93 and NUMPY, two bytes of version, the header's length (2 bytes, from
/// version 2 on 4; little-endian), and a Python dictionary such as
/// <c>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (2, 3), }</c>, filled with blanks and a line break.
/// </summary>
sealed record NpyHeader(string Descr, bool FortranOrder, Shape Shape)
{
    const string Again = "Copy or download it again.";
    const int MostLength = 10_000; // bytes, NumPy's own limit
    const int Alignment = 64; // of the elements, in the file

    static readonly byte[] magic = [0x93, .. "NUMPY"u8];

    /// <summary>Reads a header; the stream stands at the elements then.</summary>
    /// <exception cref="DamagedFileException">It is none, or tells of an array that is no tensor.</exception>
    public static NpyHeader Read(Stream stream, string place)
    {
        Span<byte> start = stackalloc byte[magic.Length + 2 + 4];
        var present = stream.ReadAtLeast(start[..10], 10, throwOnEndOfStream: false);
        if (present < 10 || !start.StartsWith(magic) || start[6] is < 1 or > 3)
            throw new DamagedFileException($"'{place}' is {FileReader.KindOf(start[..present]) ?? "no NumPy array"}.",
                "first bytes 93 4E 55 4D 50 59, version 1 to 3", $"{FileReader.FirstBytes(start[..present])}", Again);
        if (start[6] > 1)
            present += stream.ReadAtLeast(start[10..], 2, throwOnEndOfStream: false);
        var length = start[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(start[8..])
            : BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
        if (length > MostLength)
            throw new DamagedFileException($"'{place}' has a header that is too long, or is damaged.",
                $"at most {MostLength:N0} bytes at byte {present}", $"{length:N0}", Again);
        var bytes = new byte[length];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read < bytes.Length)
            throw new DamagedFileException($"'{place}' is cut short.",
                $"a header of {length:N0} bytes at byte {present}", $"{read:N0} bytes", Again);
        var text = Encoding.UTF8.GetString(bytes).Trim();
        return Parse(text) ?? throw new DamagedFileException($"'{place}' holds no array that LearnDL reads.",
            $"{{'descr': '…', 'fortran_order': False, 'shape': (…), }}, at most {Shape.MaxRank} axes and "
                + $"{Array.MaxLength:N0} elements", CsvDialect.Short(text),
            "Write it with numpy.save or numpy.savez; records (dtypes with fields) one field at a time.");
    }

    /// <summary>Writes a header, of version 1.</summary>
    public void Write(Stream stream)
    {
        var order = FortranOrder ? "True" : "False";
        var text = $"{{'descr': '{Descr}', 'fortran_order': {order}, 'shape': {Shape}, }}"; // a shape prints as a tuple
        var length = (magic.Length + 4 + text.Length + Alignment) / Alignment * Alignment - magic.Length - 4;
        stream.Write(magic);
        stream.Write([1, 0, (byte)length, (byte)(length >> 8)]);
        stream.Write(Encoding.ASCII.GetBytes(text.PadRight(length - 1) + "\n"));
    }

    /// <summary>The dictionary's three entries, in any order; null for anything else.</summary>
    static NpyHeader? Parse(string text)
    {
        var (descr, fortran, shape) = (default(string), default(bool?), default(Shape?));
        if (text is not ['{', .., '}'])
            return null;
        var rest = text.AsSpan(1..^1).Trim();
        while (!rest.IsEmpty)
        {
            var known = Take(ref rest, "'descr'") && Take(ref rest, ":") && descr is null
                    && (descr = Until(ref rest, '\'', '\'')) is not null
                || Take(ref rest, "'fortran_order'") && Take(ref rest, ":") && fortran is null
                    && (fortran = Take(ref rest, "True") ? true : Take(ref rest, "False") ? false : null) is not null
                || Take(ref rest, "'shape'") && Take(ref rest, ":") && shape is null
                    && (shape = ShapeOf(Until(ref rest, '(', ')'))) is not null;
            if (!known || !Take(ref rest, ",") && !rest.IsEmpty)
                return null;
        }
        return descr is not null && fortran is { } order && shape is { } sizes ? new(descr, order, sizes) : null;
    }

    static bool Take(ref ReadOnlySpan<char> rest, string text)
    {
        if (!rest.StartsWith(text, StringComparison.Ordinal))
            return false;
        rest = rest[text.Length..].TrimStart();
        return true;
    }

    static string? Until(ref ReadOnlySpan<char> rest, char open, char close)
    {
        var end = rest.IndexOf(close);
        if (open == close && !rest.IsEmpty)
            end = rest[1..].IndexOf(close) + 1;
        if (rest.IsEmpty || rest[0] != open || end < 1)
            return null;
        var inside = rest[1..end].ToString();
        rest = rest[(end + 1)..].TrimStart();
        return inside;
    }

    /// <summary>"2, 3", "5," or "" for one number; Python 2 wrote 2L.</summary>
    static Shape? ShapeOf(string? tuple)
    {
        if (tuple is null)
            return null;
        var sizes = new List<int>();
        var elements = 1L;
        foreach (var part in tuple.Split(','))
            if (sizes.Count < Shape.MaxRank && int.TryParse(part.Trim().TrimEnd('L'), NumberStyles.None,
                CultureInfo.InvariantCulture, out var size))
                sizes.Add(size);
            else if (part.Trim().Length > 0)
                return null;
        foreach (var size in sizes.Contains(0) ? [0] : sizes)
            if ((elements *= size) > Array.MaxLength)
                return null;
        return Shape.Of(sizes.ToArray());
    }

    /// <summary>The header of a tensor of ours.</summary>
    public static NpyHeader Of(Tensor tensor) => new(NumberFormat.Of(tensor.DType).NumPy!, false, tensor.Shape);
}
