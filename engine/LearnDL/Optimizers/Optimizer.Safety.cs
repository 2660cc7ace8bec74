using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Optimizers;

// What keeps gradients and weights finite: clipping, and a look at numbers that are not, or would not be.
public abstract partial class Optimizer
{
    /// <summary>A smaller factor might vanish in Float32.</summary>
    const double LeastFactor = 1e-30;

    StepGuard? guard; // once a step needed it, the next ones may too: sums of large numbers stay

    /// <summary>
    /// The step, or what is in its way. In that case all is as before, but for gradients that were clipped.
    /// </summary>
    internal StepFault? TryStep()
    {
        TakeRate();
        try
        {
            if (LargestGradient(out var largest) is { } fault)
                return fault;
            if (MicroBatch == MicroBatches - 1)
            {
                if (TakeMean(ref largest) is { } overflow)
                    return overflow;
                largest = Clip(largest);
            }
            return Guarded(largest);
        }
        finally
        {
            isStepping = false;
        }
    }

    /// <summary>The largest absolute value in all gradients, or the first gradient that is not finite.</summary>
    StepFault? LargestGradient(out double largest)
    {
        largest = 0;
        var mends = ClipValue is not null && MicroBatches == 1; // ClipValue mends what is only infinite
        foreach (var p in parameters)
        {
            var g = Magnitude.Largest(p.Gradient);
            if (!double.IsFinite(g) && (!mends || double.IsNaN(g)))
                return StepFault.Of(p, p.Gradient, StepFault.Place.Gradient);
            largest = Math.Max(largest, g);
        }
        return null;
    }

    StepFault? Guarded(double largest)
    {
        var decaysOnly = WeightDecay is not { } λ || λ * LearningRate <= 2; // |1 − lr·λ| ≤ 1
        var isPlain = constrained.Length == 0; // a constraint may be anybody's code: what it leaves is looked at
        if (parameters.Count == 0
            || (guard is null && decaysOnly && isPlain && StepGuard.IsHarmless(largest, Reach, parameters)))
            Change();
        else
            return (guard ??= new StepGuard(parameters, slots)).Try(Change, TakeBack);
        return null;
    }

    void TakeBack()
    {
        if (MicroBatch == 0)
            TakeBackStep();
        batches--;
    }

    /// <summary>Takes back what <see cref="BeginStep"/> did; weights and slots are put back already.</summary>
    private protected virtual void TakeBackStep()
    {
    }

    /// <summary>
    /// The furthest that a weight may move for a gradient of 1, the largest so far: a bound, so that a step which
    /// cannot overflow need not be looked at afterwards. Infinite where it is not known: then every step is.
    /// </summary>
    private protected virtual double Reach => double.PositiveInfinity;

    /// <summary>Says before anything is made that a setting does not suit weights of this type.</summary>
    private protected virtual void CheckType(DType dtype)
    {
    }

    /// <summary>
    /// ε keeps a quotient finite where the gradient is 0, and rules it where its square vanishes. So it must not vanish
    /// itself.
    /// </summary>
    private protected void CheckEpsilon(double epsilon, double least, DType dtype)
    {
        if (epsilon < least)
            throw new HyperparameterException($"{GetType().Name}: epsilon is too small for weights of type {dtype}: "
                + "the square of a gradient of this size loses its digits, or is 0.",
                $"at least {least:0.0e+0}", $"{epsilon}", "1e-7 is usual.");
    }

    /// <summary>The smallest positive number of full precision.</summary>
    private protected static double SmallestNormal(DType dtype) =>
        Numbers.SmallestNormal.Of(dtype);

    /// <summary>Gives the largest absolute value that is left.</summary>
    double Clip(double largest)
    {
        if (ClipValue is { } limit)
            foreach (var p in parameters)
                p.Gradient.Clip(-limit, limit, into: p.Gradient);
        if (ClipNorm is { } longest)
            foreach (var p in parameters)
            {
                var scale = Magnitude.Scale(Magnitude.Largest(p.Gradient));
                Shorten(p, longest, Math.Sqrt(Magnitude.SumOfSquares(p.Gradient, scale)), scale);
            }
        if (GlobalClipNorm is { } longestTogether)
        {
            var (scale, squares) = (Magnitude.Scale(largest), 0.0);
            foreach (var p in parameters)
                squares += Magnitude.SumOfSquares(p.Gradient, scale);
            foreach (var p in parameters)
                Shorten(p, longestTogether, Math.Sqrt(squares), scale);
        }
        return Math.Min(largest, ClipNorm ?? GlobalClipNorm ?? ClipValue ?? largest);
    }

    /// <summary>
    /// g ← g·longest/‖g‖ where the norm ‖g‖ is larger. It is computed in Float64, and of numbers whose squares overflow
    /// even there it is the norm of scale·g; so it is finite wherever the gradient is.
    /// </summary>
    static void Shorten(Parameter p, double longest, double norm, double scale)
    {
        if (!(norm > longest * scale))
            return;
        var (g, factor) = (p.Gradient, longest / norm);
        if (scale != 1)
            g.Scale(scale, into: g);
        if (factor >= LeastFactor)
            g.Scale(factor, into: g);
        else
            // the factor itself may be too small for the gradient's type, its root is not
            for (var half = 0; half < 2; half++)
                g.Scale(Math.Sqrt(factor), into: g);
    }
}
