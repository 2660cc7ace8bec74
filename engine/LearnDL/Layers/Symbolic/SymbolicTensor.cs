using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// A tensor that has a shape and no numbers yet: what a layer would give. Layers are applied to it, and
/// <c>new Model(inputs, outputs)</c> makes a network of all that lies between. Keras's KerasTensor.
/// </summary>
public sealed class SymbolicTensor
{
    internal SymbolicTensor(Shape shape, Node node, int index) => (Shape, Node, Index) = (shape, node, index);

    /// <summary>The shape, its batch size unknown: (None, 32).</summary>
    public Shape Shape { get; }

    /// <summary>The use of a layer that it comes from.</summary>
    public Node Node { get; }

    /// <summary>Its place among the outputs of that use, from 0.</summary>
    public int Index { get; }

    /// <summary>An input, where a tensor is wanted: <c>new Dense(8).Apply(input)</c>.</summary>
    public static implicit operator SymbolicTensor(Input input) => input.Output;

    /// <summary>The sum, by an <see cref="Layers.Add"/> layer.</summary>
    public static SymbolicTensor operator +(SymbolicTensor x, SymbolicTensor y) => new Add().Apply(x, y);

    /// <summary>The difference, by a <see cref="Layers.Subtract"/> layer.</summary>
    public static SymbolicTensor operator -(SymbolicTensor x, SymbolicTensor y) => new Subtract().Apply(x, y);

    /// <summary>The product number by number, by a <see cref="Layers.Multiply"/> layer.</summary>
    public static SymbolicTensor operator *(SymbolicTensor x, SymbolicTensor y) => new Multiply().Apply(x, y);

    /// <summary>Both outputs of the use: <c>var (y, h) = new GRU(8, returnState: true).Apply(x);</c></summary>
    /// <exception cref="ModelException">It does not have two outputs.</exception>
    public void Deconstruct(out SymbolicTensor first, out SymbolicTensor second)
    {
        var all = Siblings(2);
        (first, second) = (all[0], all[1]);
    }

    /// <summary>
    /// All three outputs of the use: <c>var (y, h, c) = new LSTM(8, returnState: true).Apply(x);</c>
    /// </summary>
    /// <exception cref="ModelException">It does not have three outputs.</exception>
    public void Deconstruct(out SymbolicTensor first, out SymbolicTensor second, out SymbolicTensor third)
    {
        var all = Siblings(3);
        (first, second, third) = (all[0], all[1], all[2]);
    }

    /// <summary>All five outputs of the use, those of a <see cref="Bidirectional"/> LSTM with returnState.</summary>
    /// <exception cref="ModelException">It does not have five outputs.</exception>
    public void Deconstruct(out SymbolicTensor first, out SymbolicTensor second, out SymbolicTensor third,
        out SymbolicTensor fourth, out SymbolicTensor fifth)
    {
        var all = Siblings(5);
        (first, second, third, fourth, fifth) = (all[0], all[1], all[2], all[3], all[4]);
    }

    SymbolicTensors Siblings(int count) => Node.Outputs.Count == count ? Node.Outputs : throw new ModelException(
        $"{Node.Layer} does not give {count} tensors.", $"{Node.Outputs.Count}, one variable for each", $"{count}",
        Node.Outputs.Count == 1 ? "A recurrent layer gives its state too with returnState: true."
            : "Take all of them: Node.Outputs has them in a list.");

    /// <summary>The shape and where it comes from: "(None, 32) of layer 'dense' (Dense)".</summary>
    public override string ToString() => $"{Shape} of {Node.Layer}";
}
