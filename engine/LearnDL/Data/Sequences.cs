using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>Lists of different lengths, such as sentences of word numbers.</summary>
public static class Sequences
{
    /// <summary>
    /// Lists of different lengths to one tensor (N, T), Keras's <c>pad_sequences</c>: short ones are filled up, long ones cut. Both happen at the front
    /// unless told otherwise, so that the end, which a recurrent layer reads last, is always real. The texts must not use the filling themselves:
    /// word numbers start at 1.
    /// </summary>
    /// <param name="sequences">N lists; an empty one becomes a row of filling.</param>
    /// <param name="maxLength">T; null takes the longest list's length.</param>
    /// <param name="dtype">The type of the elements.</param>
    /// <param name="padding">"pre": fill at the front; "post": at the end.</param>
    /// <param name="truncating">"pre": cut off the front; "post": the end.</param>
    /// <param name="value">The filling.</param>
    /// <exception cref="DataException">There are no lists, or only empty ones and no <paramref name="maxLength"/>.</exception>
    /// <exception cref="HyperparameterException">A length below 1.</exception>
    /// <exception cref="UnknownNameException">A side that is neither "pre" nor "post".</exception>
    public static Tensor PadSequences(this IReadOnlyList<int[]> sequences, int? maxLength = null, DType dtype = DType.Int32,
        string padding = "pre", string truncating = "pre", int value = 0)
    {
        var (padFront, cutFront) = (IsFront(padding, nameof(padding)), IsFront(truncating, nameof(truncating)));
        Hyperparameter.AtLeast(1, maxLength ?? 1, nameof(maxLength));
        var longest = 0;
        foreach (var sequence in sequences)
            longest = Math.Max(longest, sequence.Length);
        if (sequences.Count == 0 || maxLength is null && longest == 0)
            throw new DataException("There is nothing to pad.", "at least one list with an element", $"{sequences.Count:N0} lists, all empty", "Check the texts, and that the tokenizer was fitted.");

        var T = maxLength ?? longest;
        var padded = Tensor.Full([sequences.Count, T], value, DType.Int32); // (N, T)
        var rows = padded.AsSpan<int>();
        for (var n = 0; n < sequences.Count; n++)
        {
            var sequence = sequences[n].AsSpan();
            var kept = sequence.Length <= T ? sequence : cutFront ? sequence[^T..] : sequence[..T];
            kept.CopyTo(rows[(n * T + (padFront ? T - kept.Length : 0))..]);
        }
        return dtype == DType.Int32 ? padded : padded.Cast(dtype);
    }

    static bool IsFront(string side, string argument) => side is "pre" or "post" ? side == "pre" : throw NameList.Unknown($"side for {argument}", side, ["pre", "post"]);
}
