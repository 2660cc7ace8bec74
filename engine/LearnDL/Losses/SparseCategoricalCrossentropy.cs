using System.Numerics;
using LearnDL.Activations;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Losses;

/// <summary>
/// ℓ = −ln p of the right class: for one of K classes, y the class numbers 0..K-1. It is
/// <see cref="CategoricalCrossentropy"/> for labels that are not one-hot yet.
/// </summary>
public sealed class SparseCategoricalCrossentropy(bool fromLogits = false) : Loss("sparse_categorical_crossentropy")
{
    readonly CategoricalCrossentropy oneHotLoss = new(fromLogits);

    /// <inheritdoc/>
    public override bool FromLogits => fromLogits;

    /// <inheritdoc/>
    public override OutputMeaning Meaning => OutputMeaning.Shares;

    /// <inheritdoc/>
    public override Tensor Interpret(Tensor p) => oneHotLoss.Interpret(p);

    /// <inheritdoc/>
    public override bool FusesWith(ActivationFunction activation) => oneHotLoss.FusesWith(activation);

    /// <inheritdoc/>
    protected internal override Tensor RowLoss(Tensor y, Tensor p) => oneHotLoss.RowLoss(y, p);

    /// <inheritdoc/>
    protected internal override Tensor RowGradient(Tensor y, Tensor p) => oneHotLoss.RowGradient(y, p);

    /// <inheritdoc/>
    protected internal override Tensor RowLogitGradient(Tensor y, Tensor p) => oneHotLoss.RowLogitGradient(y, p);

    /// <summary>The class numbers as one-hot rows (R, K).</summary>
    protected override Tensor Targets(Tensor y, Tensor p)
    {
        var classes = p.Shape[-1];
        if (!TargetShape.IsClasses(y.Shape, p.Shape))
            throw WrongShape(y, p.Shape);
        var oneHot = Tensor.Zeros([y.Size, classes], p.DType);
        if (p.DType == DType.Float32)
            SetOnes<float>(oneHot, y, classes);
        else
            SetOnes<double>(oneHot, y, classes);
        return oneHot;
    }

    static void SetOnes<T>(Tensor oneHot, Tensor y, int classes) where T : unmanaged, INumber<T>
    {
        var ones = oneHot.AsSpan<T>();
        for (var row = 0; row < y.Size; row++)
            ones[row * classes + ClassAt(y, row, classes)] = T.One;
    }

    /// <inheritdoc/>
    public override void CheckTargets(Tensor y, Shape prediction, string layer = "the last layer")
    {
        var classes = prediction[-1];
        if (classes == 1)
            throw CategoricalCrossentropy.SingleOutput(Name, layer);
        var expected = prediction.With(0, y.Shape[0]);
        if (!TargetShape.IsClasses(y.Shape, expected))
            throw WrongShape(y, expected);
        for (var row = 0; row < y.Size; row++)
            _ = ClassAt(y, row, classes, layer);
    }

    static int ClassAt(Tensor y, int row, int classes, string layer = "the last layer")
    {
        var label = y.ValueAt(row);
        return TargetRows.IsClass(label, classes) ? (int)label : throw new DataException(
            $"Label {label} at row {row:N0}: {layer} has {classes} classes.", $"whole numbers 0..{classes - 1}",
            $"{label}",
            label == classes && TargetRows.Least(y) >= 1 ? "The labels seem to start at 1: subtract 1 from all, y - 1."
            : label < 0 ? "To skip a row, leave it out, or label it 0 and give it sample weight 0."
            : "Check the label column, or give the last layer more units.");
    }

    static ShapeException WrongShape(Tensor y, Shape prediction) => new(
        "SparseCategoricalCrossentropy wants class numbers.", $"{prediction.WithoutLast}",
        $"{y.Shape}{(y.Rank > 0 && y.Shape[-1] == prediction[-1] ? ", which looks one-hot" : "")}",
        TargetShape.IsOnePerSample(y.Shape, prediction) ? TargetShape.AdviceForOnePerSample(prediction)
            : "Use CategoricalCrossentropy, or y.ArgMax().");

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig()) { { "from_logits", fromLogits } };

    /// <summary>A loss with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static SparseCategoricalCrossentropy FromConfig(Config config) =>
        Make(config, c =>
        {
            c.Only("ignore_class", [null]);
            return new SparseCategoricalCrossentropy(c.Bool("from_logits", false));
        });
}
