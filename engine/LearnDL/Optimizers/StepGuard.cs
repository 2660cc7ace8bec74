using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Optimizers;

/// <summary>
/// Makes a step whose numbers are so large that it might overflow, looks at the result, and takes it back if it did.
/// A bound alone tells ordinary steps from such ones, and those need no guard.
/// </summary>
sealed class StepGuard(IReadOnlyList<Parameter> parameters, IReadOnlyList<Tensor[]> slots)
{
    readonly Tensor[] weightsBefore = [.. parameters.Select(p => p.Value.Keep())];
    readonly Tensor[][] slotsBefore = [.. slots.Select(slot => slot.Select(part => part.Keep()).ToArray())];

    /// <summary>
    /// Whether a step cannot overflow: the squares of such gradients are finite, and a sum of them too; and what is
    /// added to a weight is less than half the distance of the largest number from the one before it, so that a finite
    /// weight stays finite.
    /// </summary>
    /// <param name="gradient">The largest absolute value in all gradients.</param>
    /// <param name="reach">The furthest a weight moves for a gradient of 1.</param>
    /// <param name="parameters">The weights.</param>
    public static bool IsHarmless(double gradient, double reach, IReadOnlyList<Parameter> parameters)
    {
        var single = false;
        foreach (var parameter in parameters)
            single |= parameter.Value.DType == DType.Float32;
        var (largestGradient, largestStep) = single ? (1e15, 1e30) : (1e145, 1e290);
        return gradient <= largestGradient && reach <= largestStep && gradient * reach <= largestStep;
    }

    /// <summary>The step; or, with everything as before, why it cannot be made.</summary>
    public StepFault? Try(Action step, Action takeBack)
    {
        Copy(fromBefore: false);
        step();
        if (Fault() is not { } fault)
            return null;
        Copy(fromBefore: true);
        takeBack();
        return fault;
    }

    void Copy(bool fromBefore)
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            CopyOne(parameters[i].Value, weightsBefore[i]);
            for (var s = 0; s < slots.Count; s++)
                CopyOne(slots[s][i], slotsBefore[s][i]);
        }

        void CopyOne(Tensor live, Tensor before)
        {
            if (fromBefore)
                live.CopyFrom(before);
            else
                before.CopyFrom(live);
        }
    }

    /// <summary>The cause comes first: a slot that overflowed before the weight that was made of it.</summary>
    StepFault? Fault()
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            foreach (var slot in slots)
                if (!double.IsFinite(Magnitude.Largest(slot[i])))
                    return StepFault.Of(parameters[i], slot[i], StepFault.Place.Slot);
            if (!double.IsFinite(Magnitude.Largest(parameters[i].Value)))
                return StepFault.Of(parameters[i], parameters[i].Value, StepFault.Place.Weight);
        }
        return null;
    }
}
