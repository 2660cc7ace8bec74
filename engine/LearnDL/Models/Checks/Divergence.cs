using LearnDL.Layers;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>
/// The errors for a loss, a gradient, a weight or a prediction that is no longer a finite number: what it was, and the
/// advice that fits its cause.
/// </summary>
static class Divergence
{
    const string Stay = "The weights are as they were before this batch.";

    /// <summary>A step that could not be made: a gradient that overflowed, or a weight that would.</summary>
    public static DataException OfStep(Model model, StepFault fault, BatchResult result, BatchNumber number)
    {
        var batch = result.Batch;
        var where = $" in {number}, where the loss is {result.Loss:G5}";
        var what = fault.What(model.Optimizer.GetType().Name, NameOf(model, fault.Parameter), where);
        var advice = fault.Where switch
        {
            StepFault.Place.Gradient when model.IsRecurrent =>
                "Through many time steps a gradient may explode. This one did so inside the layer, where ClipNorm "
                + "comes too late: carry it back less far (truncate: 20 on the layer), use shorter sequences, or an "
                + "LSTM or a GRU in place of a SimpleRNN; GradientFlow.Measure(model, x, y) shows the gradient at "
                + "every time step.",
            StepFault.Place.Gradient =>
                $"{Scales(batch)} Or try a ten times smaller learning rate. ClipNorm comes too late for a gradient "
                + "that is infinite; ClipValue = 1 does not.",
            StepFault.Place.Slot =>
                $"{Scales(batch)} Or clip the gradient (ClipNorm = 1), or compute in Float64: "
                + "new Sequential(dtype: DType.Float64).",
            _ => $"The learning rate is {model.Optimizer.LearningRate}: try a smaller one, or ClipNorm = 1.",
        };
        return new DataException(what, fault.Expected, fault.Got, $"{advice} {Stay}") { IsDivergence = true };
    }

    /// <summary>An average that a layer keeps, such as that of a BatchNormalization, and that overflowed.</summary>
    public static DataException OfAverage(Model model, Parameter average, Samples batch, BatchNumber number) => new(
        $"'{NameOf(model, average)}' would no longer be finite after {number}.", "averages that are finite",
        $"{Magnitude.Largest(average.Value)}", $"{Scales(batch)} {Stay}")
    { IsDivergence = true };

    /// <summary>A loss that is not finite. The number behind it that is at fault decides what is advised.</summary>
    public static DataException OfLoss(Model model, BatchResult result, BatchNumber number)
    {
        if (FiniteCheck.FirstBadWeight(model) is { } weight)
            return Because("The weight was set by code of your own: set it to finite numbers.",
                $"; the weight {weight}");
        foreach (var output in result.Outputs)
            if (TargetsAreAtFault(output) is { } targets)
                return Because(targets);
        if (model.Optimizer.Iterations == 0)
            return Because("No step was taken yet, so the learning rate is not the cause. "
                + $"{Scales(result.Batch)} Or begin with smaller weights.");
        if (!model.IsRecurrent)
            return Because("Try a ten times smaller learning rate or ClipNorm = 1.");
        return Because("Through many time steps a gradient may explode. Try ClipNorm = 1, or a ten times smaller "
            + "learning rate; GradientFlow.Measure(model, x, y) shows the gradient at every time step.",
            LargestGradient(model));

        DataException Because(string advice, string got = "") =>
            new($"The loss became {result.Loss} in {number}.", "a finite loss", $"{result.Loss}{got}",
                $"{advice} {Stay}")
            { IsDivergence = true };
    }

    /// <summary>
    /// The advice where the prediction is of an ordinary size, but what it is compared with, or weighted by, is not.
    /// </summary>
    static string? TargetsAreAtFault(OutputResult output)
    {
        const double ordinary = 1e15;
        if (!output.Y.HasValue)
            return null;
        var p = output.P;
        var (largest, y) = (Magnitude.Largest(p), Largest(output.Y));
        if (!(largest <= Math.Max(y, ordinary)))
            return null;
        if (y > ordinary)
            return $"The targets reach {y:0.#e+0}, and their squares do not fit into {p.DType}: "
                + "scale them (Standardizer, MinMaxScaler), or compute in Float64.";
        return output.SampleWeights.HasValue
            ? $"Sample weights reach {Largest(output.SampleWeights):0.#e+0}: scale them; only their ratios matter."
            : null;
    }

    /// <summary>A loss or a metric of Evaluate that is not finite.</summary>
    public static DataException OfTest(Model model, string figure, double value, string where, Samples batch) => new(
        $"'{figure}' is {value}{where}.", "a finite number", $"{value}",
        BadWeight(model)
            ?? $"The prediction, or its distance from y, does not fit into {model.DType}. {Scales(batch)}");

    /// <summary>A prediction that is not finite.</summary>
    public static DataException OfPrediction(Model model, TensorList x, Tensor p, int firstSample)
    {
        var range = ValueRange.Of(p);
        var row = range.FirstBad / Math.Max(1, p.Size / p.Shape[0]);
        return new DataException(
            $"The prediction for row {firstSample + row:N0} of x is {p.ValueAt(range.FirstBad)}.", "finite outputs",
            $"{range.Bad:N0} of {p.Size:N0} outputs are not finite",
            BadWeight(model) ?? Scales(new Samples(x.Rows(row..(row + 1)), default, default)));
    }

    static string? BadWeight(Model model) => FiniteCheck.FirstBadWeight(model) is { } bad
        ? $"The weight {bad}: train again with a smaller learning rate, or set it."
        : null;

    /// <summary>Advice about the data, with how large they are.</summary>
    static string Scales(Samples batch)
    {
        var x = batch.X.Count > 0 ? $": x reaches {Largest(batch.X):0.##e+0}" : "";
        var y = batch.Y.Count > 0 ? $" and y {Largest(batch.Y):0.##e+0}" : "";
        return $"Scale the data (Standardizer, MinMaxScaler){x}{y}.";
    }

    static double Largest(TensorList list) => list.Where(x => x.HasValue).Select(Largest).DefaultIfEmpty().Max();

    static double Largest(Tensor x)
    {
        var range = ValueRange.Of(x);
        return Math.Max(Math.Abs(range.Min), Math.Abs(range.Max));
    }

    static string NameOf(Model model, Parameter parameter) =>
        $"{model.Layers.First(layer => layer.Parameters.Contains(parameter)).Name}/{parameter.Name}";

    /// <summary>
    /// With recurrent layers, exploding gradients are the likely cause. They are still those of the batch before: the
    /// first that is not finite, else the one with the largest norm; nothing before the first step.
    /// </summary>
    static string LargestGradient(Model model)
    {
        var (name, norm) = ("", 0.0);
        foreach (var parameter in model.Parameters)
        {
            var size = Magnitude.Norm(parameter.Gradient);
            if (!double.IsFinite(size))
                return $"; the gradient of '{NameOf(model, parameter)}' was not finite in the batch before";
            if (size > norm)
                (name, norm) = (NameOf(model, parameter), size);
        }
        return norm > 0
            ? $"; the largest gradient of the batch before was that of '{name}', of norm {norm:0.0e+0}"
            : "";
    }
}
