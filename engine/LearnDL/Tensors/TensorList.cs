using System.Collections;
using System.Runtime.CompilerServices;

namespace LearnDL.Tensors;

/// <summary>
/// One tensor, or several for a model with several inputs or outputs: <c>x</c>, <c>[words, habits]</c>, or by name,
/// <c>new Dictionary&lt;string, Tensor&gt; { ["words"] = words, ["habits"] = habits }</c>.
/// </summary>
[CollectionBuilder(typeof(TensorList), nameof(Of))]
public readonly partial struct TensorList : IReadOnlyList<Tensor>
{
    readonly Tensor first;
    readonly Tensor[]? several;
    readonly string[]? names;

    TensorList(Tensor first) => (this.first, Count) = (first, first.HasValue ? 1 : 0);

    TensorList(Tensor[] several, int count, string[]? names = null)
    {
        (this.several, Count, this.names) = (several, count, names);
        first = count > 0 ? several[0] : default;
    }

    /// <inheritdoc/>
    public int Count { get; private init; }

    /// <inheritdoc/>
    public Tensor this[int index] => several is null && index == 0 ? first : several![index];

    /// <summary>
    /// The tensor of the model's input or output of this name:
    /// <c>x: new() { ["words"] = words, ["habits"] = habits }</c>.
    /// </summary>
    public Tensor this[string name]
    {
        init
        {
            (several, names) = ([.. several ?? [], value], [.. names ?? [], name]);
            (first, Count) = (several[0], several.Length);
        }
    }

    /// <summary>A list of these tensors.</summary>
    public static TensorList Of(ReadOnlySpan<Tensor> tensors) =>
        tensors.Length switch { 0 => default, 1 => new(tensors[0]), _ => new(tensors.ToArray(), tensors.Length) };

    /// <summary>A list of one; an empty one for no tensor.</summary>
    public static implicit operator TensorList(Tensor tensor) => new(tensor);

    /// <summary>A list of these tensors.</summary>
    public static implicit operator TensorList(Tensor[] tensors) => Of(tensors);

    /// <summary>A list of these tensors.</summary>
    public static implicit operator TensorList(List<Tensor> tensors) => Of([.. tensors]);

    /// <summary>Tensors by the names of the model's inputs or outputs, in any order.</summary>
    public static implicit operator TensorList(Dictionary<string, Tensor> tensors) =>
        new([.. tensors.Values], tensors.Count, [.. tensors.Keys]);

    /// <summary>The tensors in the order of these names, if they were given by name.</summary>
    /// <exception cref="UnknownNameException">A name is not among them, or one of them is not given.</exception>
    internal TensorList InOrder(IReadOnlyList<string> known, string what)
    {
        if (names is null)
            return this;
        foreach (var name in names)
            if (!known.Contains(name))
                throw NameList.Unknown(what, name, known);
        var ordered = new Tensor[known.Count];
        for (var i = 0; i < ordered.Length; i++)
            ordered[i] = Array.IndexOf(names, known[i]) is >= 0 and var at ? several![at] : default;
        return new(ordered, ordered.Length);
    }

    /// <summary>Some of the rows of every tensor, as views.</summary>
    internal TensorList Rows(Range rows)
    {
        if (several is null)
            return Count == 0 ? default : new(first[rows]);
        var part = Arena.NewArray<Tensor>(Count);
        for (var i = 0; i < Count; i++)
            part[i] = several[i].HasValue ? several[i][rows] : default;
        return new(part, Count);
    }

    /// <summary>The rows with these numbers of every tensor, in this order.</summary>
    internal TensorList Gather(ReadOnlySpan<int> rows)
    {
        if (several is null)
            return Count == 0 ? default : new(first.Gather(rows));
        var part = Arena.NewArray<Tensor>(Count);
        for (var i = 0; i < Count; i++)
            part[i] = several[i].HasValue ? several[i].Gather(rows) : default;
        return new(part, Count);
    }

    /// <summary>Both, of a model with two outputs: <c>var (price, rooms) = model.PredictAll(x);</c></summary>
    /// <exception cref="ModelException">There are not two.</exception>
    public void Deconstruct(out Tensor first, out Tensor second)
    {
        NeedsCount(2);
        (first, second) = (this[0], this[1]);
    }

    /// <summary>All three, of a model with three outputs.</summary>
    /// <exception cref="ModelException">There are not three.</exception>
    public void Deconstruct(out Tensor first, out Tensor second, out Tensor third)
    {
        NeedsCount(3);
        (first, second, third) = (this[0], this[1], this[2]);
    }

    void NeedsCount(int count)
    {
        if (Count != count)
            throw new ModelException($"These are {Count} tensors.", $"{Count}, one variable for each", $"{count}",
                "Take as many variables as the model has outputs.");
    }

    /// <inheritdoc/>
    public IEnumerator<Tensor> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
