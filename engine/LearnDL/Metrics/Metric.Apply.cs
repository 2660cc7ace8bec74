using LearnDL.Tensors;

namespace LearnDL.Metrics;

// Metrics on numbers, and Keras's names of what they do.
public abstract partial class Metric
{
    /// <summary>
    /// Takes in a batch and gives the figure so far, as Keras's <c>metric(y, p)</c>:
    /// <c>new BinaryAccuracy().Apply(y, p)</c>. It is <see cref="Update"/>, then <see cref="Result"/>.
    /// </summary>
    /// <param name="y">The targets.</param>
    /// <param name="p">The predictions (N, …, K), or (N) for one output.</param>
    /// <param name="sampleWeight">What each sample counts; 1 by default.</param>
    /// <exception cref="ShapeException">The targets or weights do not suit the predictions.</exception>
    public double Apply(Tensor y, Tensor p, Tensor sampleWeight = default)
    {
        Update(y, p, sampleWeight);
        return Result;
    }

    /// <summary>Keras's name of <see cref="Update"/>.</summary>
    public void UpdateState(Tensor y, Tensor p, Tensor sampleWeight = default) => Update(y, p, sampleWeight);

    /// <summary>Keras's name of <see cref="Reset"/>.</summary>
    public void ResetState() => Reset();
}
