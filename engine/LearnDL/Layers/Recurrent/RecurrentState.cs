using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// What a recurrent layer carries from one time step to the next, a row for every sample: the hidden state h (N, U)
/// and, in an LSTM, the cell state c (N, U). The gradients that are carried back have the same form.
/// </summary>
public readonly record struct RecurrentState(Tensor H, Tensor C = default)
{
    /// <summary>Whether there is one.</summary>
    internal bool HasValue => H.HasValue;

    /// <summary>The states of some of the samples.</summary>
    internal RecurrentState Rows(Range rows) => new(H[rows], C.HasValue ? C[rows] : default);

    /// <summary>Every sample's state times its number in the column (N).</summary>
    internal RecurrentState MultiplyColumn(Tensor column) =>
        new(H.MultiplyColumn(column), C.HasValue ? C.MultiplyColumn(column) : default);

    /// <summary>The sum of two states.</summary>
    internal RecurrentState Add(RecurrentState other) => new(H.Add(other.H), C.HasValue ? C.Add(other.C) : default);

    /// <summary>Overwrites the numbers.</summary>
    internal void CopyFrom(RecurrentState source)
    {
        H.CopyFrom(source.H);
        if (C.HasValue)
            C.CopyFrom(source.C);
    }
}
