using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>How a window moves over images or series, as ONNX's convolutions and poolings say it.</summary>
/// <param name="Kernel">Pixels of the window along every axis.</param>
/// <param name="Strides">Pixels from one place to the next.</param>
/// <param name="Dilations">Pixels from one pixel of the window to the next.</param>
/// <param name="Before">Padding in front; null for as much as "same" has.</param>
/// <param name="After">Padding behind.</param>
sealed record WindowImport(int[] Kernel, int[] Strides, int[] Dilations, int[]? Before, int[] After)
{
    /// <summary>The window of a node for images of these sizes, of which some may be any.</summary>
    public static WindowImport Of(OnnxNode node, int[] sizes, int[]? kernel = null)
    {
        var axes = sizes.Length;
        var given = node.Has("kernel_shape") || kernel is null ? node.Sizes("kernel_shape", axes, 1) : kernel;
        if (kernel is not null && !given.SequenceEqual(kernel))
            throw node.Damaged($"kernel_shape {OnnxText.List(kernel)}, as the weight has it", OnnxText.List(given));
        int[] strides = node.Sizes("strides", axes, 1, 1), dilations = node.Sizes("dilations", axes, 1, 1);
        var pads = node.Sizes("pads", 2 * axes, 0, 0);
        var window = new WindowImport(given, strides, dilations, pads[..axes], pads[axes..]);
        switch (node.Text("auto_pad", "NOTSET"))
        {
            case "NOTSET":
                return window.Same(sizes) is { } same && same.IsIn(window) ? window with { Before = null } : window;
            case "VALID":
                return window with { Before = new int[axes], After = new int[axes] };
            case "SAME_UPPER":
                return window with { Before = null };
            case "SAME_LOWER" when window.Same(sizes) is { } upper: // the odd pixel in front
                return window with { Before = upper.After, After = upper.Before };
            case var other:
                throw node.Unsupported("auto_pad NOTSET, VALID or SAME_UPPER", OnnxText.Short(other));
        }
    }

    /// <summary>The same with the padding of "same" as numbers, for zeros that count.</summary>
    public WindowImport WithEdges(OnnxNode node, int[] sizes) => !IsSame ? this
        : Same(sizes) is { } edges ? this with { Before = edges.Before, After = edges.After }
        : throw node.Unsupported("images of a known size", "any size");

    public bool IsSame => Before is null;

    public bool IsPadded => Before is null || Before.Any(pixels => pixels > 0) || After.Any(pixels => pixels > 0);

    /// <summary>The edges that "same" has; null where they depend on sizes that may be any.</summary>
    Edges? Same(int[] sizes)
    {
        int[] before = new int[sizes.Length], after = new int[sizes.Length];
        for (var i = 0; i < sizes.Length; i++)
        {
            if (sizes[i] < 0 && Strides[i] > 1)
                return null;
            var axis = WindowAxis.Of(sizes[i] < 0 ? 1 : sizes[i], Kernel[i], Strides[i], Dilations[i], Padding.Same);
            (before[i], after[i]) = (axis.Before, axis.After);
        }
        return new Edges(before, after);
    }

    sealed record Edges(int[] Before, int[] After)
    {
        public bool IsIn(WindowImport window) => (Array.Exists(Before, n => n > 0) || Array.Exists(After, n => n > 0))
            && Before.SequenceEqual(window.Before!) && After.SequenceEqual(window.After);
    }

    /// <summary>Images with the padding around them, for a window that has none of its own.</summary>
    public SymbolicTensor Padded(SymbolicTensor images) => IsSame || !IsPadded ? images : Before!.Length == 2
        ? new ZeroPadding2D(((Before[0], After[0]), (Before[1], After[1]))).Apply(images)
        : new ZeroPadding1D((Before[0], After[0])).Apply(images);

    public Padding Padding => IsSame ? Padding.Same : Padding.Valid;

    /// <summary>A number per direction; of series the first.</summary>
    public static Size2D Size(int[] sizes) => sizes.Length == 2 ? (sizes[0], sizes[1]) : (1, sizes[0]);
}
