using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// What <see cref="AveragePooling2D"/> and <see cref="AveragePooling1D"/> share: the mean of every window.
/// </summary>
public abstract class AveragePoolingLayer : PoolingLayer
{
    private protected AveragePoolingLayer(int axes, Size2D poolSize, Size2D? strides, Padding? padding,
        DataFormat? dataFormat, string? name) : base(axes, poolSize, strides, padding, dataFormat, name)
    {
    }

    private protected sealed override Tensor Pool(Tensor x, out Saved saved)
    {
        saved = new Saved(WindowOn(x.Shape), default, default);
        return x.AveragePool(saved.Window);                            // y = Σ x / pixels
    }

    // dx = Σ dy / pixels
    private protected sealed override Tensor PoolBack(Tensor dy, in Saved saved) => dy.AveragePoolBack(saved.Window);
}
