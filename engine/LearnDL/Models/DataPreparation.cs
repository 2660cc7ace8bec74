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
        data = Check(model, setup, data, classWeight: null, out _);
        model.Build(data.X[0].Shape);
        return data;
    }

    /// <summary>
    /// Data to learn from; the samples that are given back have the class weights as weights of their own.
    /// </summary>
    public static Samples ForTraining(Model model, ModelSetup setup, Samples data, Samples? validation,
        IReadOnlyDictionary<int, double>? classWeight, int batchSize, int validationBatchSize)
    {
        data = Check(model, setup, data, classWeight, out var predictions);
        if (validation is { } held)
            CheckValidation(model, setup, data, held, predictions);
        var last = (data.Count - 1) % batchSize + 1; // the last batch is the smallest
        model.CheckBatches([.. data.X.Select(x => x.Shape.With(0, last))]);
        model.CheckBatchSize(data.Count, batchSize);
        if (validation is { } after)
            model.CheckBatchSize(after.Count, validationBatchSize, states: Math.Min(batchSize, data.Count));
        model.Build(data.X[0].Shape);
        return data;
    }

    static Samples Check(Model model, ModelSetup setup, Samples data, IReadOnlyDictionary<int, double>? classWeight,
        out Shape[] predictions)
    {
        predictions = DataCheck.Data(model, setup.Training, data, setup.Warnings);
        if (classWeight is not null && predictions.Length > 1)
            throw new ModelException("Class weights need a model with one output, as in Keras.", "one output",
                $"{predictions.Length}", "Give sampleWeight, a weight for every sample and output.");
        var weights = new Tensor[predictions.Length];
        for (var k = 0; k < weights.Length; k++)
        {
            weights[k] = SampleWeights.Of(data.TargetsOf(k), data.WeightsOf(k), classWeight, predictions[k],
                setup.Warnings);
            FiniteCheck.SampleWeights(weights[k], model.DType, "sampleWeight");
        }
        return data with { Weights = weights };
    }

    static void CheckValidation(Model model, ModelSetup setup, Samples train, Samples held, Shape[] predictions)
    {
        var heldPredictions = DataCheck.Validation(model, setup.Training, held, train.X, setup.Warnings);
        for (var k = 0; k < predictions.Length; k++)
        {
            SampleWeights.Check(held.WeightsOf(k), heldPredictions[k]);
            FiniteCheck.SampleWeights(held.WeightsOf(k), model.DType, "validation sampleWeight");
            if (setup.Training.Outputs[k].Loss is { } loss)
                TargetCheck.Unseen(loss, train.TargetsOf(k), held.TargetsOf(k), predictions[k], setup.Warnings);
        }
    }
}
