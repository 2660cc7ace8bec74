using LearnDL.Losses;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Metrics;

/// <summary>
/// A figure that is reported while a model learns, over all rows seen since <see cref="Reset"/>. It does not steer the
/// training. Sample weights count only for those that Compile is given as weightedMetrics, and masked rows are left
/// out. (Keras 3 counts them, unless there are sample weights too.) For a metric of one's own that is a mean over rows,
/// derive from <see cref="MeanMetric"/>.
/// </summary>
public abstract partial class Metric(string name) : IConfigurable
{
    /// <summary>The names a metric can be chosen by; the class's name will do too.</summary>
    public static IReadOnlyList<string> Names { get; } = MetricNames.All;

    /// <summary>The key in logs and histories: the name as the user wrote it.</summary>
    public string Name { get; private set; } = name;

    /// <summary>Whether a larger value is a better one.</summary>
    public abstract bool LargerIsBetter { get; }

    /// <summary>
    /// What makes probabilities of the outputs, where the metric wants those and the model gives scores.
    /// </summary>
    internal Loss? Reader { get; init; }

    /// <summary>The figure so far.</summary>
    public abstract double Result { get; }

    /// <summary>All its figures, where it has one per class or threshold; <see cref="Result"/> alone else.</summary>
    public virtual IReadOnlyList<double> Results => [Result];

    /// <summary>Begins again.</summary>
    public abstract void Reset();

    /// <summary>
    /// What has been gathered since <see cref="Reset"/>, for a training that is saved in the middle of an epoch:
    /// <c>state.Field("total", ref total)</c>. One of your own that derives from <see cref="MeanMetric"/> has it.
    /// </summary>
    /// <exception cref="ModelException">A metric of your own does not say what it gathers.</exception>
    public virtual void KeepState(TrainingState state) => throw new ModelException(
        $"Metric '{Name}' does not say what it has gathered, so no training can be saved within an epoch.",
        "a metric that overrides KeepState", GetType().Name,
        $"Override KeepState in {GetType().Name}, or save after epochs only: saveFreq: \"epoch\".");

    /// <summary>Takes in a batch.</summary>
    /// <param name="y">The targets.</param>
    /// <param name="p">The prediction (N, …, K), or (N) for one output.</param>
    /// <param name="sampleWeight">What each sample counts (N), or each row (N, …), such as 0 for padding; no tensor
    /// where all count the same.</param>
    /// <exception cref="ShapeException">The targets or weights have a shape that does not suit the prediction.
    /// </exception>
    public void Update(Tensor y, Tensor p, Tensor sampleWeight = default)
    {
        p = p.IsFloat ? p : p.Cast(DType.Float32);
        p = p.Rank == 1 ? p.Reshape(-1, 1) : p;
        CheckShape(y.Shape, p.Shape);
        var weights = sampleWeight.HasValue ? Weights(sampleWeight, p) : default;
        Add(y, Reader?.Interpret(p) ?? p, weights);
    }

    /// <summary>A weight for every row, (R).</summary>
    Tensor Weights(Tensor weights, Tensor p) =>
        weights.Rank > 0 && weights.Shape[0] == p.Shape[0] && p.Shape.WithoutLast.Size % weights.Size == 0
            ? Loss.RowWeights(weights, p) : throw new ShapeException(
                $"Metric '{Name}' was given weights that do not suit the samples.", $"{p.Shape.WithoutLast[..1]}",
                $"{weights.Shape}", "Give one weight for every sample.");

    /// <summary>Says before training begins that targets do not suit the metric.</summary>
    /// <exception cref="LearnDLException">They do not.</exception>
    public virtual void CheckTargets(Tensor y, Shape prediction) => CheckShape(y.Shape, prediction.With(0, y.Shape[0]));

    /// <summary>
    /// Why the figure means little for targets like these, as a warning; null where it means what its name says.
    /// </summary>
    internal virtual string? Doubt(Tensor y, Shape prediction, Loss loss) => null;

    /// <summary>
    /// Whether targets of this shape can be compared. A metric of one's own takes all that are as many as the
    /// predictions, one-hot or class numbers, as in Keras; those that come with the library ask for more.
    /// </summary>
    /// <exception cref="ShapeException">They cannot.</exception>
    protected virtual void CheckShape(Shape y, Shape p)
    {
        if (y.Rank == 0 || y[0] != p[0])
            throw Misfit(y, p[..1], "Give a target for every sample.");
    }

    /// <summary>For a metric that needs a target for every output.</summary>
    /// <exception cref="ShapeException">There is none.</exception>
    protected void WantTargetPerOutput(Shape y, Shape p)
    {
        if (!TargetShape.IsFull(y, p))
            throw Misfit(y, p);
    }

    /// <summary>The error for targets of a shape that the metric cannot compare.</summary>
    protected ShapeException Misfit(Shape y, Shape expected, string? fix = null) => new(
        $"Metric '{Name}' cannot compare these targets.", $"{expected}", $"{y}",
        fix ?? "Use \"accuracy\", which picks the form that suits the targets.");

    /// <summary>Takes in the rows of a batch.</summary>
    /// <param name="y">The targets, of a shape that <see cref="CheckShape"/> let pass.</param>
    /// <param name="p">The prediction (N, …, K), of R rows.</param>
    /// <param name="weights">A weight for every row (R), of the prediction's type; no tensor where all are 1.</param>
    protected abstract void Add(Tensor y, Tensor p, Tensor weights);

    /// <summary>
    /// The metric as it suits these shapes and the loss: another one only where it was chosen by name.
    /// </summary>
    internal virtual Metric For(Shape prediction, Shape targets, Loss? loss) => this;

    /// <summary>The metric of this name, with its default settings.</summary>
    /// <exception cref="UnknownNameException">There is none; the error lists the known ones.</exception>
    public static Metric Get(string name) => new NamedMetric(MetricNames.Find(name), name, name);

    /// <summary>A metric by its name, as in <c>metrics: ["accuracy", new AUC()]</c>.</summary>
    public static implicit operator Metric(string name) => Get(name);

    /// <summary>
    /// A loss as a metric, under its name: <c>metrics: [new MeanAbsoluteError()]</c>. (Keras has two classes of that
    /// name.)
    /// </summary>
    public static implicit operator Metric(Loss loss) => loss is CosineSimilarity ? new CosineSimilarityMetric()
        : new LossMetric(loss);

    /// <inheritdoc/>
    public virtual Config GetConfig() => new() { { "name", Name } };

    /// <inheritdoc/>
    public Config Serialize() => KnownClasses.Metrics.Serialize(ClassName, this);

    /// <summary>The metric that <see cref="Serialize"/> wrote down.</summary>
    /// <exception cref="ConfigException">The form is wrong, or the class is not known.</exception>
    public static Metric Deserialize(Config form) => KnownClasses.Metrics.Deserialize(form, "The config");

    /// <summary>
    /// Lets configs name a class of your own:
    /// <c>Metric.Register("Mine", config => new Mine(config.Number("rate")))</c>.
    /// </summary>
    /// <param name="className">The name of the class.</param>
    /// <param name="make">Makes one from its settings.</param>
    public static void Register(string className, Func<ConfigReader, Metric> make) =>
        KnownClasses.Metrics.Register(className, config => Make(config, make, className));

    private protected static T Make<T>(Config config, Func<ConfigReader, T> make, string? owner = null)
        where T : Metric => config.Read(c =>
        {
            c.Ignore("dtype"); // that of the predictions
            var metric = make(c);
            metric.Name = c.Name ?? metric.Name;
            return metric;
        }, owner);

    /// <summary>Keras's name of the class.</summary>
    internal virtual string ClassName => GetType().Name;
}
