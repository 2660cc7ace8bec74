using LearnDL.Tensors;

namespace LearnDL.Backends.Cpu;

/// <summary>A tensor's numbers as another thread can hold on to them: an array and where in it they begin.</summary>
readonly struct Numbers<T>(T[] array, int offset) where T : unmanaged
{
    /// <summary>Those of a tensor; none for no tensor.</summary>
    public static Numbers<T> Of(Tensor x) => x.HasValue ? new((T[])x.Body.Data, x.Body.Offset) : new([], 0);

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => array is null || array.Length == 0;

    /// <summary>The i-th number.</summary>
    public ref T this[int i] => ref array[offset + i];

    /// <summary>Numbers side by side.</summary>
    public Span<T> Slice(int start, int length) => array.AsSpan(offset + start, length);

    /// <summary>An array of at least so many numbers to work in, made anew only when the last one is too small.</summary>
    public static T[] Scratch(ref T[]? kept, int size) => kept is not null && kept.Length >= size ? kept : kept = GC.AllocateUninitializedArray<T>(size);
}
