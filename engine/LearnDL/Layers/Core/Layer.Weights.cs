using LearnDL.Constraints;
using LearnDL.Initializers;
using LearnDL.Regularizers;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

// The weights of a layer: which they are, which of them are trained, and how they are made.
public abstract partial class Layer
{
    readonly List<Parameter> parameters = [];

    /// <summary>The weights, kernel first; none before the layer is built.</summary>
    public virtual IReadOnlyList<Parameter> Parameters => parameters;

    /// <summary>The weights that an optimizer changes.</summary>
    public IEnumerable<Parameter> TrainableParameters => Parameters.Where(Trains);

    /// <summary>The weights that no optimizer changes: those of frozen layers, and moving averages.</summary>
    public IEnumerable<Parameter> NonTrainableParameters => Parameters.Where(parameter => !Trains(parameter));

    /// <summary>Keras's name of <see cref="Parameters"/>.</summary>
    public IReadOnlyList<Parameter> Weights => Parameters;

    /// <summary>Keras's name of <see cref="TrainableParameters"/>.</summary>
    public IReadOnlyList<Parameter> TrainableWeights => [.. TrainableParameters];

    /// <summary>Keras's name of <see cref="NonTrainableParameters"/>.</summary>
    public IReadOnlyList<Parameter> NonTrainableWeights => [.. NonTrainableParameters];

    /// <summary>How many numbers the weights have.</summary>
    public long CountParams() => Parameters.Sum(parameter => (long)parameter.Value.Size);

    /// <summary>Copies of the weights, in the order of <see cref="Parameters"/>.</summary>
    public IReadOnlyList<Tensor> GetWeights() => [.. Parameters.Select(parameter => parameter.Value.Keep())];

    /// <summary>
    /// Overwrites the weights, in the order of <see cref="GetWeights"/>. Either all fit and are set, or none is.
    /// </summary>
    /// <exception cref="ShapeException">Another number of weights, or one of another shape.</exception>
    /// <exception cref="DataException">A number that is not finite, or not in the type of the weights.</exception>
    /// <exception cref="ModelException">The layer is not built yet.</exception>
    public virtual void SetWeights(IReadOnlyList<Tensor> weights)
    {
        WeightsCheck.Fit(this, weights);
        for (var i = 0; i < weights.Count; i++)
            Parameters[i].Value.CopyFrom(weights[i].Cast(Parameters[i].Value.DType));
    }

    /// <summary>Whether it is a weight of the layer that an optimizer changes.</summary>
    internal bool Trains(Parameter parameter)
    {
        if (!Trainable)
            return false;
        for (var i = 0; i < Inner.Count; i++) // by index, as that makes no enumerators in every batch
            if (Inner[i].Trains(parameter))
                return true;
        for (var i = 0; i < Inner.Count; i++)
            if (Inner[i].Parameters.Contains(parameter))
                return false; // frozen inside
        return parameter.IsTrainable && parameters.Contains(parameter);
    }

    /// <summary>
    /// Adds a weight that starts as the initializer says. One that is not trainable is left alone by optimizers.
    /// </summary>
    protected Parameter AddParameter(string name, Shape shape, Initializer initializer, DType dtype,
        RandomSource random, bool isTrainable = true, Regularizer? regularizer = null,
        Constraint? constraint = null)
    {
        constraint?.Check(shape, $"the {name} of {this}");
        var numbers = shape.Aggregate(1.0, (product, size) => product * size);
        if (numbers > Array.MaxLength)
            throw new ShapeException(
                $"{this}: its {name} would need {numbers * (dtype == DType.Float64 ? 8 : 4) / 1e9:N1} GB.",
                $"at most {Array.MaxLength:N0} numbers",
                $"{string.Join(" x ", shape.Select(size => $"{size:N0}"))} numbers",
                "Check the number of units for a typo.");
        WeightBudget.Take(this, name, shape, numbers);
        var first = WeightBudget.IsSet ? Tensor.Zeros(shape, dtype) : initializer.Create(shape, dtype, random);
        var parameter = new Parameter(name, first, isTrainable)
        {
            Regularizer = regularizer,
            Constraint = constraint,
        };
        if (Magnitude.Largest(parameter.Value) is var largest && !double.IsFinite(largest))
            throw new HyperparameterException($"{this}: its {name} would begin with {largest}.",
                $"finite numbers of type {dtype}", $"{initializer.GetType().Name}",
                "Give it an initializer with smaller numbers.");
        AddParameter(parameter);
        return parameter;
    }

    /// <summary>Adds a weight that is there already, that of an inner layer.</summary>
    private protected void AddParameter(Parameter parameter) => parameters.Add(parameter);
}
