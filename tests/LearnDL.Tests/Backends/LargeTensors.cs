using LearnDL.Backends;
using LearnDL.Numbers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Backends;

/// <summary>
/// For every kernel, work that is large enough to be shared among threads, and of sizes that are not whole parts.
/// No two operands hold the same numbers, and no two parts of one.
/// </summary>
static class LargeTensors
{
    /// <summary>A kernel at work on tensors that it asks for by name: what it reads and what it writes.</summary>
    public delegate void Use(IBackend backend, Func<string, Shape, Tensor> t);

    /// <summary>8 parts of 2¹⁵ and a bit, 8 but for one number, 9 and a bit, 3 and a bit.</summary>
    static readonly int[] sizes = [(1 << 18) + 5, (1 << 18) - 1, (9 << 15) + 7, (3 << 15) + 7];

    // 40 x 16 places, that overlap; and 20 x 15, with a column left over
    static readonly Window window = new(WindowAxis.Of(40, 3, 1, 1, "same"), WindowAxis.Of(31, 3, 2, 1, "same"));
    static readonly Window tiles = new(WindowAxis.Of(40, 2, 2, 1, "valid"), WindowAxis.Of(31, 2, 2, 1, "valid"));
    static readonly Shape image = [7, 40, 31, 12];
    static readonly int[] someRows = [.. Enumerable.Range(0, 999).Select(i => i * 7 % 701)];
    static readonly ConvolutionSize[] convolutions = [new(19, window, 12, 20, 1), new(19, window, 12, 20, 2),
        new(19, window, 12, 12, 12)];
    static readonly (int M, int N, int K)[] products =
    [
        (200, 301, 150), (130, 131, 132), (1, 40_011, 30), (3, 8195, 50)
    ];
    static readonly (Shape Long, Shape Short)[] stretched =
    [
        ([701, 513], [513]), ([701, 513], [701, 1]), ([100_003, 3], [3]),
        ([100_003, 3], [100_003, 1]), ([3, 2, 50_001], [2, 1]), ([300_007], [1]),
    ];

    static readonly IEnumerable<Use> functions = Enum.GetValues<UnaryOp>()
        .Select(op => (Use)((to, t) => to.Unary(op, t("x+", [sizes[0]]), t("result", [sizes[0]]))))
        .Concat(Each(size => (to, t) => to.Unary(UnaryOp.Square, t("x", [size]), t("result", [size]))))
        .Concat(Each(size => (to, t) => to.Unary(UnaryOp.Tanh, t("x", [size]), t("x", [size]))))
        .Concat(Enum.GetValues<BinaryOp>().Select(op => (Use)((to, t) =>
            to.Binary(op, t("x+", [sizes[0]]), t("y+", [sizes[0]]), t("result", [sizes[0]])))))
        .Concat(
            Each(size => (to, t) => to.Binary(BinaryOp.Subtract, t("x", [size]), t("y", [size]), t("result", [size]))))
        .Concat(Each(size => (to, t) => to.Binary(BinaryOp.Subtract, t("x", [size]), t("y", [size]), t("x", [size]))))
        .Concat(Each(size => (to, t) => to.Binary(BinaryOp.Subtract, t("x", [size]), t("y", [size]), t("y", [size]))));

    static readonly IEnumerable<Use> stretchedFunctions = stretched
        .SelectMany(s => (Use[])
        [
            (to, t) => to.Binary(BinaryOp.Subtract, t("x", s.Long), t("y", s.Short), t("result", s.Long)),
            (to, t) => to.Binary(BinaryOp.Subtract, t("x", s.Short), t("y", s.Long), t("result", s.Long)),
            (to, t) => to.Binary(BinaryOp.Subtract, t("x", s.Long), t("y", s.Short), t("x", s.Long)),
            (to, t) => to.Binary(BinaryOp.Subtract, t("x", s.Short), t("y", s.Long), t("y", s.Long)),
        ])
        .Append((to, t) => to.Binary(BinaryOp.Subtract, t("x", [513, 1]), t("y", [1, 701]), t("result", [513, 701])));

    static readonly IEnumerable<Use> formulas =
        Each(size => (to, t) => to.Affine(1.5, t("x", [size]), -0.25, t("result", [size])))
        .Concat(Each(size => (to, t) => to.Affine(1.5, t("x", [size]), -0.25, t("x", [size]))))
        .Concat(Each(size => (to, t) => to.Combine(0.5, t("x", [size]), -3, t("y", [size]), t("result", [size]))))
        .Concat(Each(size => (to, t) => to.Combine(0.5, t("x", [size]), -3, t("y", [size]), t("x", [size]))))
        .Concat(Each(size => (to, t) => to.Combine(0.5, t("x", [size]), -3, t("y", [size]), t("y", [size]))))
        .Concat(Each(size => (to, t) => to.Clip(t("x", [size]), -1, 2, t("result", [size]))))
        .Concat(Each(size => (to, t) => to.Clip(t("x", [size]), -1, 2, t("x", [size]))))
        .Concat(((int[])[(1 << 19) + 5, (1 << 18) - 1, (33 << 14) + 7]).Select(size => (Use)((to, t) =>
            to.Adam(t("w", [size]), t("g", [size]), t("m", [size]), t("v+", [size]), alpha: 0.01))))
        .Append((to, t) => SideBySide(to, t, 2901, 123)) // gates side by side
        .Append((to, t) => SideBySide(to, t, 90_001, 3));

    static readonly IEnumerable<Use> rows = from shape in (Shape[])[[10_929, 12], [9001, 17], [3, 60_001]]
                                            from y in (bool[])[true, false]
                                            let row = shape[1..]
                                            select (Use)((to, t) => to.CombineRow(t("a", row), t("x", shape),
                                                y ? t("b", row) : default, y ? t("y", shape) : default, t("c", row),
                                                t("result", shape)));

    public static readonly Dictionary<string, IEnumerable<Use>> Kernels = new()
    {
        [nameof(IBackend.Fill)] = Each(size => (to, t) => to.Fill(t("result", [size]), 1.5)),
        [nameof(IBackend.Uniform)] = ((Shape[])[[40_007, 3], [3, 40_007], [65, 513]])
            .Select(shape => (Use)((to, t) => to.Uniform(new Draws(1, FirstSample: 5), 1, 0, t("result", shape)))),
        [nameof(IBackend.Elementwise)] = [.. functions, .. stretchedFunctions, .. formulas, .. rows],
        [nameof(IBackend.Dot)] = from p in products
                                 from x in (bool[])[false, true]
                                 from y in (bool[])[false, true]
                                 select (Use)((to, t) =>
                                     to.Dot(t("x#", x ? [p.K, p.M] : [p.M, p.K]), t("y#", y ? [p.N, p.K] : [p.K, p.N]),
                                         new ProductSize(p.M, p.N, p.K, x, y), t("result#", [p.M, p.N]),
                                         accumulate: x)),
        [nameof(IBackend.Convolve)] = convolutions.Select(size => (Use)((to, t) =>
            to.Convolve(t("x#", Image(size)), t("kernel#", Weights(size)), t("bias#", [size.Filters]), size,
                t("result#", Output(size))))),
        [nameof(IBackend.TransposedConvolve)] = convolutions.SelectMany(size => Gradients(dz => (to, t) =>
            to.TransposedConvolve(t("x#", Image(size)), t(dz, Output(size)), size, t("result#", Weights(size))))),
        [nameof(IBackend.ConvolveTransposed)] = convolutions.SelectMany(size => Gradients(dz => (to, t) =>
            to.ConvolveTransposed(t(dz, Output(size)), t("kernel#", Weights(size)), size, t("result#", Image(size))))),
        [nameof(IBackend.Reduce)] = from shape in (Shape[])[[3001, 89], [701, 513], [89, 3001], [300_007, 2],
            [2, 300_007], [31, 101, 97]]
                                    from axis in Enumerable.Range(0, shape.Rank)
                                    from op in Enum.GetValues<Reduction>()
                                    let left = shape[..axis].Concat(shape[(axis + 1)..])
                                    select (Use)((to, t) => to.Reduce(op, t("x#", shape), axis, t("result#", left),
                                        accumulate: op == Reduction.Sum && axis == 0)),
        [nameof(IBackend.SumProducts)] = from shape in (Shape[])[[3001, 89], [701, 513], [5, 60_001]]
                                         from accumulate in (bool[])[true, false]
                                         select (Use)((to, t) =>
                                             to.SumProducts(t("x#", shape), t("y#", shape),
                                                 t("result#", shape[1..]), accumulate)),
        [nameof(IBackend.Moments)] = from shape in (Shape[])[[3001, 89], [701, 513], [5, 60_001]]
                                     select (Use)((to, t) =>
                                         to.Moments(t("x", shape), t("mean", shape[1..]), t("variance", shape[1..]))),
        [nameof(IBackend.MaxPool)] = Windows(w => (to, t) => to.MaxPool(t("x#", image), w, t("result", Pooled(w)))),
        [nameof(IBackend.MaxPoolBack)] = Windows(w => (to, t) =>
        {
            var y = t("y", Pooled(w));
            to.MaxPool(t("x#", image), w, y);
            to.MaxPoolBack(t("dy#", Pooled(w)), t("x#", image), y, w, t("result", image));
        }),
        [nameof(IBackend.AveragePool)] =
            Windows(w => (to, t) => to.AveragePool(t("x#", image), w, t("result", Pooled(w)))),
        [nameof(IBackend.AveragePoolBack)] =
            Windows(w => (to, t) => to.AveragePoolBack(t("dy#", Pooled(w)), w, t("result", image))),
        [nameof(IBackend.Resample)] = Fills(how => (to, t) =>
            to.Resample(t("x", image), t("maps double", [7, 6]), how, t("result", image))),
        [nameof(IBackend.ResampleBack)] = Fills(how => (to, t) =>
            to.ResampleBack(t("dy", image), t("maps double", [7, 6]), how, t("dx", image))),
        [nameof(IBackend.ArgMax)] = ((int[])[0, 1]).Select(axis => (Use)((to, t) =>
            to.ArgMax(t("x", [701, 513]), axis, t("result int", [axis == 0 ? 513 : 701])))),
        [nameof(IBackend.Transpose)] =
        [
            (to, t) => to.Transpose(t("x", [701, 513]), [1, 0], t("result", [513, 701])),
            (to, t) => to.Transpose(t("x", [31, 101, 97]), [2, 0, 1], t("result", [97, 31, 101])),
        ],
        [nameof(IBackend.Gather)] = [(to, t) => to.Gather(t("x", [701, 513]), someRows, t("result", [999, 513]))],
        [nameof(IBackend.ScatterAdd)] =
            [(to, t) => to.ScatterAdd(t("x#", [999, 513]), someRows, t("result#", [701, 513]))],
        [nameof(IBackend.CopyBlock)] = [(to, t) => to.CopyBlock(t("x", [701, 513]), [3, 5], t("result", [690, 501]))],
        [nameof(IBackend.PasteBlock)] = [(to, t) => to.PasteBlock(t("x", [690, 501]), [3, 5], t("result", [701, 513]))],
        [nameof(IBackend.CopyColumns)] =
            [(to, t) => to.CopyColumns(t("x", [701, 513]), 3, t("result", [701, 515]), 9, 501)],
        [nameof(IBackend.Cast)] = Each(size => (to, t) => to.Cast(t("x", [size]), t("result int", [size]))),
    };

    static IEnumerable<Use> Each(Func<int, Use> use) => sizes.Select(use);

    static IEnumerable<Use> Windows(Func<Window, Use> use) => ((Window[])[window, tiles]).Select(use);

    /// <summary>A gradient, and one of mostly zeros.</summary>
    static IEnumerable<Use> Gradients(Func<string, Use> use) => ((string[])["dz#", "dz# sparse"]).Select(use);

    static IEnumerable<Use> Fills(Func<Resampling, Use> use) =>
        ((string[])["reflect", "constant"]).Select(fill => use(new Resampling(fill, 0.5, "bilinear")));

    static Shape Pooled(Window w) => [image[0], w.Vertical.Places, w.Horizontal.Places, image[3]];

    static Shape Image(ConvolutionSize size) =>
        [size.Images, size.Window.Vertical.Size, size.Window.Horizontal.Size, size.Channels];

    static Shape Output(ConvolutionSize size) =>
        [size.Images, size.Window.Vertical.Places, size.Window.Horizontal.Places, size.Filters];

    static Shape Weights(ConvolutionSize size) =>
        [size.Window.Vertical.Kernel, size.Window.Horizontal.Kernel, size.ChannelsPerGroup, size.Filters];

    /// <summary>A formula of nine operands, eight of them columns of a matrix.</summary>
    static void SideBySide(IBackend to, Func<string, Shape, Tensor> t, int rows, int units)
    {
        Shape four = [rows, 4 * units];
        to.Elementwise(default(Products), rows, units,
            [t("x", [rows, units]), Operand.SideBySide(t("gates", four), 4), Operand.SideBySide(t("dz", four), 4)]);
    }

    readonly struct Products : IFormula
    {
        void IFormula.Compute<V, TPlaces>(TPlaces at)
        {
            for (var n = 0; n < at.Length; n += V.Count)
                for (var gate = 1; gate <= 4; gate++)
                    at[gate + 4, n] = at[0, n] * at[gate, n] + at[gate % 4 + 1, n];
        }
    }
}
