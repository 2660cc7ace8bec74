using System.Xml.Linq;
using LearnDL.Plots;
using LearnDL.Tensors;
using SkiaSharp;

namespace LearnDL.Lessons.Tests;

public sealed class TensorImagePlotTests
{
    static readonly XNamespace svg = "http://www.w3.org/2000/svg";

    static List<SKColor[]> Pixels(string drawing) =>
        [.. XElement.Parse(drawing).Descendants(svg + "image").Select(image =>
        {
            using var bitmap = SKBitmap.Decode(Convert.FromBase64String(image.Attribute("href")!.Value.Split(',')[1]));
            return bitmap.Pixels;
        })];

    static byte[] Reds(string drawing) => [.. Pixels(drawing).SelectMany(pixels => pixels).Select(pixel => pixel.Red)];

    /// <summary>The smallest is black, the largest white.</summary>
    [Fact]
    public void Grey()
    {
        Tensor image = new[,] { { -1.0, 0 }, { 1, 3 } };
        Assert.Equal([0, 64, 128, 255], Reds(TensorImagePlot.Draw("t", "d", image)));
        Assert.Equal([0, 64, 128, 255], Reds(TensorImagePlot.Draw("t", "d", image.Reshape(2, 2, 1))));
        Assert.Equal([0, 0, 255, 255], Reds(TensorImagePlot.Draw("t", "d", image, range: (0, 1))));
        Assert.Equal([128], Reds(TensorImagePlot.Draw("t", "d", Tensor.Ones([1, 1]))));
        Assert.Equal(0, Pixels(TensorImagePlot.Draw("t", "d", new[,] { { 1.0, double.NaN } }))[0][1].Alpha);
    }

    [Fact]
    public void Colours()
    {
        var shares = Tensor.Of(1, 0, 0.2f, 0, 1, 1).Reshape(1, 2, 3);
        var expected = new[] { new SKColor(255, 0, 51), new SKColor(0, 255, 255) };
        Assert.Equal(expected, Pixels(TensorImagePlot.Draw("t", "d", shares))[0]);
        Assert.Equal(expected, Pixels(TensorImagePlot.Draw("t", "d", (shares * 255).Cast(DType.Int32)))[0]);
        Assert.Throws<DataException>(() => TensorImagePlot.Draw("t", "d", shares * 255));
        Assert.Throws<DataException>(() => TensorImagePlot.Draw("t", "d", shares - 0.5));
    }

    [Fact]
    public void A_grid()
    {
        var four = Tensor.Of(0, 1, 2, 3).Reshape(4, 1, 1);
        Assert.Equal([0, 85, 170, 255], Reds(TensorImagePlot.Draw("t", "d", four.Reshape(4, 1, 1, 1))));
        Assert.Equal(5, Pixels(TensorImagePlot.Draw("t", "d", Tensor.Ones([5, 2, 2, 3]))).Count);
        var root = XElement.Parse(TensorImagePlot.Draw("t", "d", Tensor.Normal([5, 4, 2], seed: 1),
            ["a", "b", "c", "d", "e"]));
        var places = root.Elements(svg + "image").Select(image => (image.Attribute("x")!.Value, image.Attribute("y")!.Value));
        Assert.Equal(5, places.Distinct().Count());
        Assert.Equal(3, places.Select(place => place.Item1).Distinct().Count()); // 3 and 2
        Assert.Equal(["a", "b", "c", "d", "e"], root.Elements(svg + "text").Select(text => text.Value));
        var last = root.Elements(svg + "text").Last().Attribute("y")!.Value;
        Assert.True(double.Parse(last, System.Globalization.CultureInfo.InvariantCulture)
            < int.Parse(root.Attribute("viewBox")!.Value.Split(' ')[3], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void What_is_no_picture()
    {
        Assert.Throws<ShapeException>(() => TensorImagePlot.Draw("t", "d", Tensor.Ones([4])));
        Assert.Throws<ShapeException>(() => TensorImagePlot.Draw("t", "d", Tensor.Ones([1, 2, 2, 2])));
        Assert.Throws<DataException>(() => TensorImagePlot.Draw("t", "d", Tensor.Ones([2, 4, 4]), ["one"]));
        Assert.Throws<HyperparameterException>(() => TensorImagePlot.Draw("t", "d", Tensor.Ones([4, 4]), columns: 0));
        Assert.Throws<HyperparameterException>(() => TensorImagePlot.Draw("t", "d", Tensor.Ones([4, 4]), range: (1, 1)));
    }

    [Fact]
    public void A_confusion_matrix_from_labels()
    {
        var counted = ConfusionMatrixPlot.Draw("t", "d", Tensor.Of(0, 1, 1, 1), Tensor.Of(0, 0, 1, 1), ["no", "yes"]);
        Assert.Equal(ConfusionMatrixPlot.Draw("t", "d", new[,] { { 1, 0 }, { 1, 2 } }, ["no", "yes"]), counted);
        Assert.Equal(ConfusionMatrixPlot.Draw("t", "d", new[,] { { 1, 0 }, { 1, 2 } }, ["0", "1"]),
            ConfusionMatrixPlot.Draw("t", "d", Tensor.Of(0, 1, 1, 1), Tensor.Of(0, 0, 1, 1)));
        Assert.Throws<DataException>(() =>
            ConfusionMatrixPlot.Draw("t", "d", Tensor.Of(0, 2), Tensor.Of(0, 0), ["no", "yes"]));
    }
}
