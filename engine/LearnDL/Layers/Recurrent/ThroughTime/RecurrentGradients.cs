using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Where a group of samples adds the gradients of a recurrent layer's weights; no bias where the layer has none.
/// </summary>
readonly record struct RecurrentGradients(Tensor Kernel, Tensor RecurrentKernel, Tensor Bias)
{
    /// <summary>Sets all to 0.</summary>
    public void Clear()
    {
        Kernel.Fill(0);
        RecurrentKernel.Fill(0);
        if (Bias.HasValue)
            Bias.Fill(0);
    }

    /// <summary>Adds another group's.</summary>
    public void Add(RecurrentGradients other)
    {
        Kernel.Add(other.Kernel, into: Kernel);
        RecurrentKernel.Add(other.RecurrentKernel, into: RecurrentKernel);
        if (Bias.HasValue)
            Bias.Add(other.Bias, into: Bias);
    }
}
