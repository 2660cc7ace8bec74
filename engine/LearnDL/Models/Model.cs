using LearnDL.Callbacks;
using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Metrics;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>
/// A network that can be trained, tested and used, with Keras's methods: Compile, Fit, Evaluate, Predict.
/// How its layers are joined is up to the subclass: <see cref="Sequential"/> puts them one after the other.
/// This file holds what a model is; <see cref="Trainer"/> and <see cref="Tester"/> hold the loops.
/// </summary>
public abstract class Model
{
    readonly Turns turns;
    readonly Tester tester;
    readonly Trainer trainer;

    private protected Model(string? name, int? seed, DType? dtype)
    {
        Name = name ?? GetType().Name.ToLowerInvariant();
        Random = new RandomSource(seed);
        DType = dtype ?? Settings.FloatX;
        var arena = new Arena();
        turns = new Turns(this);
        tester = new Tester(this, turns, arena);
        trainer = new Trainer(this, turns, arena, tester);
    }

    /// <summary>The name shown in summaries and errors.</summary>
    public string Name { get; }

    /// <summary>What the model computes with: Float32, or Float64.</summary>
    public DType DType { get; }

    /// <summary>The layers, first to last.</summary>
    public abstract IReadOnlyList<Layer> Layers { get; }

    /// <summary>The shape of the input, its batch size unknown: (None, 8).</summary>
    /// <exception cref="ModelException">The model is not built yet.</exception>
    public abstract Shape InputShape { get; }

    /// <summary>The shape of the output, its batch size unknown: (None, 1).</summary>
    /// <exception cref="ModelException">The model is not built yet.</exception>
    public abstract Shape OutputShape { get; }

    /// <summary>The shape that comes out for an input of this shape, also before the model is built.</summary>
    /// <exception cref="ShapeException">A layer cannot take what it would get.</exception>
    internal abstract Shape OutputShapeOf(Shape inputShape);

    /// <summary>Whether the layers have their weights.</summary>
    public abstract bool IsBuilt { get; }

    /// <summary>
    /// Where weights and shuffles come from: the same seed gives the same training, bit for bit. What layers draw in a
    /// training step, such as the masks of dropout, follows from its seed and the step's number alone (see
    /// <see cref="Draws"/>): Keras's depend on how often was drawn before.
    /// </summary>
    public RandomSource Random { get; }

    /// <summary>The optimizer given to Compile.</summary>
    /// <exception cref="ModelException">Compile was not called.</exception>
    public Optimizer Optimizer => trainer.Compiled.Optimizer;

    /// <summary>What the last Fit reported, also when it was cancelled.</summary>
    public History? History => trainer.History;

    /// <summary>What may be meant but is probably a mistake, found by Compile and Fit.</summary>
    public IReadOnlyList<string> Warnings => trainer.Warnings;

    /// <summary>Where Fit, Evaluate and Summary write; the console by default.</summary>
    public TextWriter Output { get; set; } = Console.Out;

    /// <summary>Set by a callback to end the training: no further batch begins, the running epoch is validated and reported. Set before an epoch, it lets one batch of it happen, as in Keras.</summary>
    public bool StopTraining { get; set; }

    /// <summary>Says how to train.</summary>
    /// <param name="optimizer">By name or object; "rmsprop" by default, as in Keras 3.</param>
    /// <param name="loss">By name or object; without one the model can only predict.</param>
    /// <param name="metrics">Names of figures to report: "accuracy", "mae", …</param>
    /// <exception cref="ModelException">The loss and the last layer do not suit each other, or Fit is running.</exception>
    /// <exception cref="UnknownNameException">A name is not known; the error lists those that are.</exception>
    public void Compile(Optimizer? optimizer = null, Loss? loss = null, IReadOnlyList<string>? metrics = null) => trainer.Compile(optimizer ?? new RMSprop(), loss, metrics ?? []);

    /// <summary>Makes the weights for inputs of this shape, the batch axis included: <c>Build([-1, 8])</c>. Data or an Input layer make it happen by itself. A second call changes nothing.</summary>
    /// <exception cref="ShapeException">A layer cannot take such an input, or the weights were made for another.</exception>
    public abstract void Build(Shape inputShape);

    /// <summary>Trains on x (N, …) and y for a number of epochs.</summary>
    /// <param name="x">The samples.</param>
    /// <param name="y">A target for every sample.</param>
    /// <param name="batchSize">Samples a step, 32 by default. The last, smaller batch counts too; one of padding only, with every time step masked, is passed over.</param>
    /// <param name="epochs">The index of the epoch to end before; with initialEpoch 0, the number of rounds through the data.</param>
    /// <param name="verbose">0 silent, 1 a progress bar on a terminal, 2 a line an epoch.</param>
    /// <param name="callbacks">Code to call while training.</param>
    /// <param name="validationSplit">The share at the end of the data, taken before any shuffling, that is kept aside to validate on.</param>
    /// <param name="validationData">Data to validate on, in place of a split.</param>
    /// <param name="shuffle">Whether the samples are put in a new order before every epoch.</param>
    /// <param name="classWeight">A weight for every class, which must all be there.</param>
    /// <param name="sampleWeight">A weight for every sample (N).</param>
    /// <param name="initialEpoch">The index of the first epoch, to go on with an earlier training.</param>
    /// <param name="validationFreq">Validate every so many epochs.</param>
    /// <param name="cancellationToken">Ends the training after the running batch; the weights and <see cref="History"/> stay as they are then.</param>
    /// <returns>The figures of every epoch.</returns>
    /// <exception cref="LearnDLException">Something does not fit; raised before any weight changes.</exception>
    /// <exception cref="DataException">The loss, a gradient or a weight would not be finite; the weights are those of
    /// the batch before. (Keras goes on with NaN.)</exception>
    /// <exception cref="ModelException">There was no Compile with a loss, another thread uses the model, or Fit was called from a callback of this Fit.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public History Fit(Tensor x, Tensor y, int batchSize = 32, int epochs = 1, int verbose = 1, IReadOnlyList<Callback>? callbacks = null,
        double validationSplit = 0, ValidationData? validationData = null, bool shuffle = true,
        IReadOnlyDictionary<int, double>? classWeight = null, Tensor sampleWeight = default, int initialEpoch = 0, int validationFreq = 1,
        CancellationToken cancellationToken = default) =>
        trainer.Fit(new FitSettings(x, y, batchSize, epochs, verbose, callbacks ?? [], validationSplit, validationData, shuffle, classWeight, sampleWeight, initialEpoch, validationFreq, cancellationToken));

    /// <summary>The loss and the metrics on data, without learning from them. Builds the model if it is not built yet.</summary>
    /// <param name="x">The samples (N, …).</param>
    /// <param name="y">A target for every sample, as for Fit.</param>
    /// <param name="batchSize">Samples at a time, 32 by default. It changes the time and the memory that is needed, not what is measured.</param>
    /// <param name="verbose">0 silent (the default), 1 or 2 a line with all figures.</param>
    /// <param name="sampleWeight">A weight for every sample (N), for the loss only.</param>
    /// <returns>"loss", the mean over all samples (where steps are masked, over all that are not), and every metric under the name that Compile was given.</returns>
    /// <exception cref="ModelException">There was no Compile with a loss, or another thread uses the model.</exception>
    /// <exception cref="LearnDLException">The data do not fit the model, the loss or a metric; or the loss or a metric
    /// is not finite, which Keras would return.</exception>
    public Logs Evaluate(Tensor x, Tensor y, int batchSize = 32, int verbose = 0, Tensor sampleWeight = default) => trainer.Evaluate(x, y, batchSize, verbose, sampleWeight);

    /// <summary>The outputs for samples. Needs no Compile; builds the model if it is not built yet.</summary>
    /// <param name="x">The samples (N, …).</param>
    /// <param name="batchSize">Samples at a time, 32 by default.</param>
    /// <returns>A new tensor (N, …) of <see cref="OutputShape"/> and the model's <see cref="DType"/>.</returns>
    /// <exception cref="DataException">No samples, or numbers that are not finite: in x, in x as the model's
    /// <see cref="DType"/>, or in the outputs.</exception>
    /// <exception cref="ShapeException">The model does not take samples of this shape.</exception>
    /// <exception cref="ModelException">The model has no layers, or another thread uses it.</exception>
    public Tensor Predict(Tensor x, int batchSize = 32) => tester.Predict(x, batchSize);

    /// <summary>
    /// The class of every sample: with one output 1 where it says yes, otherwise the position of the largest.
    /// Yes is a probability above 0.5; where the loss given to Compile takes scores (fromLogits), a score above 0.
    /// </summary>
    /// <param name="x">The samples (N, …).</param>
    /// <param name="batchSize">Samples at a time, 32 by default.</param>
    /// <returns>Int32: (N, 1) for outputs (N, 1), and (N) for outputs (N, K).</returns>
    /// <exception cref="LearnDLException">As for <see cref="Predict"/>.</exception>
    public Tensor PredictClasses(Tensor x, int batchSize = 32) => trainer.Classes(Predict(x, batchSize));

    /// <summary>One step of training on all samples given, as one batch. From a callback it trains beside the running Fit.</summary>
    /// <param name="x">The samples (N, …).</param>
    /// <param name="y">A target for every sample, as for Fit.</param>
    /// <param name="sampleWeight">A weight for every sample (N); all 1 by default.</param>
    /// <param name="classWeight">A weight for every class, in place of sampleWeight.</param>
    /// <returns>"loss" and every metric of this batch, as they were before the step.</returns>
    /// <exception cref="ModelException">There was no Compile with a loss, or another thread uses the model.</exception>
    /// <exception cref="LearnDLException">Something does not fit; raised before any weight changes.</exception>
    public Logs TrainOnBatch(Tensor x, Tensor y, Tensor sampleWeight = default, IReadOnlyDictionary<int, double>? classWeight = null) => trainer.TrainOnBatch(x, y, sampleWeight, classWeight);

    /// <summary>Forward and back through all samples as one batch, without learning from them; gives the loss.</summary>
    internal double Look(Tensor x, Tensor y) => trainer.Look(x, y);

    /// <summary><see cref="Evaluate"/> with all samples as one batch: "loss" and every metric.</summary>
    /// <param name="x">The samples (N, …).</param>
    /// <param name="y">A target for every sample, as for Fit.</param>
    /// <param name="sampleWeight">A weight for every sample (N); all 1 by default.</param>
    /// <exception cref="LearnDLException">As for <see cref="Evaluate"/>.</exception>
    public Logs TestOnBatch(Tensor x, Tensor y, Tensor sampleWeight = default) => trainer.Evaluate(x, y, OneBatch(x), 0, sampleWeight);

    /// <summary><see cref="Predict"/> with all samples (N, …) as one batch.</summary>
    /// <exception cref="LearnDLException">As for <see cref="Predict"/>.</exception>
    public Tensor PredictOnBatch(Tensor x) => tester.Predict(x, OneBatch(x));

    static int OneBatch(Tensor x) => x.HasValue && x.Rank > 0 ? Math.Max(1, x.Shape[0]) : 1; // what is wrong with x is told later

    /// <summary>Prints the layers with their output shapes and numbers of parameters.</summary>
    public void Summary(TextWriter? output = null) => SummaryPrinter.Print(this, output ?? Output);

    /// <summary>Copies of all weights, layer by layer, kernel before bias.</summary>
    public IReadOnlyList<Tensor> GetWeights() => [.. AllParameters().Select(p => p.Value.Keep())];

    /// <summary>Overwrites all weights, in the order of <see cref="GetWeights"/>. Either all fit and are set, or none is.</summary>
    /// <exception cref="ShapeException">Another number of weights, or one of another shape.</exception>
    /// <exception cref="DataException">A number that is not finite, or not in the model's
    /// <see cref="DType"/>.</exception>
    /// <exception cref="ModelException">The model is not built yet, or another thread uses it.</exception>
    public void SetWeights(IReadOnlyList<Tensor> weights)
    {
        using var turn = turns.Enter();
        var parameters = AllParameters().ToList();
        if (!IsBuilt)
            throw new ModelException($"Model '{Name}' is not built yet: it has no weights to set.", "an Input layer first, Build(shape), or data", "none of them", "Begin with new Input([8]) for samples of 8 numbers.");
        if (weights.Count != parameters.Count)
            throw new ShapeException($"Model '{Name}' has another number of weights.", $"{parameters.Count} tensors", $"{weights.Count}", "Give the weights of a model with the same layers.");
        for (var i = 0; i < weights.Count; i++)
            if (weights[i].Shape != parameters[i].Value.Shape)
                throw new ShapeException($"Weight {i} ({parameters[i].Name}) of model '{Name}' has another shape.", $"{parameters[i].Value.Shape}", $"{weights[i].Shape}", "Give the weights of a model with the same layers.");
        for (var i = 0; i < weights.Count; i++)
            _ = Finite.Data(weights[i], DType, $"weight {i} ({parameters[i].Name})",
                $"Set finite numbers that {DType} holds, or compute in Float64.");
        for (var i = 0; i < weights.Count; i++)
            parameters[i].Value.CopyFrom(weights[i].Cast(DType));
    }

    /// <summary>The SHA-256 of all weights' bits: two trainings that give the same hash have done the very same.</summary>
    public string WeightsHash() => Models.WeightsHash.Of(AllParameters());

    /// <summary>What Fit reports itself: "loss", the metrics, and the same with "val_" where it validates.</summary>
    internal IReadOnlyList<string> Figures => trainer.Figures;

    /// <summary>Whether a larger value of a logged figure is better: true for accuracies, false for losses.</summary>
    internal bool LargerIsBetter(string key) => trainer.LargerIsBetter(key);

    /// <summary>How many numbers the optimizer keeps; 0 before the first step.</summary>
    internal long OptimizerSize => trainer.OptimizerSize;

    internal IEnumerable<Parameter> AllParameters() => Layers.SelectMany(layer => layer.Parameters);

    internal IEnumerable<Parameter> TrainableParameters() => Layers.SelectMany(layer => layer.TrainableParameters);

    /// <summary>Says before a training begins that a layer could not learn from a batch of this shape.</summary>
    internal abstract void CheckBatch(Shape inputShape);

    /// <summary>Says before anything is computed that a stateful layer cannot take so many samples in such batches.</summary>
    /// <param name="samples">The number of samples.</param>
    /// <param name="batchSize">The batch size.</param>
    /// <param name="states">How many samples the layer keeps the states of by then; by default as many as the first batch has.</param>
    internal void CheckStates(int samples, int batchSize, int? states = null)
    {
        var first = Math.Min(samples, batchSize);
        foreach (var layer in Layers)
        {
            layer.CheckStates(states ?? first, first);
            layer.CheckStates(states ?? first, (samples - 1) % batchSize + 1); // the last
        }
    }

    /// <summary>The mask of the last Forward's output (N, T): 1 where it has a real time step; no tensor where all rows count.</summary>
    internal Tensor OutputMask { get; private protected set; }

    /// <summary>Makes all stateful layers forget the states they keep between batches. Keras leaves it to the user to do so where a new series begins.</summary>
    public void ResetStates()
    {
        using var turn = turns.Enter();
        foreach (var layer in Layers)
            layer.ResetState();
    }

    /// <summary>The output for a batch.</summary>
    internal abstract Tensor Forward(Tensor x, in ForwardPass pass);

    /// <summary>Hands the gradient of the output, or of the scores before the last activation, back through all layers.</summary>
    internal abstract void Backward(Tensor gradient, bool fromLogits);
}
