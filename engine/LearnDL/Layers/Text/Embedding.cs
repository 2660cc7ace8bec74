using System.Numerics;
using LearnDL.Activations;
using LearnDL.Constraints;
using LearnDL.Initializers;
using LearnDL.Regularizers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Gives every id, the number of a word or of another thing with a name, a row of D numbers that training moves about,
/// so that things used alike come to lie side by side (Bengio and others 2003). The same as one-hot times a kernel,
/// without the zeros. Takes ids (N, T), or of any rank, gives (N, T, D). As in Keras 3, id 0 is padding with maskZero;
/// a wrong id is an error here on every backend. Explained in lesson 08-text.
/// </summary>
public sealed partial class Embedding : Layer<Embedding.Saved>
{
    readonly Initializer initializer;
    readonly Regularizer? regularizer;
    readonly Constraint? constraint;

    /// <summary>What Backward needs: the ids, as row numbers, the first Count of the array.</summary>
    public readonly record struct Saved(int[] Ids, int Count)
    {
        internal ReadOnlySpan<int> Rows => Ids.AsSpan(0, Count);
    }

    /// <param name="inputDim">V, the number of ids: the highest + 1, the 0 of padding included.</param>
    /// <param name="outputDim">D, the numbers an id is given.</param>
    /// <param name="embeddingsInitializer">How they begin; "uniform" by default, between -0.05 and 0.05.</param>
    /// <param name="maskZero">Whether 0 is no id but padding, which later layers and the
    /// loss skip; false by default.</param>
    /// <param name="embeddingsRegularizer">What they cost in the loss; nothing by default.</param>
    /// <param name="embeddingsConstraint">What they must obey after each step; none by default.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">inputDim or outputDim is below 1.</exception>
    public Embedding(int inputDim, int outputDim, Initializer? embeddingsInitializer = null, bool maskZero = false,
        Regularizer? embeddingsRegularizer = null, Constraint? embeddingsConstraint = null, string? name = null)
    {
        InputDim = Hyperparameter.AtLeast(1, inputDim, $"{Called("Embedding", name)}: inputDim");
        OutputDim = Hyperparameter.AtLeast(1, outputDim, $"{Called("Embedding", name)}: outputDim");
        (initializer, MaskZero, Name) = (embeddingsInitializer ?? "uniform", maskZero, name);
        (regularizer, constraint) = (embeddingsRegularizer, embeddingsConstraint);
    }

    /// <summary>V, the number of ids.</summary>
    public int InputDim { get; }

    /// <summary>D, the numbers an id is given.</summary>
    public int OutputDim { get; }

    /// <summary>Whether 0 is padding.</summary>
    public bool MaskZero { get; }

    /// <summary>The rows of all ids (V, D); null before the layer is built.</summary>
    public Parameter? Embeddings { get; private set; }

    /// <inheritdoc/>
    public override bool HasInputGradient => false;

    /// <inheritdoc/>
    public override MaskUse MaskUse => MaskZero ? MaskUse.Makes : MaskUse.Ignores;

    /// <summary>With maskZero, 1 where an id is not 0.</summary>
    public override Tensor OutputMask(Tensor x, Tensor mask) =>
        MaskZero ? x.Cast(OwnType).Positive() : default;

    /// <inheritdoc/>
    public override OutputRange? RangeFor(OutputRange? input) => OutputRange.Any;

    internal override int? Width => OutputDim;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape) => inputShape.Concat([OutputDim]);

    /// <inheritdoc/>
    protected override void CreateParameters(Shape inputShape, DType dtype, RandomSource random)
    {
        if (dtype == DType.Float32 && InputDim > 1 << 24)
            throw new DTypeException($"{this} holds more ids than a model in Float32 can tell apart.",
                $"inputDim <= {1 << 24:N0}", $"{InputDim:N0}",
                "Limit the vocabulary, or make the model with dtype: DType.Float64.");
        Embeddings = AddParameter("embeddings", [InputDim, OutputDim], initializer, dtype, random,
            regularizer: regularizer, constraint: constraint);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, bool training, out Saved saved)
    {
        saved = new Saved(Arena.NewArray<int>(x.Size), x.Size);
        Read(x, saved.Ids, "the batch");
        var y = Built(Embeddings).Value.Gather(saved.Rows); // yₙₜ = E[idₙₜ]      (N·T, D)
        return y.Reshape(ComputeOutputShape(x.Shape));             //                    (N, T, D)
    }

    /// <inheritdoc/>
    public override Tensor Backward(Tensor dy, in Saved saved)
    {
        Built(Embeddings).Gradient.ScatterAdd(dy.Reshape(saved.Count, OutputDim), saved.Rows);  // dE[idₙₜ] += dyₙₜ
        // an id is a name: there is nothing between 3 and 4
        return NeedsInputGradient ? Tensor.Zeros(dy.Shape.WithoutLast, dy.DType) : default;
    }

    internal override void CheckData(Tensor x, string name) => Read(x, default, name);

    /// <summary>Turns numbers into ids, or only looks whether they all are.</summary>
    void Read(Tensor x, Span<int> ids, string name)
    {
        var wrong = x.DType switch
        {
            DType.Float32 => Read<float>(x.AsSpan<float>(), ids),
            DType.Float64 => Read<double>(x.AsSpan<double>(), ids),
            DType.Int32 => Read<int>(x.AsSpan<int>(), ids),
            _ => Read<byte>(x.AsSpan<byte>(), ids),
        };
        if (wrong >= 0)
            throw NoId(x.ValueAt(wrong), wrong, x.Shape, name);
    }

    /// <summary>The place of the first number that is no id; -1 where all are.</summary>
    int Read<T>(ReadOnlySpan<T> values, Span<int> ids) where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < values.Length; i++)
        {
            var value = double.CreateTruncating(values[i]);
            if (!(value >= 0 && value < InputDim && value == Math.Floor(value)))
                return i;
            if (!ids.IsEmpty)
                ids[i] = (int)value;
        }
        return -1;
    }

    DataException NoId(double value, int at, Shape shape, string name)
    {
        var (sample, t) = Math.DivRem(at, Math.Max(1, shape[1..].Size));
        var place = shape.Rank > 1 ? $"sample {sample:N0}, time step {t:N0}" : $"sample {sample:N0}";
        var where = $"{value:#,0.######} at {place} of {name}";
        return value != Math.Floor(value)
            ? new DataException($"{this} wants whole numbers.", $"ids 0..{InputDim - 1:N0}", where,
                "An Embedding looks rows up by number. Measurements go into Dense or LSTM as they are.")
            : new DataException($"{this} holds ids 0..{InputDim - 1:N0}.",
                $"whole numbers of at least 0 and below {InputDim:N0}", where, value < 0
                    ? "Ids count from 0. Is a marker such as -1 among them?"
                    : "inputDim is the highest id + 1; or limit the vocabulary where the ids are made.");
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "input_dim", InputDim }, { "output_dim", OutputDim }, { "embeddings_initializer", initializer },
        { "mask_zero", MaskZero }, { "embeddings_regularizer", regularizer },
        { "embeddings_constraint", constraint },
    };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Embedding FromConfig(Config config) =>
        Make(config, c =>
        {
            c.Ignore("input_length"); // Keras 2 wrote it, and asked the data
            return new Embedding(c.Int("input_dim"), c.Int("output_dim"),
                c.Initializer("embeddings_initializer"), c.Bool("mask_zero", false),
                c.Regularizer("embeddings_regularizer"), c.Constraint("embeddings_constraint"), c.Name);
        });
}
