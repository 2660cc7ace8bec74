using LearnDL.Activations;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Losses;

/// <summary>
/// How wrong the predictions are, as one number to make smaller, and its gradient.
/// A loss looks at rows: all axes of the prediction but the last count as rows, and every row has a loss of its own.
/// The value is Σ (weight · loss of the row) / number of rows: Keras's "sum over batch size", which divides by the
/// rows, not by the weights.
/// </summary>
public abstract partial class Loss(string name) : IConfigurable
{
    /// <summary>The names a loss can be chosen by, and its aliases; the class's name will do too.</summary>
    public static IReadOnlyList<string> Names { get; } = LossNames.All;

    /// <summary>The name it is chosen by.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// Whether the prediction is the score before the sigmoid or softmax, not the probability after it.
    /// </summary>
    public virtual bool FromLogits => false;

    /// <summary>
    /// What the outputs stand for; with <see cref="FromLogits"/>, behind the loss's sigmoid or softmax.
    /// </summary>
    public virtual OutputMeaning Meaning => OutputMeaning.Numbers;

    /// <summary>The outputs as <see cref="Meaning"/> says: σ(z) or softmax(z) of scores, all else as it is.</summary>
    public virtual Tensor Interpret(Tensor p) => p;

    /// <summary>Whether shares are made of the outputs, as by dividing them by their sum.</summary>
    internal virtual bool MakesShares => Meaning == OutputMeaning.Shares;

    /// <summary>Whether it takes the logarithm of the outputs as they are, which must not be negative then.</summary>
    internal virtual bool TakesLogarithm => false;

    /// <summary>The loss to report as a metric: without label smoothing.</summary>
    internal virtual Loss Unsmoothed => this;

    /// <summary>The mean loss of a batch.</summary>
    /// <param name="y">The targets: of the prediction's shape, or class numbers where the loss wants them.</param>
    /// <param name="p">The prediction (N, …, K).</param>
    /// <param name="weights">A weight for every sample (N), or for every row; all 1 by default.</param>
    /// <exception cref="ShapeException">The targets have another shape.</exception>
    public double Value(Tensor y, Tensor p, Tensor weights = default)
    {
        var loss = RowLosses(y, p);                                                     // (R)
        // Mean in place of Σ / R: a sum could overflow where the mean does not
        return (weights.HasValue ? loss.Multiply(RowWeights(weights, p)) : loss).Mean().Item();
    }

    /// <summary>The loss of every row, (R).</summary>
    public Tensor RowLosses(Tensor y, Tensor p) => RowLoss(Targets(y, p), Rows(p));

    /// <summary>dLoss/dp, of the prediction's shape.</summary>
    public Tensor Gradient(Tensor y, Tensor p, Tensor weights = default) =>
        Mean(RowGradient(Targets(y, p), Rows(p)), p, weights);

    /// <summary>Whether the gradient before this activation is known directly.</summary>
    public virtual bool FusesWith(ActivationFunction activation) => false;

    /// <summary>dLoss/dz for p = activation(z), where <see cref="FusesWith"/> says so.</summary>
    public Tensor LogitGradient(Tensor y, Tensor p, Tensor weights = default) =>
        Mean(RowLogitGradient(Targets(y, p), Rows(p)), p, weights);

    /// <summary>Says what is wrong with the targets of a data set before training begins.</summary>
    /// <param name="y">The targets.</param>
    /// <param name="prediction">The shape of the prediction; the batch size may be unknown.</param>
    /// <param name="layer">What the error calls the layer that predicts.</param>
    /// <exception cref="LearnDLException">They do not suit the loss or the prediction.</exception>
    public virtual void CheckTargets(Tensor y, Shape prediction, string layer = "the last layer")
    {
        var expected = prediction.With(0, y.Shape[0]);
        if (!TargetShape.IsFull(y.Shape, expected) && OneHotTargets.StartAt1(y, prediction))
            throw OneHotTargets.OneTooMany(Name, y, expected, layer);
        if (!TargetShape.IsFull(y.Shape, expected))
            throw new ShapeException(
                $"{Name}: the targets do not have the shape that {layer} predicts.", $"{expected}", $"{y.Shape}",
                TargetShape.Advice(y.Shape, expected));
    }

    /// <summary>
    /// Why targets are probably not what the loss is for, as a warning; null where nothing speaks against them.
    /// </summary>
    internal virtual string? Doubt(Tensor y) => null;

    /// <summary>The loss of every row: y and p (R, K) give (R).</summary>
    protected internal abstract Tensor RowLoss(Tensor y, Tensor p);

    /// <summary>The gradient of every row's loss, (R, K).</summary>
    protected internal abstract Tensor RowGradient(Tensor y, Tensor p);

    /// <summary>The gradient of every row's loss before the activation it fuses with, (R, K).</summary>
    protected internal virtual Tensor RowLogitGradient(Tensor y, Tensor p) =>
        throw new ModelException(
            $"{Name} is not fused with an activation.", "a loss with FusesWith", Name, "Use Gradient.");

    /// <summary>The targets as the loss computes with them: (R, K), of the prediction's type.</summary>
    protected virtual Tensor Targets(Tensor y, Tensor p) =>
        TargetShape.IsFull(y.Shape, p.Shape) ? y.Cast(p.DType).Reshape(-1, p.Shape[-1]) : throw new ShapeException(
            $"The targets do not suit {Name}.", $"y of the prediction's shape {p.Shape}", $"{y.Shape}",
            "Give one target for every output.");

    static Tensor Rows(Tensor p) => p.Rank == 2 ? p : p.Reshape(-1, p.Shape[-1]);

    /// <summary>The gradient of the weighted mean, from the gradients of the rows' losses.</summary>
    static Tensor Mean(Tensor gradient, Tensor p, Tensor weights)
    {
        var rows = gradient.Shape[0];
        var mean = gradient.Scale(1.0 / rows);
        if (weights.HasValue)
            mean.MultiplyColumn(RowWeights(weights, p), into: mean);
        return mean.Reshape(p.Shape);
    }

    /// <summary>A weight for every row, (R): the sample's weight, or the time step's, for each of its rows.</summary>
    internal static Tensor RowWeights(Tensor weights, Tensor p)
    {
        weights = weights.Cast(p.DType);
        if (weights.Size == p.Size / p.Shape[-1])
            return weights.Reshape(-1);
        var rows = Tensor.Ones([weights.Size, p.Shape.WithoutLast.Size / weights.Size], p.DType);
        return rows.MultiplyColumn(weights.Reshape(-1)).Reshape(-1);
    }

    /// <summary>The loss of this name, with its default settings; "mse", "MSE", "MeanSquaredError" are one.</summary>
    /// <exception cref="UnknownNameException">There is none; the error lists the known ones.</exception>
    public static Loss Get(string name) => LossNames.Find(name) ?? throw NameList.Unknown("loss", name, Names);

    /// <summary>A loss by its name, as in <c>Compile("adam", "mse")</c>.</summary>
    public static implicit operator Loss(string name) => Get(name);

    /// <inheritdoc/>
    public virtual Config GetConfig() => new() { { "name", Name }, { "reduction", "sum_over_batch_size" } };

    /// <inheritdoc/>
    public Config Serialize() => KnownClasses.Losses.Serialize(GetType().Name, this);

    /// <summary>The loss that <see cref="Serialize"/> wrote down.</summary>
    /// <exception cref="ConfigException">The form is wrong, or the class is not known.</exception>
    public static Loss Deserialize(Config form) => KnownClasses.Losses.Deserialize(form, "The config");

    /// <summary>
    /// Lets configs name a class of your own:
    /// <c>Loss.Register("Mine", config => new Mine(config.Number("rate")))</c>.
    /// </summary>
    /// <param name="className">The name of the class.</param>
    /// <param name="make">Makes one from its settings.</param>
    public static void Register(string className, Func<ConfigReader, Loss> make) =>
        KnownClasses.Losses.Register(className, config => Make(config, make, className));

    private protected static T Make<T>(Config config, Func<ConfigReader, T> make, string? owner = null) =>
        config.Read(c =>
        {
            c.Ignore("name", "dtype"); // the class says both
            c.Only("reduction", "sum_over_batch_size");
            c.Only("axis", -1);
            return make(c);
        }, owner);
}
