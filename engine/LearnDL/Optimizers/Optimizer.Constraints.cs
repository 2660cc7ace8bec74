using LearnDL.Layers;

namespace LearnDL.Optimizers;

// What weights must obey after a step.
public abstract partial class Optimizer
{
    Parameter[] constrained = [];

    void FindConstrained() => constrained = [.. parameters.Where(p => p.Constraint is not null)];

    /// <summary>After each batch, as in Keras, also where gradients are accumulated and no step is made.</summary>
    void Constrain()
    {
        foreach (var p in constrained)
            p.Constraint!.Apply(p.Value);
    }
}
