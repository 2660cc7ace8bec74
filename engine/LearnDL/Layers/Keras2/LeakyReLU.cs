using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace LearnDL.Layers;

public sealed partial class LeakyReLU
{
    /// <summary>Keras 2's form, in which the slope was called alpha.</summary>
    [Obsolete(Keras2Advice.Alpha, error: true), EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(-1)]
    public LeakyReLU(double negativeSlope = 0.3, string? name = null, double alpha = 0.3) : this(negativeSlope, name)
    {
    }
}
