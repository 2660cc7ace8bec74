using LearnDL.Layers;

namespace LearnDL.Models;

/// <summary>What learning is made of, for one batch: forward, backward, and the optimizer's step.</summary>
sealed class Learner
{
    readonly Model model;
    readonly BatchPass pass;
    readonly GuardedStep step;

    /// <summary>Gives the optimizer the weights it is to change.</summary>
    public Learner(Model model, TrainingSetup setup)
    {
        Parameter[] trainable = [.. model.TrainableParameters];
        if (trainable.Length == 0)
            throw new ModelException("Nothing to train.", "at least one trainable weight",
                $"{DataCheck.Count(model.Layers.Count, "layer")}, all frozen or without weights",
                "Add a Dense layer or set Trainable = true.");
        setup.Optimizer.Build(trainable);
        (this.model, Setup) = (model, setup);
        pass = new BatchPass(model, setup);
        step = new GuardedStep(model, setup.Optimizer);
    }

    /// <summary>Optimizer, loss and metrics, as Compile was given them.</summary>
    public TrainingSetup Setup { get; }

    /// <summary>
    /// One step of learning from a batch, whose figures are those before the step. Where all is masked, nothing is
    /// learned.
    /// </summary>
    public void Learn(in Samples batch, Figures figures, BatchNumber number)
    {
        var optimizer = Setup.Optimizer;
        var draws = new Draws(model.Random.Seed, Step: optimizer.Iterations, MicroBatch: optimizer.MicroBatch);
        var result = pass.Forward(batch, new ForwardPass(Training: true, draws));
        if (result.IsPaddingOnly)
            return;
        FiniteCheck.Loss(model, result, number);
        step.BeforeBackward();
        pass.Backward(result);
        step.Take(result, number); // Optimizer.TryStep: taken back if a number would not be finite
        figures.Add(result);
    }

    /// <summary>Says that weights were frozen, or layers added, since the optimizer was given them.</summary>
    public void CheckWeights()
    {
        if (!Setup.Optimizer.Owns([.. model.TrainableParameters]))
            throw new ModelException(
                $"The trainable weights of model '{model.Name}' are no longer those it was compiled with.",
                "Compile after Trainable was changed or a layer added", "a Compile before",
                "Call Compile again, with a new optimizer.");
    }
}
