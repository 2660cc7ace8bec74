using LearnDL.Losses;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>Makes classes of outputs. What an output stands for, a probability or a score, the loss says.</summary>
static class OutputReader
{
    /// <summary>Of one output, 1 for a yes (N, 1); of several, the position of the largest (N).</summary>
    public static Tensor Classes(Tensor p, Loss? loss, Model model, List<string> warnings)
    {
        var range = OutputRanges.OfOutput(model.Graph, 0).Range;
        var isScore = loss is { FromLogits: true } or { Meaning: OutputMeaning.Scores };
        if (loss is { Meaning: OutputMeaning.Numbers } && range is not { Min: >= 0, Max: <= 1 })
            warnings.AddOnce($"PredictClasses reads the outputs as probabilities, but {loss.Name} predicts numbers: "
                + "use Predict.");
        if (p.Shape[-1] == 1)
            return p.Shift(isScore ? 0 : -0.5).Positive().Cast(DType.Int32); // σ(0) is a half
        if (loss is { Meaning: OutputMeaning.Probabilities } && range is not { IsShares: true })
            warnings.AddOnce($"PredictClasses names one class per sample, but {loss.Name} treats the outputs as labels "
                + $"that may go together. For those, compare Predict with {(loss.FromLogits ? "0" : "0.5")}.");
        return p.ArgMax();
    }
}
