using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>
/// Makes data ready for a model: everything that can be wrong is said, and only then are the model's weights made, if
/// it has none yet.
/// </summary>
static class DataPreparation
{
    /// <summary>Data to test on, or to look at gradients with.</summary>
    public static Samples ForTesting(Model model, ModelSetup setup, Samples data)
    {
        data = Check(model, setup, data, classWeight: null, setup.Warnings, mayWeighNothing: false, out _);
        model.Build(data.X[0].Shape);
        return data;
    }

    /// <summary>
    /// Data to learn from; the samples that are given back have the class weights as weights of their own.
    /// </summary>
    public static Samples ForTraining(Model model, ModelSetup setup, Samples data, Samples? validation, FitSettings fit)
    {
        data = Check(model, setup, data, fit.ClassWeight, setup.Warnings, mayWeighNothing: false, out var predictions);
        if (validation is { } held)
            CheckValidation(model, setup, data, held, predictions);
        CheckBatches(model, data, fit.BatchSize);
        if (validation is { } after)
            model.CheckBatchSize(after.Count, fit.ValidationBatch, states: Math.Min(fit.BatchSize, data.Count));
        model.Build(data.X[0].Shape);
        return data;
    }

    /// <summary>The same for a single batch, which may weigh nothing: others do.</summary>
    /// <param name="model">The model.</param>
    /// <param name="setup">What it was given by Compile.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="classWeight">A weight for every class.</param>
    /// <param name="warnings">Where warnings go.</param>
    public static Samples ForTraining(Model model, ModelSetup setup, Samples batch,
        IReadOnlyDictionary<int, double>? classWeight, List<string> warnings)
    {
        batch = Check(model, setup, batch, classWeight, warnings, mayWeighNothing: true, out _);
        CheckBatches(model, batch, batch.Count);
        model.Build(batch.X[0].Shape);
        return batch;
    }

    /// <summary>Data to validate on beside batches that are made one by one.</summary>
    public static void ForValidation(Model model, ModelSetup setup, TensorList trained, Samples held, int batchSize,
        List<string>? warnings = null)
    {
        _ = CheckHeld(model, setup, trained, held, warnings ?? setup.Warnings);
        model.CheckBatchSize(held.Count, batchSize);
    }

    static void CheckBatches(Model model, Samples data, int batchSize)
    {
        var last = (data.Count - 1) % batchSize + 1; // the last batch is the smallest
        model.CheckBatches([.. data.X.Select(x => x.Shape.With(0, last))]);
        model.CheckBatchSize(data.Count, batchSize);
    }

    static Samples Check(Model model, ModelSetup setup, Samples data, IReadOnlyDictionary<int, double>? classWeight,
        List<string> warnings, bool mayWeighNothing, out Shape[] predictions)
    {
        predictions = DataCheck.Data(model, setup.Training, data, warnings);
        if (classWeight is not null && predictions.Length > 1)
            throw new ModelException("Class weights need a model with one output, as in Keras.", "one output",
                $"{predictions.Length}", "Give sampleWeight, a weight for every sample and output.");
        var weights = new Tensor[predictions.Length];
        for (var k = 0; k < weights.Length; k++)
        {
            weights[k] = SampleWeights.Of(data.TargetsOf(k), data.WeightsOf(k), classWeight, predictions[k], warnings,
                mayWeighNothing);
            FiniteCheck.SampleWeights(weights[k], model.DType, "sampleWeight");
        }
        return data with { Weights = weights };
    }

    static Shape[] CheckHeld(Model model, ModelSetup setup, TensorList trained, Samples held, List<string> warnings)
    {
        var predictions = DataCheck.Validation(model, setup.Training, held, trained, warnings);
        for (var k = 0; k < predictions.Length; k++)
        {
            SampleWeights.Check(held.WeightsOf(k), predictions[k]);
            FiniteCheck.SampleWeights(held.WeightsOf(k), model.DType, "validation sampleWeight");
        }
        return predictions;
    }

    static void CheckValidation(Model model, ModelSetup setup, Samples train, Samples held, Shape[] predictions)
    {
        _ = CheckHeld(model, setup, train.X, held, setup.Warnings);
        for (var k = 0; k < predictions.Length; k++)
            if (setup.Training.Outputs[k].Loss is { } loss)
                TargetCheck.Unseen(loss, train.TargetsOf(k), held.TargetsOf(k), predictions[k], setup.Warnings);
    }
}
