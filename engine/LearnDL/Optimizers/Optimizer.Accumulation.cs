using LearnDL.Tensors;

namespace LearnDL.Optimizers;

// Steps made of the gradients of several batches.
public abstract partial class Optimizer
{
    long batches; // that Step was called for
    Tensor[] gathered = [];
    int? accumulationSteps;

    /// <summary>
    /// n, the number of batches whose mean gradient makes one step, as if they were one large batch. Step is called for
    /// each, and changes the weights the n-th time only. None by default: every batch makes a step. What is left over
    /// at the end of a training goes into the next one's first step, as in Keras.
    /// </summary>
    /// <exception cref="HyperparameterException">Less than 2.</exception>
    public int? GradientAccumulationSteps
    {
        get => accumulationSteps;
        init => accumulationSteps = Count(value, 2, nameof(GradientAccumulationSteps));
    }

    /// <summary>The number of steps taken: t in the formulas, from 1 in the first step.</summary>
    public long Iterations => batches / MicroBatches;

    /// <summary>How many batches of the next step are done: 0 to n − 1.</summary>
    internal int MicroBatch => (int)(batches % MicroBatches);

    int MicroBatches => GradientAccumulationSteps ?? 1;

    void CreateGathered() => gathered = MicroBatches > 1 ? NewSlot() : [];

    /// <summary>Puts the mean of n batches in the place of the last one's gradients.</summary>
    StepFault? TakeMean(ref double largest)
    {
        if (MicroBatches == 1)
            return null;
        for (var i = 0; i < gathered.Length; i++)
            parameters[i].Gradient.Add(gathered[i], into: parameters[i].Gradient)
                .Scale(1.0 / MicroBatches, into: parameters[i].Gradient); // g ← (g + Σ of those before) / n
        return LargestGradient(out largest);
    }

    /// <summary>Adds a batch's gradients to those before it; after a step the sum begins at 0.</summary>
    void Gather()
    {
        for (var i = 0; i < gathered.Length; i++)
            if (MicroBatch == 0)
                gathered[i].Fill(0);
            else
                gathered[i].Add(parameters[i].Gradient, into: gathered[i]);
    }
}
