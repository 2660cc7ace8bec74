namespace LearnDL.Tensors;

/// <summary>
/// Where the pixels of a moved, rotated or stretched image come from: pixel (x, y) of the result is read at
/// (a0·x + a1·y + a2, b0·x + b1·y + b2) of the source; x counts to the right, y down. It goes from the result to the
/// source, because every pixel of the result needs a value. The letters are those of Keras's affine_transform.
/// </summary>
public readonly record struct AffineMap(double A0, double A1, double A2, double B0, double B1, double B2)
{
    /// <summary>Numbers of a map: maps for N images are a tensor (N, 6), in the order a0, a1, a2, b0, b1, b2.</summary>
    public const int Count = 6;

    /// <summary>Everything moves to the right and down by these numbers of pixels.</summary>
    public static AffineMap Shift(double right, double down) => new(1, 0, -right, 0, 1, -down);

    /// <summary>A turn or stretch that leaves the image's centre, ((W − 1)/2, (H − 1)/2), where it is.</summary>
    public static AffineMap AboutCentre(double a0, double a1, double b0, double b1, int height, int width)
    {
        double x = (width - 1) / 2.0, y = (height - 1) / 2.0;
        return new AffineMap(a0, a1, x - a0 * x - a1 * y, b0, b1, y - b0 * x - b1 * y);
    }

    /// <summary>Where pixel (x, y) of the result is read.</summary>
    public (double X, double Y) Source(int x, int y) => (A0 * x + A1 * y + A2, B0 * x + B1 * y + B2);

    internal static AffineMap From(ReadOnlySpan<double> row) => new(row[0], row[1], row[2], row[3], row[4], row[5]);

    internal void CopyTo(Span<double> row) =>
        (row[0], row[1], row[2], row[3], row[4], row[5]) = (A0, A1, A2, B0, B1, B2);

    /// <summary>Its numbers by name.</summary>
    public override string ToString() =>
        $"AffineMap {{ A0 = {A0}, A1 = {A1}, A2 = {A2}, B0 = {B0}, B1 = {B1}, B2 = {B2} }}";
}
