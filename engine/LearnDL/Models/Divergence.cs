using LearnDL.Layers;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>What is said when the loss, or a gradient, is no finite number any more.</summary>
static class Divergence
{
    /// <summary>Whether a gradient is multiplied by the same weights again and again, so that it may explode where the loss is still small.</summary>
    public static bool IsRecurrent(Model model) => model.Layers.SelectMany(Wrapper.Parts).Any(layer => layer is IRecurrentLayer);

    /// <summary>Says before the step that a gradient overflowed: after it the weights would be NaN, and after the last batch nobody would notice.</summary>
    public static void CheckGradients(Model model, Parameter[] parameters, Optimizer optimizer, double loss, int epoch, int batch)
    {
        foreach (var parameter in parameters)
            if (ValueRange.Of(parameter.Gradient) is { Bad: > 0 } range && (optimizer.ClipValue is null || HasNaN(parameter.Gradient))) // ClipValue mends what is only infinite
                throw Overflow(model, parameter, parameter.Gradient.ValueAt(range.FirstBad), range.FirstBad, loss, $"epoch {epoch + 1}, batch {batch + 1}");
    }

    static bool HasNaN(Tensor x)
    {
        for (var i = 0; i < x.Size; i++)
            if (double.IsNaN(x.ValueAt(i)))
                return true;
        return false;
    }

    static DataException Overflow(Model model, Parameter parameter, double g, int at, double loss, string when)
    {
        var layer = model.Layers.First(one => one.Parameters.Contains(parameter));
        return new DataException($"The gradient of '{layer.Name}/{parameter.Name}' became {g} in {when}, where the loss is {loss:0.####}.", "finite gradients", $"{g} as number {at} of {parameter.Gradient.Shape}",
            "Through many time steps a gradient may explode. This one did so inside the layer, where ClipNorm comes too late: carry it back less far (truncate: 20 on the layer), use shorter sequences, or an LSTM or a GRU in place of a SimpleRNN; GradientFlow.Measure(model, x, y) shows the gradient at every step. The weights are those of the batch before.");
    }

    /// <summary>With recurrent layers, exploding gradients are the likely cause: the gradients are still those of the batch before, so the largest is named.</summary>
    public static DataException Error(Model model, double loss, int epoch, int batch)
    {
        var what = $"The loss became {loss} in epoch {epoch + 1}, batch {batch + 1}.";
        const string stay = "The weights are those of the batch before.";
        if (!IsRecurrent(model))
            return new DataException(what, "a finite loss", $"{loss}", $"Try a ten times smaller learning rate or ClipNorm = 1. {stay}");
        return new DataException(what, "a finite loss", $"{loss}{Largest(model)}",
            $"Through many time steps a gradient may explode. Try ClipNorm = 1, or a ten times smaller learning rate; GradientFlow.Measure(model, x, y) shows the gradient at every step. {stay}");
    }

    /// <summary>The first gradient that is not finite, else the one with the largest norm; nothing before the first step.</summary>
    static string Largest(Model model)
    {
        var (name, norm) = ("", 0.0);
        foreach (var layer in model.Layers)
            foreach (var parameter in layer.Parameters)
            {
                var size = parameter.Gradient.Norm();
                if (size > norm || !double.IsFinite(size))
                    (name, norm) = ($"{layer.Name}/{parameter.Name}", size);
                if (!double.IsFinite(norm))
                    return $"; the gradient of '{name}' was not finite in the batch before";
            }
        return norm > 0 ? $"; the largest gradient of the batch before was that of '{name}', of norm {norm:0.0e+0}" : "";
    }
}
