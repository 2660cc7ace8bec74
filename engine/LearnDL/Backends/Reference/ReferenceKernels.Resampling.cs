using LearnDL.Tensors;

namespace LearnDL.Backends.Reference;

// Resampling by its definition. A pixel of the result is the weighted mean of the four pixels of the source around its
// place: y[n, i, j] = Σ weight · x[n, row, column]. So dx[n, row, column] = Σ weight · dy[n, i, j]: the same loops with
// x and y exchanged.
sealed partial class ReferenceKernels<T>
{
    public override void Resample(Tensor x, Tensor maps, Resampling how, Tensor y) =>
        Resample(maps, how, x.Shape, x.AsSpan<T>(), y.AsSpan<T>(), back: false);

    public override void ResampleBack(Tensor dy, Tensor maps, Resampling how, Tensor dx) =>
        Resample(maps, how, dx.Shape, dx.AsSpan<T>(), dy.AsSpan<T>(), back: true);

    static void Resample(Tensor maps, Resampling how, Shape shape, Span<T> x, Span<T> y, bool back)
    {
        (back ? x : y).Clear();
        int height = shape[1], width = shape[2], channels = shape[3];
        var fill = T.CreateTruncating(how.FillValue);
        for (var n = 0; n < shape[0]; n++)
        {
            var map = AffineMap.From(maps.AsSpan<double>().Slice(n * AffineMap.Count, AffineMap.Count));
            for (var i = 0; i < height; i++)
                for (var j = 0; j < width; j++)
                {
                    var place = map.Source(j, i);
                    var (left, right) = how.Interpolation.Split(place.X);
                    var (top, down) = how.Interpolation.Split(place.Y);
                    for (var corner = 0; corner < 4; corner++)
                    {
                        var (below, beside) = (corner / 2, corner % 2);
                        var weight = T.CreateTruncating(
                            (below == 0 ? 1 - down : down) * (beside == 0 ? 1 - right : right));
                        if (weight == T.Zero)
                            continue;
                        var row = how.FillMode.Pixel(top + below, height);
                        var column = how.FillMode.Pixel(left + beside, width);
                        var from = ((n * height + row) * width + column) * channels;
                        var to = ((n * height + i) * width + j) * channels;
                        var isOutside = row < 0 || column < 0;
                        for (var c = 0; c < channels; c++)
                            if (!back)
                                y[to + c] += weight * (isOutside ? fill : x[from + c]);
                            else if (!isOutside)
                                x[from + c] += weight * y[to + c];
                    }
                }
        }
    }
}
