using LearnDL.Tensors;

namespace LearnDL.Saving;

/// <summary>A tensor in a file, as the file's header describes it; its numbers have not been read.</summary>
public sealed class StoredTensor
{
    internal StoredTensor(string name, NumberFormat format, Shape shape, long start, long end) =>
        (Name, Format, Shape, Start, End) = (name, format, shape, start, end);

    /// <summary>Its name: nothing but a name, also where it looks like a path.</summary>
    public string Name { get; }

    /// <summary>The sizes of its axes.</summary>
    public Shape Shape { get; }

    /// <summary>The type in the file: F32, BF16, I64, ….</summary>
    public string StoredType => Format.Name;

    /// <summary>The type it has once it is read; null where no type of ours holds its numbers.</summary>
    public DType? DType => Format.DType;

    /// <summary>How many bytes it takes in the file.</summary>
    public long Bytes => End - Start;

    internal NumberFormat Format { get; }

    /// <summary>Where its bytes start and end, counted from the first byte of data.</summary>
    internal long Start { get; }

    internal long End { get; }

    /// <summary>Name, type and shape.</summary>
    public override string ToString() => $"{Name}: {StoredType} {Shape}";
}
