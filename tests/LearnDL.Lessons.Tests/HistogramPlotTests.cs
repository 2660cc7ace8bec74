using System.Globalization;
using System.Xml.Linq;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Plots;
using LearnDL.Tensors;

namespace LearnDL.Lessons.Tests;

public sealed class HistogramPlotTests
{
    static readonly XNamespace svg = "http://www.w3.org/2000/svg";

    static string[] Texts(string drawing) =>
        [.. XElement.Parse(drawing).Descendants(svg + "text").Select(text => text.Value)];

    [Fact]
    public void Counts_from_the_smallest_to_the_largest()
    {
        Assert.Equal([2, 1, 0, 2], HistogramPlot.Counts([0, 0.9, 1, 3, 4], 4)); // 4 itself is in the last
        Assert.Equal([0, 3, 0], HistogramPlot.Counts([7, 7, 7], 3));
        Assert.Equal([1, 1], HistogramPlot.Counts([double.MinValue, double.MaxValue], 2));
    }

    /// <summary>Half as many are half as high, and the floor is closed.</summary>
    [Fact]
    public void Heights_are_counts()
    {
        var path = XElement.Parse(HistogramPlot.Draw("t", "d", 2, ("a", [0, 0, 1]))).Descendants(svg + "path").Single();
        Assert.Equal("M10,80L10,28L210,28L210,54L410,54L410,80Z", path.Attribute("d")!.Value);
    }

    /// <summary>Each row: its name, how many numbers it has, the smallest and the largest.</summary>
    [Fact]
    public void The_numbers_beside_a_row_are_those_of_its_values()
    {
        double[] many = [.. Enumerable.Range(0, 1234).Select(i => i / 1000.0 - 0.25)];
        Assert.Equal(["many", "1,234", "−0.25", "0.983", "same", "2", "7"],
            Texts(HistogramPlot.Draw("t", "d", 10, ("many", many), ("same", [7, 7]))));
    }

    [Fact]
    public void A_row_for_each_weight_those_of_a_model_inside_too()
    {
        var input = new Input([3]);
        var shared = new Dense(3, name: "shared");
        var inside = new Sequential([new Dense(2, useBias: false, name: "deep")], "inside");
        var model = new Model(input, inside.Apply(shared.Apply(shared.Apply(input))), seed: 1);
        Assert.Equal(["shared/kernel (3, 3)", "shared/bias (3,)", "deep/kernel (3, 2)"],
            Texts(HistogramPlot.DrawWeights("t", "d", model)).Where(text =>
                text.Contains('/', StringComparison.Ordinal)));

        Assert.Throws<DataException>(() => HistogramPlot.DrawGradients("t", "d", model)); // no step yet
        model.Compile("sgd", "mse");
        _ = model.TrainOnBatch(Tensor.Ones([4, 3]), Tensor.Ones([4, 2]));
        var gradient = model.Parameters[2].Gradient.Cast(DType.Float64).ToArray<double>();
        var largest = gradient.Max().ToString("G3", CultureInfo.InvariantCulture).Replace('-', '−');
        Assert.Contains(largest, Texts(HistogramPlot.DrawGradients("t", "d", model)));
    }

    [Fact]
    public void What_has_no_place()
    {
        Assert.Throws<DataException>(() => HistogramPlot.DrawWeights("t", "d", new Sequential { new Dense(1) }));
        Assert.Throws<DataException>(() => HistogramPlot.Draw("t", "d", 3));
        Assert.Throws<DataException>(() => HistogramPlot.Draw("t", "d", 3, ("a", [])));
        Assert.Throws<DataException>(() => HistogramPlot.Draw("t", "d", 3, ("a", [1, double.NaN])));
        Assert.Throws<HyperparameterException>(() => HistogramPlot.Draw("t", "d", 0, ("a", [1])));
    }
}
