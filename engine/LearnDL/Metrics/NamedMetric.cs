using LearnDL.Losses;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Metrics;

/// <summary>
/// A metric chosen by name, before its form is known: "accuracy" waits for the shapes of outputs and targets.
/// </summary>
/// <param name="known">The name it is chosen by, as in the list of names.</param>
/// <param name="key">The key in logs.</param>
sealed class NamedMetric(string known, string key, string given) : Metric(key)
{
    /// <summary>The name by which it was chosen, also where its figures go by another.</summary>
    public string Given => given;

    Metric? formed; // by the first batch, where it is used without a model

    public override bool LargerIsBetter => formed?.LargerIsBetter ?? false;

    public override double Result => formed?.Result ?? 0;

    public override IReadOnlyList<double> Results => formed?.Results ?? [0];

    public override void Reset() => formed?.Reset();

    public override void KeepState(TrainingState state) => formed?.KeepState(state);

    internal override Metric For(Shape prediction, Shape targets, Loss? loss) =>
        MetricNames.Create(known, Name, prediction, targets, loss);

    /// <summary>The same metric under another key.</summary>
    public NamedMetric WithKey(string other) => new(known, other, given);

    protected override void CheckShape(Shape y, Shape p)
    {
        // the metric that it becomes does it itself
    }

    protected override void Add(Tensor y, Tensor p, Tensor weights) =>
        (formed ??= For(p.Shape, y.Shape, loss: null))
            .Update(y, p, weights.HasValue ? weights.Reshape(p.Shape.WithoutLast) : default);
}
