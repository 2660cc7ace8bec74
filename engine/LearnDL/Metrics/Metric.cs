using LearnDL.Losses;
using LearnDL.Tensors;

namespace LearnDL.Metrics;

/// <summary>
/// A figure that is reported while a model learns, as a mean over all rows seen since <see cref="Reset"/>. It does not
/// steer the training. Sample weights do not count, and masked rows are left out. (Keras 3 counts them, unless there
/// are sample weights too.)
/// </summary>
public abstract class Metric(string name)
{
    double total, rows;

    /// <summary>The names a metric can be chosen by.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["accuracy", "acc", "binary_accuracy", "categorical_accuracy", "sparse_categorical_accuracy", .. Loss.Names];

    /// <summary>The key in logs and histories: the name as the user wrote it.</summary>
    public string Name { get; } = name;

    /// <summary>Whether a larger value is a better one.</summary>
    public abstract bool LargerIsBetter { get; }

    /// <summary>
    /// What makes probabilities of the outputs, where the metric wants those and the model gives scores.
    /// </summary>
    internal Loss? Reader { get; init; }

    /// <summary>The mean so far; 0 before the first row.</summary>
    public double Result => rows == 0 ? 0 : total / rows;

    /// <summary>Begins again.</summary>
    public void Reset() => (total, rows) = (0, 0);

    /// <summary>Takes in a batch.</summary>
    /// <param name="y">The targets.</param>
    /// <param name="p">The prediction (N, …, K).</param>
    /// <param name="mask">1 for a row that counts, 0 for padding (N, …); no tensor where all count.</param>
    /// <exception cref="ShapeException">The targets have a shape that the metric cannot compare.</exception>
    public void Update(Tensor y, Tensor p, Tensor mask = default)
    {
        CheckShape(y.Shape, p.Shape);
        var values = RowValues(y, Reader?.Interpret(p) ?? p);
        if (mask.HasValue)
        {
            mask = Loss.RowWeights(mask, p);
            values.Multiply(mask.Cast(values.DType), into: values);
        }
        total += values.Sum().Item();
        rows += mask.HasValue ? mask.Sum().Item() : values.Size;
    }

    /// <summary>Says before training begins that targets do not suit the metric.</summary>
    /// <exception cref="LearnDLException">They do not.</exception>
    public virtual void CheckTargets(Tensor y, Shape prediction) => CheckShape(y.Shape, prediction.With(0, y.Shape[0]));

    /// <summary>
    /// Why the figure means little for targets like these, as a warning; null where it means what its name says.
    /// </summary>
    internal virtual string? Doubt(Tensor y, Shape prediction, Loss loss) => null;

    /// <summary>
    /// Whether targets of this shape can be compared: one for every output, unless a metric says otherwise.
    /// </summary>
    /// <exception cref="ShapeException">They cannot.</exception>
    protected virtual void CheckShape(Shape y, Shape p)
    {
        if (!TargetShape.IsFull(y, p))
            throw Misfit(y, p);
    }

    /// <summary>The error for targets of a shape that the metric cannot compare.</summary>
    protected ShapeException Misfit(Shape y, Shape expected) => new(
        $"Metric '{Name}' cannot compare these targets.", $"{expected}", $"{y}",
        "Use \"accuracy\", which picks the form that suits the targets.");

    /// <summary>The figure of every row of a batch, (R).</summary>
    protected abstract Tensor RowValues(Tensor y, Tensor p);

    /// <summary>Says what is wrong with a name before data are there.</summary>
    /// <exception cref="UnknownNameException">No metric has it; the error lists the known ones.</exception>
    internal static void CheckName(string name)
    {
        if (!Names.Contains(name))
            throw NameList.Unknown("metric", name, Names);
    }

    /// <summary>
    /// The metric of this name. Plain "accuracy" picks the form that suits the shapes, as Keras 3 does: one output is
    /// yes or no; targets without the class axis are class numbers; all else is one-hot.
    /// Where the loss takes scores (fromLogits), accuracies and cross-entropies count what those stand for: yes is a
    /// score above 0, and the metric of the loss's own kind is the loss. (In Keras 3 they take scores for
    /// probabilities.)
    /// </summary>
    /// <exception cref="UnknownNameException">There is none; the error lists the known ones.</exception>
    internal static Metric Create(string name, Shape prediction, Shape targets, Loss? loss = null) => name switch
    {
        "accuracy" or "acc" when prediction[-1] == 1 => Binary(name, loss),
        "accuracy" or "acc" when targets.Rank < prediction.Rank || targets[-1] == 1 =>
            new SparseCategoricalAccuracy(name),
        "accuracy" or "acc" => new CategoricalAccuracy(name),
        "binary_accuracy" => Binary(name, loss),
        "categorical_accuracy" => new CategoricalAccuracy(),
        "sparse_categorical_accuracy" => new SparseCategoricalAccuracy(),
        _ when Loss.Names.Contains(name) => OfLoss(Loss.Get(name), name, loss),
        _ => throw NameList.Unknown("metric", name, Names),
    };

    static BinaryAccuracy Binary(string name, Loss? loss) => loss switch
    {
        { FromLogits: true, Meaning: OutputMeaning.Shares } => new BinaryAccuracy(name: name) { Reader = loss },
        { FromLogits: true } => new BinaryAccuracy(threshold: 0, name), // σ(0) is a half
        _ => new BinaryAccuracy(name: name),
    };

    static LossMetric OfLoss(Loss figure, string name, Loss? loss) =>
        loss?.GetType() == figure.GetType() ? new LossMetric(loss, name)
        : loss is { FromLogits: true } && figure.Meaning != OutputMeaning.Numbers
            ? new LossMetric(figure, name) { Reader = loss }
        : new LossMetric(figure, name);
}
