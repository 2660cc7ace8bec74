using LearnDL.Tensors;

namespace LearnDL.Losses;

/// <summary>
/// The errors for targets that should be one-hot rows (…, K), and are class numbers or one per sample.
/// </summary>
static class OneHotTargets
{
    /// <summary>A single output has no classes to compare.</summary>
    public static ModelException SingleOutput(string loss, string layer, string instead) => new(
        $"{layer} has a single output; {loss} compares several classes.", "one unit for every class", "1 unit",
        $"Use \"{instead}\", or one unit for every class.");

    /// <summary>Whether rows have one column too many, and the first is never 1: one-hot of labels 1..K.</summary>
    public static bool StartAt1(Tensor y, Shape prediction)
    {
        var columns = y.Rank == prediction.Rank && y.Rank > 1 ? y.Shape[-1] : 0;
        if (columns != prediction[-1] + 1)
            return false;
        for (var first = 0; first < y.Size; first += columns)
            if (y.ValueAt(first) != 0)
                return false;
        return true;
    }

    /// <summary>The error for those.</summary>
    public static ShapeException OneTooMany(string loss, Tensor y, Shape expected, string layer) => new(
        $"{loss}: the targets have one column more than {layer} has units, and the first is 0 in every row.",
        $"{expected}", $"{y.Shape}",
        "The labels start at 1? Then label 0 has a column of its own: subtract 1 before, (y - 1).OneHot().");

    /// <param name="loss">The class of the loss.</param>
    /// <param name="y">The targets.</param>
    /// <param name="prediction">The shape of the prediction.</param>
    /// <param name="layer">What the error calls the layer that predicts.</param>
    /// <param name="fix">The way out for class numbers.</param>
    public static void CheckShape(string loss, Tensor y, Shape prediction, string layer, string fix = "Use ")
    {
        if (y.Rank < prediction.Rank
            && (y.Shape[-1] == prediction[-1] || TargetShape.IsOnePerSample(y.Shape, prediction)))
            throw new ShapeException(
                $"{loss}: {layer} predicts a row for more than every sample.",
                $"targets {prediction.With(0, y.Shape[0])}", $"{y.Shape}, one row per sample",
                TargetShape.AdviceForOnePerSample(prediction));
        if (y.Rank < prediction.Rank || (y.Shape[-1] == 1 && y.Rank == prediction.Rank))
            throw new ShapeException(
                $"{loss} wants one-hot targets.", $"{prediction.With(0, y.Shape[0])}",
                $"{y.Shape}, which looks like class numbers", $"{fix}y.OneHot({prediction[-1]}).");
    }
}
