using System.Collections;
using System.Runtime.CompilerServices;

namespace LearnDL.Layers;

/// <summary>One symbolic tensor or several, as a model's inputs or outputs: <c>a</c> or <c>[a, b]</c>.</summary>
[CollectionBuilder(typeof(SymbolicTensors), nameof(Of))]
public sealed class SymbolicTensors : IReadOnlyList<SymbolicTensor>
{
    readonly SymbolicTensor[] tensors;

    SymbolicTensors(SymbolicTensor[] tensors) => this.tensors = tensors;

    /// <inheritdoc/>
    public int Count => tensors.Length;

    /// <inheritdoc/>
    public SymbolicTensor this[int index] => tensors[index];

    /// <summary>A list of these tensors.</summary>
    public static SymbolicTensors Of(ReadOnlySpan<SymbolicTensor> tensors) => new(tensors.ToArray());

    /// <summary>A list of one.</summary>
    public static implicit operator SymbolicTensors(SymbolicTensor tensor) => new([tensor]);

    /// <summary>A list of one input.</summary>
    public static implicit operator SymbolicTensors(Input input) => new([input]);

    /// <summary>A list of these tensors.</summary>
    public static implicit operator SymbolicTensors(SymbolicTensor[] tensors) => Of(tensors);

    /// <summary>A list of these tensors.</summary>
    public static implicit operator SymbolicTensors(List<SymbolicTensor> tensors) => new([.. tensors]);

    /// <summary>A list of these inputs.</summary>
    public static implicit operator SymbolicTensors(Input[] inputs) => new([.. inputs.Select(input => input.Output)]);

    /// <inheritdoc/>
    public IEnumerator<SymbolicTensor> GetEnumerator() => ((IEnumerable<SymbolicTensor>)tensors).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
