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
        model.Build(data.X.Shape);
        return data;
    }

    /// <summary>
    /// Data to learn from; the samples that are given back have the class weights as weights of their own.
    /// </summary>
    public static Samples ForTraining(Model model, ModelSetup setup, Samples data, Samples? validation,
        IReadOnlyDictionary<int, double>? classWeight, int batchSize)
    {
        data = Check(model, setup, data, classWeight, out var prediction);
        if (validation is { } held)
            CheckValidation(model, setup, data, held, prediction);
        model.CheckBatch(data.X.Shape.With(0, (data.Count - 1) % batchSize + 1)); // the last batch is the smallest
        model.CheckStates(data.Count, batchSize);
        if (validation is { } after)
            model.CheckStates(after.Count, batchSize, states: Math.Min(batchSize, data.Count));
        model.Build(data.X.Shape);
        return data;
    }

    static Samples Check(Model model, ModelSetup setup, Samples data, IReadOnlyDictionary<int, double>? classWeight,
        out Shape prediction)
    {
        prediction = DataCheck.Data(model, setup.Training, data, setup.Warnings);
        data = data with { Weights = SampleWeights.Of(data, classWeight, prediction, setup.Warnings) };
        FiniteCheck.SampleWeights(data.Weights, model.DType, "sampleWeight");
        return data;
    }

    static void CheckValidation(Model model, ModelSetup setup, Samples train, Samples held, Shape prediction)
    {
        var heldPrediction = DataCheck.Validation(model, setup.Training, held, train.X.Shape, setup.Warnings);
        SampleWeights.Check(held.Weights, heldPrediction);
        FiniteCheck.SampleWeights(held.Weights, model.DType, "validation sampleWeight");
        TargetCheck.Unseen(setup.Loss, train.Y, held.Y, prediction, setup.Warnings);
    }
}
