using System.Globalization;
using System.Text;

namespace LearnDL.Checks;

/// <summary>The gradient that arrives at each time step of one recurrent layer.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Norms">‖dLoss/dhₜ‖ over all samples, in the order the layer reads the time steps.</param>
/// <param name="Truncate">After how many time steps the layer itself ends the gradient's way; null where it does
/// not.</param>
public sealed record StepFlow(string Layer, IReadOnlyList<double> Norms, int? Truncate = null)
{
    /// <summary>
    /// The factor between the ends from which a gradient counts as vanishing or exploding, 1,000: Float32 has 7 digits,
    /// and of a weight's gradient, which is a sum over all time steps, those a thousand times smaller than others
    /// change only the last four digits; in a picture they are a flat line.
    /// </summary>
    public const double Limit = 1000;

    /// <summary>What arrives at the first time step, as a share of what arrives at the last that gets any.</summary>
    public double Ratio => Norms[0] / (Norms.LastOrDefault(norm => norm != 0) is var last and not 0 ? last : 1);

    /// <summary>Whether the gradient keeps its size on the way back.</summary>
    public FlowVerdict Verdict => Norms.Any(norm => !double.IsFinite(norm)) ? FlowVerdict.NotFinite
        : Ratio > Limit ? FlowVerdict.Exploding
        : Norms[0] * Limit < Norms.Max() ? FlowVerdict.Vanishing
        : FlowVerdict.Steady;

    /// <summary>
    /// A line with the verdict, and a bar for every time step, or for 12 of them: its length is the norm's order of
    /// magnitude.
    /// </summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Layer}: {Word()}. From the last to the first of {Norms.Count} ");
        text.Append(CultureInfo.InvariantCulture,
            $"time steps the gradient goes from {Norms[^1]:0.0e+0} to {Norms[0]:0.0e+0}.\n");
        double[] finite = [.. Norms.Where(norm => norm > 0 && double.IsFinite(norm)).Select(Math.Log10)];
        var (high, low) = finite.Length > 0 ? (finite.Max(), finite.Min()) : (0, 0);
        low = Math.Min(low, high - 3); // a factor of 1,000 at least, so that a steady gradient looks steady
        var rows = Math.Min(Norms.Count, 12);
        for (var row = 0; row < rows; row++)
        {
            var t = rows == 1 ? 0 : row * (Norms.Count - 1) / (rows - 1);
            text.Append(CultureInfo.InvariantCulture,
                $"  time step {t + 1,5}  {Norms[t],8:0.0e+0}  {Bar(Norms[t], low, high)}\n");
        }
        return text.ToString();
    }

    string Word() => Verdict switch
    {
        FlowVerdict.Steady => "steady",
        FlowVerdict.Vanishing when Truncate is { } most && Norms[0] == 0 =>
            $"VANISHING, early time steps get nothing, as truncate: {most} says; "
            + "a larger number lets the gradient go further back",
        FlowVerdict.Vanishing =>
            "VANISHING, early time steps are hardly learned from: "
            + "try an LSTM or a GRU in place of a SimpleRNN, or shorter sequences",
        FlowVerdict.Exploding => "EXPLODING, early time steps rule the weights: try ClipNorm = 1",
        _ => "NOT FINITE: try ClipNorm = 1 or a smaller learning rate, from new weights",
    };

    static string Bar(double norm, double low, double high)
    {
        const int width = 30;
        if (!double.IsFinite(norm))
            return "!";
        return norm == 0 ? ""
            : new string('█', 1 + (int)Math.Round((width - 1) * (Math.Log10(norm) - low) / (high - low)));
    }
}
