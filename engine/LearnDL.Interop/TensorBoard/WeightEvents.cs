using LearnDL.Models;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Interop;

/// <summary>The numbers in a model at the end of an epoch: weights, gradients, and what the layers give.</summary>
static class WeightEvents
{
    /// <summary>
    /// Adds a histogram of every weight and of the gradient that the last batch left of it, under the name that it has
    /// in a file: "dense/kernel/histogram", "dense/kernel/gradient/histogram".
    /// </summary>
    public static void Write(EventLog log, int epoch, Model model, bool writeImages, LayerOutputs? outputs)
    {
        var trained = model.TrainableParameters.ToHashSet();
        foreach (var (name, weight) in WeightNames.Of(model))
        {
            var values = Numbers(weight.Value);
            log.Add(epoch, Values.Histogram($"{name}/histogram", values));
            if (trained.Contains(weight))
                log.Add(epoch, Values.Histogram($"{name}/gradient/histogram", Numbers(weight.Gradient)));
            if (writeImages && WeightPicture.Of(values, weight.Shape) is { } picture)
                log.Add(epoch, Values.Image($"{name}/image", picture));
        }
        foreach (var (layer, values) in outputs?.Now() ?? [])
            log.Add(epoch, Values.Histogram($"{layer}/output/histogram", values));
    }

    static double[] Numbers(Tensor x) => x.Cast(DType.Float64).ToArray<double>();
}
