using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Losses;

/// <summary>
/// ℓ = max(1 + max((1 − y)∘p) − Σ y∘p, 0): for one of K classes, y one-hot. The score of the right class should lead
/// all others by 1 (Crammer and Singer 2001). Others that lead together share the slope, as in TensorFlow.
/// </summary>
public sealed class CategoricalHinge() : Loss("categorical_hinge")
{
    /// <inheritdoc/>
    public override OutputMeaning Meaning => OutputMeaning.Scores;

    /// <inheritdoc/>
    protected internal override Tensor RowLoss(Tensor y, Tensor p) => Shortfall(y, p, Others(y, p).Max(-1)).ReLU();

    /// <inheritdoc/>
    protected internal override Tensor RowGradient(Tensor y, Tensor p)
    {
        var others = Others(y, p);                                             // (1 − y)∘p                  (R, K)
        var lead = others.Max(-1);                                             //                               (R)
        var leads = others.SubtractColumn(lead).Equal(Tensor.Zeros(p.Shape, p.DType));
        var share = leads.DivideColumn(leads.Sum(-1));                         // 1 for the first of the others
        var dp = y.Affine(-1, 1).Multiply(share).Subtract(y);                  // dp = (1 − y)∘share − y
        return dp.MultiplyColumn(Shortfall(y, p, lead).Positive());            // 0 where ℓ = 0
    }

    /// <summary>(1 − y)∘p, the scores of the other classes, and 0 for the right one.</summary>
    static Tensor Others(Tensor y, Tensor p) => y.Affine(-1, 1).Multiply(p);

    /// <summary>1 + the best of the others − the score of the right class, (R).</summary>
    static Tensor Shortfall(Tensor y, Tensor p, Tensor lead) => lead.Subtract(y.Multiply(p).Sum(-1)).Shift(1);

    /// <inheritdoc/>
    public override void CheckTargets(Tensor y, Shape prediction, string layer = "the last layer")
    {
        if (prediction[-1] == 1)
            throw OneHotTargets.SingleOutput(Name, layer, "hinge");
        OneHotTargets.CheckShape(nameof(CategoricalHinge), y, prediction, layer);
        base.CheckTargets(y, prediction, layer);
    }

    internal override string? Doubt(Tensor y) =>
        TargetRows.Least(y) < 0 || TargetRows.OddRow(y, needsLargest: false) is not { } odd ? null
        : $"{Name} is for one class per row, but targets have {odd}.";

    /// <summary>A loss with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static CategoricalHinge FromConfig(Config config) => Make(config, c => new CategoricalHinge());
}
