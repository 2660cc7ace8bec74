using LearnDL.Backends;

namespace LearnDL.Tensors;

/// <summary>Ops that move, turn and stretch images.</summary>
public static class ResampleOps
{
    /// <summary>
    /// Reads every image (H, W, C) of a batch (N, H, W, C) through a map of its own; maps (N, 6) in Float64
    /// (see <see cref="AffineMap"/>).
    /// </summary>
    /// <exception cref="ShapeException">x is no batch of images, or there is not one map an image.</exception>
    /// <exception cref="DTypeException">x is not of floats, or the maps are not Float64.</exception>
    public static Tensor Resample(this Tensor x, Tensor maps, Resampling how)
    {
        CheckMaps(nameof(Resample), x, maps);
        var result = Tensor.New(x.Shape, x.DType);
        Backend.Current.Resample(x, maps, how, result);
        return result;
    }

    /// <summary>
    /// dx from dy, the gradient of what <see cref="Resample"/> gave: every pixel of dy goes back, with the same
    /// weights, to the pixels that were read.
    /// </summary>
    /// <exception cref="ShapeException">dy is no batch of images, or there is not one map an image.</exception>
    /// <exception cref="DTypeException">dy is not of floats, or the maps are not Float64.</exception>
    public static Tensor ResampleBack(this Tensor dy, Tensor maps, Resampling how)
    {
        CheckMaps(nameof(ResampleBack), dy, maps);
        var dx = Tensor.New(dy.Shape, dy.DType);
        Backend.Current.ResampleBack(dy, maps, how, dx);
        return dx;
    }

    static void CheckMaps(string op, Tensor x, Tensor maps)
    {
        Check.Rank(op, x, 4);
        Check.IsFloat(op, x);
        if (maps.DType != DType.Float64)
            throw new DTypeException($"{op} computes places in Float64.",
                "maps in Float64", $"{maps.DType}", "Convert them: maps.Cast(DType.Float64).");
        if (maps.Shape != Shape.Of([x.Shape[0], AffineMap.Count]))
            throw new ShapeException($"{op} needs a map for every image.", $"maps ({x.Shape[0]}, {AffineMap.Count})",
                $"{maps.Shape}", "A map is six numbers: a0, a1, a2, b0, b1, b2.");
    }
}
