using LearnDL.Numbers;

namespace LearnDL.Activations;

/// <summary>An activation that works on every number by itself.</summary>
interface IActivation
{
    /// <summary>y = f(z)</summary>
    V Forward<V>(V z) where V : struct, INumbers<V>;

    /// <summary>dz = dy∘f'(z), from z and y = f(z)</summary>
    V Backward<V>(V dy, V z, V y) where V : struct, INumbers<V>;
}
