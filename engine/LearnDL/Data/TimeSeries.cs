using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>
/// What was measured at a row of moments: row t of <paramref name="Values"/> belongs to <paramref name="Times"/>[t]. It
/// takes apart as a pair. <see cref="Windows.Of"/> makes samples of it.
/// </summary>
/// <param name="Times">The moments, as the file writes them, in ascending order.</param>
/// <param name="Values">The measurements, Float32 (T, D).</param>
/// <param name="Names">The names of the D columns.</param>
/// <param name="Files">What the data was read from.</param>
public sealed record TimeSeries(string[] Times, Tensor Values, string[] Names, DataFile[] Files)
{
    /// <summary>The number of moments.</summary>
    public int Count => Times.Length;

    /// <summary>Moments and measurements.</summary>
    public void Deconstruct(out string[] times, out Tensor values) => (times, values) = (Times, Values);
}
