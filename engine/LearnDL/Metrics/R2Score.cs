using LearnDL.Losses;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Metrics;

/// <summary>
/// R² = 1 − Σ (y − p)² / Σ (y − ȳ)²: the share of the targets' variation that the predictions explain; 1 at best, 0
/// for predicting the mean ȳ, negative for worse. For targets that are all the same it is 0, or not a number where the
/// predictions are exact, as in Keras.
/// </summary>
/// <param name="classAggregation">How several outputs become one: "uniform_average", their mean, or
/// "variance_weighted_average"; null leaves each alone in Results, and the figure in logs is their mean.</param>
/// <param name="numRegressors">p of adjusted R² = 1 − (1 − R²)(n − 1) / (n − p − 1), n being the number of targets; 0,
/// the default, for plain R². As in Keras, n counts every output of a row.</param>
/// <param name="name">The key in logs.</param>
/// <exception cref="HyperparameterException">numRegressors is negative, or the aggregation is not known.</exception>
public sealed class R2Score(
    string? classAggregation = "uniform_average", int numRegressors = 0, string name = "r2_score") : Metric(name)
{
    readonly bool byVariance = classAggregation switch
    {
        null or "uniform_average" => false,
        "variance_weighted_average" => true,
        _ => throw new HyperparameterException($"R2Score does not know the aggregation '{classAggregation}'.",
            "\"uniform_average\", \"variance_weighted_average\" or null", $"\"{classAggregation}\"",
            "\"uniform_average\" is the default."),
    };
    readonly int regressors = Hyperparameter.AtLeast(0, numRegressors, "numRegressors");

    // of every output (K): the first target, and of d = y − first: Σ w, Σ wd, Σ wd²; and Σ w(y − p)²
    double[] first = [], count = [], sum = [], squares = [], residual = [];
    long targets;

    /// <inheritdoc/>
    public override bool LargerIsBetter => true;

    /// <inheritdoc/>
    public override double Result
    {
        get
        {
            var (score, variation) = (0.0, 0.0);
            for (var k = 0; k < first.Length; k++)
            {
                var weight = byVariance ? Variation(k) : 1;
                (score, variation) = (score + weight * ScoreOf(k), variation + weight);
            }
            score = first.Length == 0 ? 0 : score / variation;
            var n = targets;
            return regressors == 0 || n - regressors - 1 <= 0 ? score
                : 1 - (1 - score) * (n - 1) / (n - regressors - 1);
        }
    }

    /// <summary>Plain R² of every output.</summary>
    public override IReadOnlyList<double> Results => [.. Enumerable.Range(0, first.Length).Select(ScoreOf)];

    double ScoreOf(int k)
    {
        var score = 1 - residual[k] / Variation(k);
        return double.IsInfinity(score) ? 0 : score;
    }

    /// <summary>Σ w(y − ȳ)², of targets less the first one: what they all share must not cost digits.</summary>
    double Variation(int k) => squares[k] - sum[k] * (sum[k] / count[k]);

    /// <inheritdoc/>
    public override void Reset() =>
        (first, count, sum, squares, residual, targets) = ([], [], [], [], [], 0);

    /// <inheritdoc/>
    public override void KeepState(TrainingState state)
    {
        state.Field("first", ref first);
        state.Field("count", ref count, first.Length);
        state.Field("sum", ref sum, first.Length);
        state.Field("squares", ref squares, first.Length);
        state.Field("residual", ref residual, first.Length);
        state.Field("targets", ref targets);
    }

    /// <inheritdoc/>
    protected override void Add(Tensor y, Tensor p, Tensor weights)
    {
        var K = p.Shape[-1];
        if (first.Length != K)
            Begin(y, K);
        for (var i = 0; i < p.Size; i++)
        {
            var k = i % K;
            double target = y.ValueAt(i), d = target - first[k], e = target - p.ValueAt(i);
            var w = weights.HasValue ? weights.ValueAt(i / K) : 1;
            count[k] += w;
            sum[k] += w * d;
            squares[k] += w * d * d;
            residual[k] += w * e * e;
        }
        targets += p.Size;
    }

    void Begin(Tensor y, int K)
    {
        first = [.. Enumerable.Range(0, K).Select(y.ValueAt)];
        (count, sum, squares, residual) = (new double[K], new double[K], new double[K], new double[K]);
    }

    /// <inheritdoc/>
    protected override void CheckShape(Shape y, Shape p)
    {
        if (!TargetShape.IsFull(y, p))
            throw Misfit(y, p, "Give a target for every output.");
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "class_aggregation", classAggregation }, { "num_regressors", regressors },
    };

    /// <summary>A metric with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static R2Score FromConfig(Config config) =>
        Make(config, c => new R2Score(c.Text("class_aggregation", "uniform_average"), c.Int("num_regressors", 0),
            c.Name ?? "r2_score"));
}
