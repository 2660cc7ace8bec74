using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

/// <summary>Small pictures for the layers that change images: numbers that can be followed with a finger.</summary>
static class Pictures
{
    /// <summary>One grey picture (1, H, W, 1) of these rows.</summary>
    public static Tensor Of(float[,] rows) => Tensor.From(rows).Reshape(1, rows.GetLength(0), rows.GetLength(1), 1);

    /// <summary>0, 1, 2, … row by row.</summary>
    public static Tensor Counted(int height, int width) => Tensor.Range(height * width).Reshape(1, height, width, 1);

    /// <summary>What a layer shows of a picture while the network learns, row by row.</summary>
    public static float[] Seen(Layer layer, Tensor x)
    {
        layer.Build(x.Shape, x.DType, new RandomSource(3));
        return layer.NewCall().Forward(x, training: true).ToArray<float>();
    }

    public static void Shows(Tensor x, Layer layer, float[] expected) => Assert.Equal(expected, Seen(layer, x));
}
