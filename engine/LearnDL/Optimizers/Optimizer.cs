using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Optimizers;

/// <summary>
/// Changes the weights by their gradients, a step at a time. An optimizer belongs to one model: it keeps numbers of its
/// own for every weight. Formulas and defaults are Keras 3's. The gradients are clipped first, where that is asked for.
/// </summary>
public abstract partial class Optimizer
{
    readonly List<Parameter> parameters = [];
    readonly List<Tensor[]> slots = [];
    double? clipNorm, globalClipNorm, clipValue;

    /// <param name="learningRate">How far a step goes, at least 0; or a schedule.</param>
    /// <param name="weightDecay">See <see cref="WeightDecay"/>; none by default.</param>
    /// <exception cref="HyperparameterException">The rate or the decay is not a finite number of at least 0.
    /// </exception>
    protected Optimizer(LearningRate learningRate, double? weightDecay = null)
    {
        WeightDecay = weightDecay;
        if (learningRate.Schedule is { } given)
            Schedule = given;
        else
            LearningRate = learningRate.Number;
    }

    /// <summary>The names an optimizer can be chosen by.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["sgd", "adagrad", "adadelta", "rmsprop", "adam", "adamax", "nadam", "adamw", "lion", "ftrl"];

    /// <summary>
    /// The longest a weight's gradient may be (L2 norm, each weight for itself); longer ones are shortened.
    /// </summary>
    /// <exception cref="HyperparameterException">Not a finite number above 0.</exception>
    public double? ClipNorm { get => clipNorm; init => clipNorm = Limit(value, nameof(ClipNorm)); }

    /// <summary>The longest all gradients together may be; longer ones are shortened by one factor.</summary>
    /// <exception cref="HyperparameterException">Not a finite number above 0.</exception>
    public double? GlobalClipNorm
    {
        get => globalClipNorm;
        init => globalClipNorm = Limit(value, nameof(GlobalClipNorm));
    }

    /// <summary>The largest absolute value an element of a gradient may have; larger ones are cut.</summary>
    /// <exception cref="HyperparameterException">Not a finite number above 0.</exception>
    public double? ClipValue { get => clipValue; init => clipValue = Limit(value, nameof(ClipValue)); }

    /// <summary>The weights that are changed.</summary>
    protected IReadOnlyList<Parameter> Parameters => parameters;

    /// <summary>
    /// How many numbers the optimizer keeps: those for every weight, and, as Keras counts, the number of steps and,
    /// without a schedule, the rate. 0 before the first step.
    /// </summary>
    internal long Size => parameters.Count == 0 ? 0
        : slots.Sum(slot => slot.Sum(part => (long)part.Size)) + Scalars + (Schedule is null ? 2 : 1);

    /// <summary>How many single numbers Keras keeps beside these.</summary>
    private protected virtual int Scalars => 0;

    /// <summary>Whether these are the weights that the optimizer has taken over.</summary>
    internal bool Owns(IReadOnlyList<Parameter> weights) => parameters.SequenceEqual(weights);

    /// <summary>The optimizer of this name, in capitals or not, with its default settings.</summary>
    /// <exception cref="UnknownNameException">There is none; the error lists the known ones.</exception>
    public static Optimizer Get(string name) => NameList.Find(name, Names) switch
    {
        "sgd" => new SGD(),
        "adagrad" => new Adagrad(),
        "adadelta" => new Adadelta(),
        "rmsprop" => new RMSprop(),
        "adam" => new Adam(),
        "adamax" => new Adamax(),
        "nadam" => new Nadam(),
        "adamw" => new AdamW(),
        "lion" => new Lion(),
        "ftrl" => new Ftrl(),
        _ => throw NameList.Unknown("optimizer", name, Names),
    };

    /// <summary>An optimizer by its name, as in <c>Compile("adam", …)</c>.</summary>
    public static implicit operator Optimizer(string name) => Get(name);

    /// <summary>
    /// Takes the weights over and makes the numbers kept for each, before the first step. A second call
    /// with the same weights changes nothing.
    /// </summary>
    /// <exception cref="ModelException">The optimizer already belongs to a model.</exception>
    public void Build(IReadOnlyList<Parameter> weights)
    {
        if (parameters.Count > 0 && Owns(weights))
            return;
        if (parameters.Count > 0)
            throw new ModelException("This optimizer already belongs to a model.",
                "an optimizer of its own for every model", $"a used {GetType().Name}",
                $"Compile with a new {GetType().Name}().");
        double?[] limits = [ClipNorm, GlobalClipNorm, ClipValue];
        if (limits.Count(limit => limit is not null) > 1)
            throw new HyperparameterException($"{GetType().Name} has more than one kind of clipping set.",
                "one of ClipNorm, GlobalClipNorm, ClipValue",
                string.Join(", ", limits.Select(limit => limit is null ? "none" : $"{limit}")), "Keep one of them.");
        foreach (var dtype in weights.Select(weight => weight.Value.DType).Distinct())
            CheckType(dtype);
        parameters.AddRange(weights);
        FindDecaying();
        FindConstrained();
        CreateSlots();
        CreateGathered();
        CreateAverages();
    }

    /// <summary>
    /// One step: every weight is changed by its gradient. TryStep, in Optimizer.Safety.cs, clips the gradients, calls
    /// Change, and takes the step back where a number would not be finite.
    /// </summary>
    /// <exception cref="DataException">A gradient is not finite, or the step would make a weight, or a number kept
    /// for it, infinite or NaN; no weight has changed then.</exception>
    public void Step()
    {
        if (TryStep() is { } fault)
            throw fault.Error(GetType().Name);
    }

    /// <summary>
    /// The step itself: what an optimizer adds to it are BeginStep and Update. Where gradients are accumulated, most
    /// batches make no step.
    /// </summary>
    void Change()
    {
        batches++;
        if (MicroBatch == 0)
        {
            DecayWeights();
            BeginStep();
            for (var i = 0; i < parameters.Count; i++)
                Update(i, parameters[i].Value, parameters[i].Gradient);
        }
        Gather();
        Average();
        Constrain();
    }

    /// <summary>Makes the tensors kept for every weight, with <see cref="NewSlot"/>.</summary>
    protected abstract void CreateSlots();

    /// <summary>Computes what all weights of a step share.</summary>
    protected virtual void BeginStep()
    {
    }

    /// <summary>Changes weight number i: w by its gradient g.</summary>
    protected abstract void Update(int i, Tensor w, Tensor g);

    /// <summary>A tensor for every weight, of its shape, filled with a value.</summary>
    protected Tensor[] NewSlot(double value = 0)
    {
        Tensor[] slot = [.. parameters.Select(p => Tensor.Full(p.Value.Shape, value, p.Value.DType))];
        slots.Add(slot);
        return slot;
    }

    double? Limit(double? value, string name) => value is { } limit
        ? Hyperparameter.Positive(limit, $"{GetType().Name}.{name}", "Leave it out to clip nothing.") : null;
}
