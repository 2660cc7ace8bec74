using System.Runtime.CompilerServices;
using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>
/// Lists of different lengths, such as sentences of word numbers, or measurements that went on for different times.
/// </summary>
public static class Sequences
{
    /// <summary>
    /// Lists of different lengths to one tensor (N, T), Keras's <c>pad_sequences</c>: short ones are filled up, long
    /// ones cut. Both happen at the front unless told otherwise, so that the end, which a recurrent layer reads last,
    /// is always real. The texts must not use the filling themselves:
    /// word numbers start at 1.
    /// </summary>
    /// <param name="sequences">N lists; an empty one becomes a row of filling.</param>
    /// <param name="maxLength">T; null takes the longest list's length.</param>
    /// <param name="dtype">The type of the elements.</param>
    /// <param name="padding">"pre": fill at the front; "post": at the end.</param>
    /// <param name="truncating">"pre": cut off the front; "post": the end.</param>
    /// <param name="value">The filling.</param>
    /// <exception cref="DataException">There are no lists, or only empty ones and no
    /// <paramref name="maxLength"/>.</exception>
    /// <exception cref="HyperparameterException">A length below 1.</exception>
    /// <exception cref="UnknownNameException">A side that is neither "pre" nor "post".</exception>
    public static Tensor PadSequences(this IReadOnlyList<int[]> sequences, int? maxLength = null,
        DType dtype = DType.Int32, string padding = "pre", string truncating = "pre", int value = 0)
    {
        var (padFront, cutFront) = (IsFront(padding, nameof(padding)), IsFront(truncating, nameof(truncating)));
        Hyperparameter.AtLeast(1, maxLength ?? 1, nameof(maxLength));
        var T = LengthOf(sequences, sequence => sequence.Length, maxLength);
        var padded = Tensor.Full([sequences.Count, T], value, DType.Int32); // (N, T)
        for (var n = 0; n < sequences.Count; n++)
            Place<int>(sequences[n], padded.AsSpan<int>().Slice(n * T, T), padFront, cutFront);
        return dtype == DType.Int32 ? padded : padded.Cast(dtype);
    }

    /// <summary>The same, by Keras's name for the length.</summary>
    /// <exception cref="LearnDLException">As for the other.</exception>
    [OverloadResolutionPriority(-1)]
    public static Tensor PadSequences(this IReadOnlyList<int[]> sequences, int maxlen, DType dtype = DType.Int32,
        string padding = "pre", string truncating = "pre", int value = 0) =>
        PadSequences(sequences, maxLength: maxlen, dtype, padding, truncating, value);

    /// <summary>The same of lists in a list.</summary>
    /// <exception cref="LearnDLException">As for the other.</exception>
    public static Tensor PadSequences(this IReadOnlyList<IReadOnlyList<int>> sequences, int? maxLength = null,
        DType dtype = DType.Int32, string padding = "pre", string truncating = "pre", int value = 0) =>
        PadSequences((int[][])[.. sequences.Select(sequence => sequence.ToArray())], maxLength, dtype, padding,
            truncating, value);

    /// <summary>
    /// Lists or arrays of floats to one tensor (N, T), Float32 unless another type is named; the rest as for whole
    /// numbers.
    /// </summary>
    /// <inheritdoc cref="PadSequences(IReadOnlyList{Tensor}, int?, DType?, string, string, double)"/>
    public static Tensor PadSequences(this IReadOnlyList<IReadOnlyList<float>> sequences, int? maxLength = null,
        DType dtype = DType.Float32, string padding = "pre", string truncating = "pre", double value = 0) =>
        PadSequences(Tensors(sequences, sequence => Tensor.From<float>([.. sequence])), maxLength, dtype, padding,
            truncating, value);

    /// <summary>
    /// Lists or arrays of doubles to one tensor (N, T), Float64 unless another type is named; the rest as for whole
    /// numbers.
    /// </summary>
    /// <inheritdoc cref="PadSequences(IReadOnlyList{Tensor}, int?, DType?, string, string, double)"/>
    public static Tensor PadSequences(this IReadOnlyList<IReadOnlyList<double>> sequences, int? maxLength = null,
        DType dtype = DType.Float64, string padding = "pre", string truncating = "pre", double value = 0) =>
        PadSequences(Tensors(sequences, sequence => Tensor.From<double>([.. sequence])), maxLength, dtype, padding,
            truncating, value);

    /// <summary>
    /// Tables of measurements, T_n rows of D each, to one tensor (N, T, D), Float32 unless another type is named.
    /// </summary>
    /// <inheritdoc cref="PadSequences(IReadOnlyList{Tensor}, int?, DType?, string, string, double)"/>
    public static Tensor PadSequences(this IReadOnlyList<float[,]> sequences, int? maxLength = null,
        DType dtype = DType.Float32, string padding = "pre", string truncating = "pre", double value = 0) =>
            PadSequences(Tensors(sequences, sequence => Tensor.From(sequence)), maxLength, dtype, padding,
                truncating, value);

    /// <summary>
    /// Series (T_n) to one tensor (N, T), or series of measurements (T_n, D) to (N, T, D): short ones are filled up
    /// with rows of the filling, long ones lose rows. A <c>Masking</c> layer passes over the filling; a measurement
    /// must not look like it.
    /// </summary>
    /// <param name="sequences">N series with the same D and of the same type; an empty
    /// one becomes filling only.</param>
    /// <param name="maxLength">T; null takes the longest series's length.</param>
    /// <param name="dtype">The type of the elements; null: that of the series.</param>
    /// <param name="padding">"pre": fill at the front; "post": at the end.</param>
    /// <param name="truncating">"pre": cut off the front; "post": the end.</param>
    /// <param name="value">The filling.</param>
    /// <exception cref="DataException">There are no series, or only empty ones and no
    /// <paramref name="maxLength"/>.</exception>
    /// <exception cref="ShapeException">One has more than two axes, or another number of measurements than the
    /// first.</exception>
    /// <exception cref="DTypeException">Two are of different types and no
    /// <paramref name="dtype"/> is named.</exception>
    /// <exception cref="HyperparameterException">A length below 1, or a filling that the type cannot hold.</exception>
    /// <exception cref="UnknownNameException">A side that is neither "pre" nor "post".</exception>
    public static Tensor PadSequences(this IReadOnlyList<Tensor> sequences, int? maxLength = null, DType? dtype = null,
        string padding = "pre", string truncating = "pre", double value = 0)
    {
        var (padFront, cutFront) = (IsFront(padding, nameof(padding)), IsFront(truncating, nameof(truncating)));
        Hyperparameter.AtLeast(1, maxLength ?? 1, nameof(maxLength));
        var alike = CheckAlike(sequences, dtype);
        var T = LengthOf(sequences, sequence => sequence.Shape[0], maxLength);
        var type = dtype ?? alike.DType;
        var shape = Shape.Of([sequences.Count, T]).Concat(alike.Shape[1..]); // (N, T) or (N, T, D)
        if (!Holds(type, value))
            throw new HyperparameterException($"{type} cannot hold the filling.", $"a value of {type}", $"{value}",
                $"Choose another value, or dtype: DType.{(Holds(DType.Float32, value) ? "Float32" : "Float64")}.");
        var padded = Tensor.Full(shape, value, type);
        for (var n = 0; n < sequences.Count; n++)
        {
            var sequence = sequences[n].Cast(type);
            switch (type)
            {
                case DType.Float32: Fill<float>(sequence, padded, n, padFront, cutFront); break;
                case DType.Float64: Fill<double>(sequence, padded, n, padFront, cutFront); break;
                case DType.Int32: Fill<int>(sequence, padded, n, padFront, cutFront); break;
                default: Fill<byte>(sequence, padded, n, padFront, cutFront); break;
            }
        }
        return padded;
    }

    static List<Tensor> Tensors<T>(IReadOnlyList<T> sequences, Func<T, Tensor> make)
    {
        var tensors = new List<Tensor>(sequences.Count);
        foreach (var sequence in sequences)
            tensors.Add(make(sequence));
        return tensors;
    }

    // The first series that is not empty: what the others must be like.
    static Tensor CheckAlike(IReadOnlyList<Tensor> sequences, DType? dtype)
    {
        var at = 0;
        while (at < sequences.Count - 1 && sequences[at].Size == 0)
            at++;
        for (var n = 0; n < sequences.Count; n++)
        {
            var (model, other) = (sequences[at], sequences[n]);
            if (other.Rank is not (1 or 2) || other.Size > 0
                && (other.Rank != model.Rank || other.Rank == 2 && other.Shape[1] != model.Shape[1]))
                throw new ShapeException($"Series {n:N0} cannot be padded.",
                    other.Rank is not (1 or 2) ? "(T) or (T, D)" : model.Rank == 1 ? $"(T), as series {at:N0}"
                    : $"(T, {model.Shape[1]}), as series {at:N0}",
                    $"{other.Shape}", "Every row of every series needs the same measurements, in the same order.");
            if (dtype is null && other.DType != model.DType)
                throw new DTypeException("Series of different types make no tensor.",
                    $"{model.DType}, as series {at:N0}",
                    $"{other.DType} in series {n:N0}",
                    $"Name the type: dtype: DType.{model.DType}.");
        }
        return sequences.Count > 0 ? sequences[at] : Tensor.Of();
    }

    static int LengthOf<T>(IReadOnlyList<T> sequences, Func<T, int> length, int? maxLength)
    {
        var longest = 0;
        foreach (var sequence in sequences)
            longest = Math.Max(longest, length(sequence));
        if (sequences.Count == 0 || maxLength is null && longest == 0)
            throw new DataException("There is nothing to pad.", "at least one list with an element",
                $"{sequences.Count:N0} lists, all empty",
                "Check what was loaded; for texts, that the tokenizer was fitted.");
        return maxLength ?? longest;
    }

    static void Fill<T>(Tensor sequence, Tensor padded, int n, bool padFront, bool cutFront) where T : unmanaged
    {
        var size = padded.Size / padded.Shape[0];
        Place<T>(sequence.AsSpan<T>(), padded.AsSpan<T>().Slice(n * size, size), padFront, cutFront);
    }

    // Whole rows stay whole: both lengths are multiples of a row's.
    static void Place<T>(ReadOnlySpan<T> sequence, Span<T> row, bool padFront, bool cutFront)
    {
        var kept =
            sequence.Length <= row.Length ? sequence : cutFront ? sequence[^row.Length..] : sequence[..row.Length];
        kept.CopyTo(row[(padFront ? row.Length - kept.Length : 0)..]);
    }

    static bool IsFront(string side, string argument) =>
        side is "pre" or "post" ? side == "pre" : throw NameList.Unknown($"side for {argument}", side, ["pre", "post"]);

    static bool Holds(DType type, double value) => type switch
    {
        DType.Float64 => true,
        DType.Float32 => float.IsFinite((float)value) == double.IsFinite(value),
        DType.Int32 => value == Math.Truncate(value) && value is >= int.MinValue and <= int.MaxValue,
        _ => value == Math.Truncate(value) && value is >= 0 and <= 255,
    };
}
