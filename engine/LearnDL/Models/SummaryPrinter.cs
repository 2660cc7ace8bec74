using System.Globalization;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>The table of layers, in Keras 3's form: 88 wide, columns at 45, 80 and 100 percent.</summary>
static class SummaryPrinter
{
    static readonly int[] widths = [36, 27, 15]; // the text of each column; borders and spaces make it 88

    public static void Print(Model model, TextWriter output)
    {
        output.WriteLine($"Model: \"{model.Name}\"");
        output.WriteLine(Rule('┏', '┳', '┓', '━'));
        output.WriteLine(Row('┃', "Layer (type)", "Output Shape", "Param #"));
        output.WriteLine(Rule('┡', '╇', '┩', '━'));
        var first = true;
        var shape = model.IsBuilt ? model.InputShape : default(Shape?);
        foreach (var layer in model.Layers)
        {
            shape = shape is { } input ? layer.ComputeOutputShape(input) : null;
            if (layer is Input)
                continue;
            if (!first)
                output.WriteLine(Rule('├', '┼', '┤', '─'));
            first = false;
            var parameters = layer.IsBuilt ? Count(layer.Parameters) : "0 (unbuilt)";
            output.WriteLine(Row('│', $"{layer.Name} ({layer.GetType().Name})", shape?.ToString() ?? "?", parameters));
        }
        output.WriteLine(Rule('└', '┴', '┘', '─'));
        long trainable = Size(model.TrainableParameters), all = Size(model.Parameters);
        var optimizer = model.OptimizerSize; // as in Keras, part of the total once training has begun
        output.WriteLine($" Total params: {Total(all + optimizer, model.DType)}");
        output.WriteLine($" Trainable params: {Total(trainable, model.DType)}");
        output.WriteLine($" Non-trainable params: {Total(all - trainable, model.DType)}");
        if (optimizer > 0)
            output.WriteLine($" Optimizer params: {Total(optimizer, model.DType)}");
    }

    static string Row(char border, string name, string shape, string parameters) =>
        $"{border} {Fit(name, widths[0])} {border} {Fit(shape, widths[1])} {border} "
        + $"{parameters.PadLeft(widths[2])} {border}";

    static string Rule(char left, char middle, char right, char line) =>
        left + string.Join(middle, widths.Select(width => new string(line, width + 2))) + right;

    static string Fit(string text, int width) =>
        text.Length <= width ? text.PadRight(width) : text[..(width - 1)] + "…";

    static long Size(IEnumerable<Parameter> parameters) => parameters.Sum(p => (long)p.Value.Size);

    static string Count(IEnumerable<Parameter> parameters) =>
        Size(parameters).ToString("N0", CultureInfo.InvariantCulture);

    static string Total(long count, DType dtype)
    {
        var bytes = (double)count * (dtype == DType.Float64 ? 8 : 4);
        const double KB = 1024, MB = 1024 * KB, GB = 1024 * MB;
        var (amount, unit) = bytes < KB ? (bytes, "B")
            : bytes < MB ? (bytes / KB, "KB")
            : bytes < GB ? (bytes / MB, "MB")
            : (bytes / GB, "GB");
        return $"{count:N0} ({amount:0.00} {unit})";
    }
}
