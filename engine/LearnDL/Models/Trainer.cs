using LearnDL.Callbacks;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>
/// What is asked and made before a training, which <see cref="TrainingLoop"/> then runs. What is done with a batch,
/// <see cref="Learner"/> says.
/// </summary>
sealed class Trainer(Model model, ModelSetup setup, ModelLock modelLock, Arena arena, Tester tester)
{
    Learner? learner; // with the optimizer's numbers, from one Fit to the next
    Figures? figures; // of Fit's first epoch: they tell which way is better

    public History? History { get; private set; }

    /// <summary>What Fit reports itself.</summary>
    public IReadOnlyList<string> Reported { get; private set; } = [];

    public History Fit(FitSettings fit)
    {
        using var entered = modelLock.EnterFit();
        var training = setup.WithLoss;
        fit = FitCheck.Settings(model, training, fit);
        var (train, held) = fit.Batches is null ? fit.Split() : (default, fit.ValidationData?.Samples);
        held = held?.First(fit.ValidationSteps, fit.ValidationBatch);
        using var given = fit.Batches is null ? null : new GivenBatches(fit.Batches, fit, model, setup);
        given?.BeginPass();
        train = given?.Peek() ?? train;
        using var validation = fit.ValidationData?.Batches is { } made
            ? Validation.Of(made, fit, model, setup, train)
            : held is { } samples ? new Validation(samples, fit.ValidationBatch) : null;
        if (given is null)
            train = DataPreparation.ForTraining(model, setup, train, held, fit);
        else if (held is { } beside)
            DataPreparation.ForValidation(model, setup, train.X, beside, fit.ValidationBatch);
        StateCheck.Warn(model, fit.Shuffle && given is null, setup.Warnings);
        FitCheck.Warn(fit, setup.Warnings);
        MakeLearner();
        FiniteCheck.ModelWeights(model, "before the first step");
        Reported = validation is null ? training.Figures
            : [.. training.Figures, .. training.Figures.Select(figure => "val_" + figure)];
        IBatches batches = (IBatches?)given
            ?? new SampleBatches(train, fit.BatchSize, fit.Shuffle ? model.Random : null);
        var loop = new TrainingLoop(model, setup, arena, tester, learner!, fit, train, batches, validation);
        (History, figures) = (loop.History, loop.Figures);
        loop.Run();
        FiniteCheck.ModelWeights(model, "after the last step");
        return History;
    }

    public Logs TrainOnBatch(Samples data, IReadOnlyDictionary<int, double>? classWeight)
    {
        using var held = modelLock.Enter();
        data = DataCheck.Paired(model, setup.WithLoss, data);
        data = DataPreparation.ForTraining(model, setup, data, classWeight, setup.Warnings);
        MakeLearner();
        FiniteCheck.ModelWeights(model, "before the step");
        var step = new Figures(model, setup.WithLoss, data);
        using var scope = arena.BeginScope();
        learner!.Learn(data, step, new BatchNumber(0, 0));
        MaskCheck.NotOnlyPadding(step.Counted, data.Count);
        return step.ToLogs();
    }

    /// <summary>Makes the learner when Compile was called since the last training.</summary>
    void MakeLearner()
    {
        if (learner?.Setup == setup.Training)
            learner.CheckWeights();
        else
            learner = new Learner(model, setup.Training);
    }

    public bool LargerIsBetter(string key)
    {
        var name = key.StartsWith("val_", StringComparison.Ordinal) ? key[4..] : key;
        return figures?.Find(name)?.LargerIsBetter ?? false;
    }
}
