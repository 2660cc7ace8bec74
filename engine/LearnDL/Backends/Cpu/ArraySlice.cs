using LearnDL.Tensors;

namespace LearnDL.Backends.Cpu;

/// <summary>A tensor's elements as another thread can hold on to them: an array and where in it they begin.</summary>
readonly struct ArraySlice<T>(T[] array, int offset) where T : unmanaged
{
    /// <summary>A tensor's elements; none for no tensor.</summary>
    public static implicit operator ArraySlice<T>(Tensor x) =>
        x.HasValue ? new((T[])x.Body.Data, x.Body.Offset) : new([], 0);

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => array is null || array.Length == 0;

    /// <summary>The i-th element.</summary>
    public ref T this[int i] => ref array[offset + i];

    /// <summary>Elements side by side.</summary>
    public Span<T> Slice(int start, int length) => array.AsSpan(offset + start, length);

    /// <summary>
    /// An array of at least this many elements to compute in; it is allocated only when the one that was kept is too
    /// small.
    /// </summary>
    public static T[] Scratch(ref T[]? kept, int size) =>
        kept is not null && kept.Length >= size ? kept : kept = GC.AllocateUninitializedArray<T>(size);
}
