using System.Globalization;
using LearnDL.Tensors;

namespace LearnDL.Tests.Tensors;

/// <summary>
/// Tensors print what NumPy prints for the same array, character for character (make_printing.py wrote the file).
/// </summary>
public sealed class PrintingTests
{
    static readonly string[] cases = Read();

    public static TheoryData<int, string> Cases()
    {
        var data = new TheoryData<int, string>();
        for (var i = 0; i < cases.Length; i++)
            data.Add(i, cases[i][..Math.Min(50, cases[i].IndexOf('\n'))]);
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Prints_what_NumPy_prints(int number, string what)
    {
        var end = cases[number].IndexOf('\n');
        Assert.Equal(cases[number][(end + 1)..], ArrayOf(cases[number][..end]).ToString());
        Assert.StartsWith(what[..4], cases[number]);
    }

    [Fact]
    public void A_golden_file_of_arrays_was_read() => Assert.True(cases.Length >= 120);

    [Fact]
    public void Prints_the_same_in_every_culture()
    {
        var here = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("")
            {
                NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "−" }
            };
            Assert.Equal("[-1.5  2. ]", Tensor.Of(-1.5f, 2).ToString());
            Assert.Equal("[-1  2]", Tensor.From([-1, 2]).ToString());
            Assert.Equal("1e-05", Tensor.Scalar(1e-5).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = here;
        }
    }

    [Fact]
    public void No_tensor_says_so() => Assert.Equal("(no tensor)", default(Tensor).ToString());

    /// <summary>"float32 (2,2) 3f800000 …" or "float32 (1001) rule step start"</summary>
    static Tensor ArrayOf(string description)
    {
        var parts = description.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var shape =
            Shape.Of([.. parts[1].Trim('(', ')').Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Whole)]);
        var dtype = parts[0] switch
        {
            "float32" => DType.Float32,
            "float64" => DType.Float64,
            "int32" => DType.Int32,
            _ => DType.UInt8
        };
        if (parts is [_, _, "rule", var step, var start])
            return Tensor.From(Enumerable.Range(0, shape.Size).Select(i => i * Number(step) + Number(start)).ToArray())
                .Cast(dtype).Reshape(shape);
        var words = parts[2..];
        return dtype switch
        {
            DType.Float32 => Tensor.From<float>([.. words.Select(w => BitConverter.UInt32BitsToSingle(uint.Parse(w,
                NumberStyles.HexNumber, CultureInfo.InvariantCulture)))], shape),
            DType.Float64 => Tensor.From<double>([.. words.Select(w => BitConverter.UInt64BitsToDouble(ulong.Parse(w,
                NumberStyles.HexNumber, CultureInfo.InvariantCulture)))], shape),
            _ => Tensor.From<int>([.. words.Select(Whole)], shape).Cast(dtype),
        };
    }

    static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    static string[] Read()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (Path.Combine(folder, "tests", "LearnDL.Tests", "Tensors", "printing.golden") is var file
                && File.Exists(file))
                return File.ReadAllText(file).ReplaceLineEndings("\n").TrimEnd('\n')[4..].Split("\n### ");
        throw new FileNotFoundException(
            "tests/LearnDL.Tests/Tensors/printing.golden was not found above the test program.");
    }
}
