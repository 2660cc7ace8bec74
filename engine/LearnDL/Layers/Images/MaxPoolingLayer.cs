using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// What <see cref="MaxPooling2D"/> and <see cref="MaxPooling1D"/> share: the maximum of every window.
/// </summary>
public abstract class MaxPoolingLayer : PoolingLayer
{
    private protected MaxPoolingLayer(int axes, Size2D poolSize, Size2D? strides, Padding? padding,
        DataFormat? dataFormat, string? name) : base(axes, poolSize, strides, padding, dataFormat, name)
    {
    }

    private protected sealed override Tensor Pool(Tensor x, out Saved saved)
    {
        var window = WindowOn(x.Shape);
        var y = x.MaxPool(window);                                     // y = max x over the window
        saved = new Saved(window, x, y);
        return y;
    }

    // dx = Σ dy where x is the largest
    private protected sealed override Tensor PoolBack(Tensor dy, in Saved saved) =>
        dy.MaxPoolBack(saved.X, saved.Y, saved.Window);
}
