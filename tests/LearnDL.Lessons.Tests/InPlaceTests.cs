using LearnDL.Data;
using LearnDL.Tensors;
using Lessons.Cnn;
using Lessons.Lstm;
using Lessons.Speed;
using Basics = Lessons.Tensors.AnswerChecks;
using Cnn = Lessons.Cnn.AnswerChecks;
using Functional = Lessons.Functional.AnswerChecks;
using Iris = Lessons.Iris.AnswerChecks;
using Lstm = Lessons.Lstm.AnswerChecks;
using Mnist = Lessons.Mnist.AnswerChecks;
using Pima = Lessons.Pima.AnswerChecks;
using Regression = Lessons.Regression.AnswerChecks;
using Speed = Lessons.Speed.AnswerChecks;
using Text = Lessons.Text.AnswerChecks;

namespace LearnDL.Lessons.Tests;

/// <summary>
/// Students whose answer is right, but who have changed what they were given: every input of every exercise in turn.
/// (Whoever computes in place would often be compared with the numbers already changed, and found right.)
/// </summary>
public sealed class InPlaceTests
{
    /// <summary>
    /// An exercise, how many inputs it has, and a right answer to it that spoils the input of a number, or none.
    /// </summary>
    sealed record Student(int Inputs, Func<int, Verdict> Answers);

    static readonly Dictionary<string, Student> students = new()
    {
        ["Fahrenheit"] = new(1, i => Basics.Fahrenheit(c => After(i, c.Affine(1.8, 32), c))),
        ["CentreColumns"] = new(1, i => Basics.CentreColumns(x => After(i, x.SubtractRow(x.Mean(0)), x))),
        ["Totals"] = new(2, i => Basics.Totals((counts, prices) => After(i, counts.Dot(prices), counts, prices))),
        ["Middle"] = new(1, i => Basics.Middle(x => After(i, x[.., 7..21, 7..21], x))),
        ["Pima.Loss"] = new(2,
            i => Pima.Loss((y, p) => After(i, y.Zip(p, (yi, pi) => -Math.Log(yi == 1 ? pi : 1 - pi)).Average(), y, p))),
        ["Pima.Step"] = new(4, i => Pima.Step((x, y, w, b, rate) => After(i, PimaStep(x, y, w, b, rate), x, y, w, b))),
        ["Sensitivity"] = new(1, i => Pima.Sensitivity(n => After(i, n[1, 1] / (double)(n[1, 0] + n[1, 1]), n))),
        ["Softmax"] = new(1, i => Iris.Softmax(z =>
            After<double[]>(i, [.. z.Select(a => Math.Exp(a - z.Max()) / z.Sum(s => Math.Exp(s - z.Max())))], z))),
        ["Gradient"] = new(2, i => Iris.Gradient((p, y) => After(i, p.Subtract(y).Scale(1.0 / p.Shape[0]), p, y))),
        ["Accuracy"] = new(2, i => Iris.Accuracy((p, y) =>
            After(i, p.ArgMax().ToArray<int>().Zip(y).Average(pair => pair.First == pair.Second ? 1 : 0), p, y))),
        ["Scale"] = new(1, i => Mnist.Scale(x => After(i, x.Cast(DType.Float32).Scale(1.0 / 255).Reshape(-1, 784), x))),
        ["Mnist.Loss"] = new(2,
            i => Mnist.Loss((p, y) => After(i, y.Select((k, n) => -Math.Log(p.At(n, k))).Average(), p, y))),
        ["Worst"] = new(2, i => Mnist.Worst((p, y, count) =>
            After<int[]>(i, [.. Enumerable.Range(0, y.Length).OrderBy(n => p.At(n, y[n])).Take(count)], p, y))),
        ["LoopOrder"] = new(2, i => Speed.LoopOrder((x, y, result, n) => After(i, Product(x, y, result, n, n), x, y))),
        ["RowDot"] = new(2,
            i => Speed.RowDot((x, y, result) => After(i, Product(x, y, result, 1, result.Length), x, y))),
        ["PackTransposed"] = new(1,
            i => Speed.PackTransposed((y, n, k, column, width, panel) => After(i, Pack(y, n, k, column, width, panel), y))),
        ["Edges"] = new(1, i => Cnn.Edges(image => After(i, Edges(image), image))),
        ["Places"] = new(0, _ => Cnn.Places((size, kernel, stride, padding) =>
            size + 2 * padding < kernel ? 0 : (size + 2 * padding - kernel) / stride + 1)),
        ["Pool"] = new(1,
            i => Cnn.Pool(x => After(i, x.Reshape(x.Shape[0] / 2, 2, x.Shape[1] / 2, 2).Max(3).Max(1), x))),
        ["Windows"] = new(1, i => Lstm.Windows((s, length) => After(i, Windows(s, length), s))),
        ["Lstm.Step"] = new(6,
            i => Lstm.Step((x, h, c, W, R, b) => After(i, LstmStep(x, h, c, W, R, b), x, h, c, W, R, b))),
        ["StepBack"] = new(4, i => Lstm.Back((dh, h, hPrev, R) => After(i, Back(dh, h, hPrev, R), dh, h, hPrev, R))),
        ["Pad"] = new(1, i => Text.Pad((words, length) =>
            After<int[]>(i, [.. new int[Math.Max(0, length - words.Length)], .. words.TakeLast(length)], words))),
        ["EmbeddingGradient"] = new(2, i => Text.EmbeddingGradient((ids, dy, words) =>
            After(i, Tensor.From(ids).OneHot(words).TransposedDot(dy), ids, dy))),
        ["Carry"] = new(3, i => Text.Carry((hPrev, h, mask) =>
            After(i, h.MultiplyColumn(mask).Add(hPrev.MultiplyColumn(mask.Affine(-1, 1))), hPrev, h, mask))),
        ["Regression.Gradient"] = new(2, i => Regression.Gradient((p, y) =>
            After<double[]>(i, [.. p.Zip(y, (a, b) => (double)Math.Sign(a - b) / p.Length)], p, y))),
        ["Huber"] = new(0, _ => Regression.Huber((e, d) =>
            Math.Abs(e) <= d ? e * e / 2 : d * (Math.Abs(e) - d / 2))),
        ["BestEpoch"] = new(1, i => Regression.BestEpoch((losses, patience) =>
            After(i, BestEpoch(losses, patience), losses))),
        ["Cut"] = new(2, i => Functional.Cut((dc, widths) => After(i, Cut(dc, widths), dc, widths))),
        ["TextGradient"] = new(3, i => Functional.TextGradient((dc, da, v, weight) =>
            After(i, dc[.., ..v.Shape[0]].Add(da.DotTransposed(v).Scale(weight)), dc, da, v))),
        ["Shuffled"] = new(2, i => Functional.Shuffled((x, column, order) =>
            After(i, Shuffled(x, column, order), x, order))),
    };

    static Tensor[] Cut(Tensor dc, int[] widths)
    {
        var (parts, from) = (new Tensor[widths.Length], 0);
        for (var i = 0; i < widths.Length; from += widths[i++]) parts[i] = dc[.., from..(from + widths[i])].Keep();
        return parts;
    }

    static Tensor Shuffled(Tensor x, int column, int[] order)
    {
        var result = x.Keep();
        for (var n = 0; n < order.Length; n++)
            result.AsSpan<float>()[n * x.Shape[1] + column] = (float)x.At(order[n], column);
        return result;
    }

    static int BestEpoch(double[] losses, int patience)
    {
        var best = 0;
        for (var epoch = 1; epoch < losses.Length && epoch - best <= patience; epoch++)
            if (losses[epoch] < losses[best]) best = epoch;
        return best;
    }

    public static TheoryData<string> Exercises => [.. students.Keys];

    public static TheoryData<string, int> Inputs
    {
        get
        {
            var inputs = new TheoryData<string, int>();
            foreach (var (name, student) in students)
                for (var i = 0; i < student.Inputs; i++) inputs.Add(name, i);
            return inputs;
        }
    }

    [Theory]
    [MemberData(nameof(Exercises))]
    public void The_same_answer_that_leaves_its_inputs_alone_is_right(string exercise) =>
        Assert.Equal(VerdictKind.Right, students[exercise].Answers(-1).Kind);

    [Theory]
    [MemberData(nameof(Inputs))]
    public void An_input_changed_in_place_is_noticed(string exercise, int input)
    {
        var verdict = students[exercise].Answers(input);
        Assert.Equal(VerdictKind.Wrong, verdict.Kind);
        Assert.StartsWith("Your code changed ", verdict.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void No_exercise_is_left_out()
    {
        var exercises = 0;
        foreach (string folder in AllLessons.Folders) exercises += AllLessons.Of(folder).Exercises.Count;
        Assert.Equal(exercises, students.Count);
    }

    /// <summary>The answer, computed already, after an input was changed: one number of it.</summary>
    static T After<T>(int spoiled, T answer, params object[] inputs)
    {
        if (spoiled < 0) return answer;
        if (inputs[spoiled] is Tensor tensor) tensor.Fill(3);
        else if (inputs[spoiled] is Array { Length: > 0 } array)
        {
            int[] last = [.. Enumerable.Range(0, array.Rank).Select(array.GetUpperBound)];
            array.SetValue(array.GetValue(last) switch
            {
                int n => (object)(n + 1),
                float x => x + 1,
                double x => x + 1,
                var other => other
            }, last);
        }
        return answer;
    }

    static (Tensor, Tensor) PimaStep(Tensor x, Tensor y, Tensor w, Tensor b, double rate)
    {
        var dz = x.Dot(w).AddRow(b).Sigmoid().Subtract(y).Scale(1.0 / x.Shape[0]);
        return (w.Subtract(x.TransposedDot(dz).Scale(rate)), b.Subtract(dz.SumRows().Scale(rate)));
    }

    static float[] Product(float[] x, float[] y, float[] result, int rows, int columns)
    {
        Array.Clear(result);
        var inner = x.Length / rows;
        for (var i = 0; i < rows; i++)
            for (var k = 0; k < inner; k++)
                for (var j = 0; j < columns; j++)
                    result[i * columns + j] = MathF.FusedMultiplyAdd(x[i * inner + k], y[k * columns + j],
                        result[i * columns + j]);
        return result;
    }

    static float[] Pack(float[] y, int n, int k, int column, int width, float[] panel)
    {
        for (var s = 0; s < k; s++)
            for (var c = 0; c < width; c++)
                panel[s * width + c] = column + c < n ? y[(column + c) * k + s] : 0;
        return panel;
    }

    static Tensor Edges(Tensor image)
    {
        var difference = image[2..].Subtract(image[..^2]);
        return difference[.., ..^2].Add(difference[.., 1..^1]).Add(difference[.., 2..]);
    }

    static (double[][], double[]) Windows(double[] series, int length) =>
        ([.. Enumerable.Range(0, series.Length - length).Select(n => series[n..(n + length)])], series[length..]);

    static (Tensor, Tensor) LstmStep(Tensor x, Tensor h, Tensor c, Tensor W, Tensor R, Tensor b)
    {
        var step = LstmByHand.Forward(x, h, c, W, R, b);
        return (step.H, step.C);
    }

    static (Tensor, Tensor) Back(Tensor dh, Tensor h, Tensor hPrev, Tensor R)
    {
        var dz = dh.Multiply(h.TanhSlope());
        return (dz.DotTransposed(R), hPrev.TransposedDot(dz));
    }
}
