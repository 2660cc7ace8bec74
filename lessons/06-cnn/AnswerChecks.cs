using LearnDL.Lessons;

namespace Lessons.Cnn;

/// <summary>Judges the exercises on fresh numbers, and knows the usual slips.</summary>
static class AnswerChecks
{
    public static Verdict Edges(Func<Tensor, Tensor> answer)
    {
        var image = Tensor.Normal([7, 6], seed: 61);
        var given = new Given(image);
        var got = answer(image);
        if (given.Changed("the image") is { } changed) return changed;
        var expected = Slide(image, EdgeByHand.Horizontal);
        if (Judge.Differs(got, expected) is not { } wrong) return Verdict.Right();
        if (got.HasValue && got.Shape == image.Shape)
            return Verdict.Wrong("The result is as large as the image: that is padding \"same\". "
                + "Take \"valid\", which keeps the window inside: (H - 2, W - 2).");
        if (got.HasValue && got.Rank == 4)
            return Verdict.Wrong($"The numbers come as {got.Shape}, with the axes of batch and channel. "
                + "Reshape them to (H - 2, W - 2).");
        if (Judge.Differs(got, expected.Negate()) is null)
            return Verdict.Wrong("The sign is wrong. Ink is the larger number, "
                + "and at an upper edge it lies in the last row of the window: that row needs the +1.");
        if (Judge.Differs(got, Slide(image, EdgeByHand.Vertical)) is null)
            return Verdict.Wrong("That finds vertical edges, left against right. "
                + "Compare the row above with the row below.");
        if (Judge.Differs(got, expected.Scale(1.0 / 3)) is null)
            return Verdict.Wrong("That is a mean of the three columns. The weights are 1 and -1: a sum.");
        return wrong with { Hint = wrong.Hint + " The window's rows are -1 -1 -1, 0 0 0, 1 1 1." };
    }

    public static Verdict Places(Func<int, int, int, int, int> answer)
    {
        (int Size, int Kernel, int Stride, int Padding)[] cases =
            [(28, 3, 1, 0), (28, 3, 1, 1), (28, 5, 2, 2), (27, 2, 2, 0), (10, 4, 3, 1), (9, 9, 1, 0), (3, 5, 1, 0),
                (3, 5, 2, 1)];
        int Right((int Size, int Kernel, int Stride, int Padding) c) =>
            c.Size + 2 * c.Padding < c.Kernel ? 0 : (c.Size + 2 * c.Padding - c.Kernel) / c.Stride + 1;
        foreach (var c in cases)
        {
            var (got, expected) = (answer(c.Size, c.Kernel, c.Stride, c.Padding), Right(c));
            if (got == expected) continue;
            var told = $"Size {c.Size}, kernel {c.Kernel}, stride {c.Stride}, padding {c.Padding}: {expected} places; "
                + $"yours are {got}. ";
            if (expected == 0) return Verdict.Wrong(told + "Here the window does not fit.");
            if (c.Padding > 0 && got == Right(c with { Padding = 0 }))
                return Verdict.Wrong(told + "You left the padding out.");
            if (c.Padding > 0 && got == (c.Size + c.Padding - c.Kernel) / c.Stride + 1)
                return Verdict.Wrong(told + "The padding lies on both sides: count it twice.");
            if (got == expected - 1)
                return Verdict.Wrong(told + "Did you count the first place, before any step? Add 1.");
            if (c.Stride > 1 && got == Right(c with { Stride = 1 }))
                return Verdict.Wrong(told + "You left the stride out.");
            if (got == expected + 1)
                return Verdict.Wrong(told
                    + "A last step that leads beyond the edge does not count: divide and round down.");
            return Verdict.Wrong(told
                + "The first place, and then as many steps as fit into size + 2·padding - kernel.");
        }

        return Verdict.Right();
    }

    public static Verdict Pool(Func<Tensor, Tensor> answer)
    {
        var image = Tensor.Normal([6, 8], mean: -1, seed: 62);
        var given = new Given(image);
        var got = answer(image);
        if (given.Changed("the image") is { } changed) return changed;
        var window = new Window(WindowAxis.Of(6, 2, 2, 1, "valid"), WindowAxis.Of(8, 2, 2, 1, "valid"));
        Tensor images = image.Reshape(1, 6, 8, 1), expected = images.MaxPool(window).Reshape(3, 4);
        if (Judge.Differs(got, expected) is not { } wrong) return Verdict.Right();
        if (Judge.Differs(got, images.AveragePool(window).Reshape(3, 4)) is null)
            return Verdict.Wrong("That is the mean of each four pixels. Take the largest.");
        if (Judge.Differs(got, expected.ReLU()) is null)
            return Verdict.Wrong("Your largest never falls below 0. Pixels may be negative: "
                + "begin with one of the four, not with 0.");
        if (Judge.Differs(got, Blocks(image, 2, 1, 3, 8).Reshape(3, 8)) is null
            || Judge.Differs(got, Blocks(image, 1, 2, 6, 4).Reshape(6, 4)) is null)
            return Verdict.Wrong("You took the largest of two pixels along one axis. Go on with the other axis.");
        if (got.HasValue && got.Shape == expected.Transpose().Shape && Judge.Differs(got, expected.Transpose()) is null)
            return Verdict.Wrong("Rows and columns are swapped.");
        if (got.HasValue && got.Shape == expected.Shape
            && Judge.Differs(got, image.Reshape(12, 4).Max(-1).Reshape(3, 4)) is null)
            return Verdict.Wrong("Those are the largest of four neighbours in a row. "
                + "Two of the four lie in the row below: Reshape(H / 2, 2, W / 2, 2) has an axis for each direction.");
        return wrong with { Hint = wrong.Hint + " Reshape(H / 2, 2, W / 2, 2), then Max(axis: 3) and Max(axis: 1)." };
    }

    static Tensor Slide(Tensor image, Tensor W)
    {
        var window = new Window(WindowAxis.Of(image.Shape[0], 3, 1, 1, "valid"),
            WindowAxis.Of(image.Shape[1], 3, 1, 1, "valid"));
        return image.Reshape(1, image.Shape[0], image.Shape[1], 1).Convolve(W.Reshape(3, 3, 1, 1), window)
            .Reshape(image.Shape[0] - 2, image.Shape[1] - 2);
    }

    /// <summary>The largest of each block of that many rows and columns.</summary>
    static Tensor Blocks(Tensor image, int rows, int columns, int down, int across) =>
        image.Reshape(down, rows, across, columns).Max(3).Max(1);
}
