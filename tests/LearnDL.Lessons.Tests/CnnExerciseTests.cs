using LearnDL.Tensors;
using AnswerChecks = Lessons.Cnn.AnswerChecks;
using EdgeByHand = Lessons.Cnn.EdgeByHand;

namespace LearnDL.Lessons.Tests;

public sealed class CnnExerciseTests
{
    static void Wrong(string hint, Verdict verdict)
    {
        Assert.Equal(VerdictKind.Wrong, verdict.Kind);
        Assert.Contains(hint, verdict.Hint, StringComparison.Ordinal);
    }

    static Tensor Slide(Tensor image, Tensor W, string padding = "valid")
    {
        var (height, width) = (image.Shape[0], image.Shape[1]);
        var window = new Window(WindowAxis.Of(height, 3, 1, 1, padding), WindowAxis.Of(width, 3, 1, 1, padding));
        var z = image.Reshape(1, height, width, 1).Convolve(W.Reshape(3, 3, 1, 1), window);
        return z.Reshape(z.Shape[1], z.Shape[2]);
    }

    [Fact]
    public void A_window_for_horizontal_edges()
    {
        var W = EdgeByHand.Horizontal;
        Assert.Equal(VerdictKind.Right, AnswerChecks.Edges(image => Slide(image, W)).Kind);
        Assert.Equal(VerdictKind.Right, AnswerChecks.Edges(image =>
        {
            var difference = image[2..].Subtract(image[..^2]);              // without a convolution
            return difference[.., ..^2].Add(difference[.., 1..^1]).Add(difference[.., 2..]);
        }).Kind);
        Wrong("padding \"same\"", AnswerChecks.Edges(image => Slide(image, W, "same")));
        Wrong("sign", AnswerChecks.Edges(image => Slide(image, W.Negate())));
        Wrong("vertical", AnswerChecks.Edges(image => Slide(image, EdgeByHand.Vertical)));
        Wrong("a sum", AnswerChecks.Edges(image => Slide(image, W.Scale(1.0 / 3))));
        Wrong("axes of batch and channel", AnswerChecks.Edges(image => Slide(image, W).Reshape(1, 5, 4, 1)));
        Wrong("-1 -1 -1", AnswerChecks.Edges(image => image[1..^1, 1..^1]));
        Wrong("no tensor", AnswerChecks.Edges(_ => default));
        Wrong("changed the image", AnswerChecks.Edges(image =>
        {
            image.Fill(0);
            return Slide(image, W);
        }));
    }

    [Fact]
    public void How_many_places_a_window_takes()
    {
        Assert.Equal(VerdictKind.Right,
            AnswerChecks.Places((n, k, s, p) => n + 2 * p < k ? 0 : (n + 2 * p - k) / s + 1).Kind);
        Wrong("Add 1", AnswerChecks.Places((n, k, s, p) => (n + 2 * p - k) / s));
        Wrong("left the padding out", AnswerChecks.Places((n, k, s, _) => (n - k) / s + 1));
        Wrong("count it twice", AnswerChecks.Places((n, k, s, p) => (n + p - k) / s + 1));
        Wrong("left the stride out", AnswerChecks.Places((n, k, _, p) => n + 2 * p - k + 1));
        Wrong("round down", AnswerChecks.Places((n, k, s, p) => (int)Math.Ceiling((n + 2 * p - k) / (double)s) + 1));
        Wrong("does not fit", AnswerChecks.Places((n, k, s, p) => (n + 2 * p - k) / s + 1));
        Wrong("first place", AnswerChecks.Places((n, _, _, _) => 3 * n));
    }

    [Fact]
    public void Pooling_by_hand()
    {
        Assert.Equal(VerdictKind.Right, AnswerChecks.Pool(image => Blocks(image).Max(3).Max(1)).Kind);
        Wrong("mean", AnswerChecks.Pool(image => Blocks(image).Mean(3).Mean(1)));
        Wrong("negative", AnswerChecks.Pool(image => Blocks(image).Max(3).Max(1).ReLU()));
        Wrong("along one axis", AnswerChecks.Pool(image => Blocks(image).Max(3).Reshape(6, 4)));
        Wrong("along one axis", AnswerChecks.Pool(image => Blocks(image).Max(1).Reshape(3, 8)));
        Wrong("swapped", AnswerChecks.Pool(image => Blocks(image).Max(3).Max(1).Transpose()));
        Wrong("neighbours in a row", AnswerChecks.Pool(image => image.Reshape(3, 4, 4).Max(-1)));
        Wrong("Max(axis: 1)", AnswerChecks.Pool(image => image[..3, ..4]));
        Wrong("changed the image", AnswerChecks.Pool(image =>
        {
            image.Fill(0);
            return image[..3, ..4];
        }));

        static Tensor Blocks(Tensor image) => image.Reshape(3, 2, 4, 2);
    }
}
