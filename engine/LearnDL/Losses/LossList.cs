using System.Collections;
using System.Runtime.CompilerServices;

namespace LearnDL.Losses;

/// <summary>
/// The losses that Compile is given: one, <c>"mse"</c>, for every output; or one for each, in their order,
/// <c>["mse", new Huber()]</c>, or by the outputs' names. An output with none (null, or a name left out) is not
/// trained.
/// </summary>
[CollectionBuilder(typeof(LossList), nameof(Of))]
public sealed class LossList : IReadOnlyList<Loss?>
{
    readonly Loss?[] losses;
    readonly string[]? names;
    readonly bool isForAll;

    /// <summary>No output is named yet.</summary>
    public LossList() : this([], [])
    {
    }

    LossList(Loss?[] losses, string[]? names = null, bool isForAll = false) =>
        (this.losses, this.names, this.isForAll) = (losses, names, isForAll);

    /// <inheritdoc/>
    public int Count => losses.Length;

    /// <inheritdoc/>
    public Loss? this[int index] => losses[index];

    /// <summary>
    /// The loss of the output of this name: <c>loss: new() { ["price"] = "mse", ["rooms"] = new Huber() }</c>.
    /// </summary>
    public Loss? this[string output]
    {
        init => (losses, names) = ([.. losses, value], [.. names ?? [], output]);
    }

    /// <summary>A list of these losses, one for every output.</summary>
    public static LossList Of(ReadOnlySpan<Loss?> losses) => new(losses.ToArray());

    /// <summary>A loss for every output.</summary>
    public static implicit operator LossList?(Loss? loss) => loss is null ? null : new([loss], isForAll: true);

    /// <summary>A loss by its name, for every output.</summary>
    /// <exception cref="UnknownNameException">The name is not known; the error lists those that are.</exception>
    public static implicit operator LossList(string name) => new([Loss.Get(name)], isForAll: true);

    /// <summary>A list of these losses, one for every output.</summary>
    public static implicit operator LossList(Loss?[] losses) => Of(losses);

    /// <summary>Losses by their names, one for every output.</summary>
    /// <exception cref="UnknownNameException">A name is not known; the error lists those that are.</exception>
    public static implicit operator LossList(string[] names) => new([.. names.Select(Loss.Get)]);

    /// <summary>Losses by the names of outputs.</summary>
    public static implicit operator LossList(Dictionary<string, Loss> losses) =>
        new([.. losses.Values], [.. losses.Keys]);

    /// <summary>Losses, by their names, by the names of outputs.</summary>
    /// <exception cref="UnknownNameException">A loss's name is not known; the error lists those that are.</exception>
    public static implicit operator LossList(Dictionary<string, string> losses) =>
        new([.. losses.Values.Select(Loss.Get)], [.. losses.Keys]);

    /// <summary>A loss, or none, for each of the outputs.</summary>
    /// <exception cref="LearnDLException">An output's name is not known, or there are not as many losses as
    /// outputs.</exception>
    internal Loss?[] For(IReadOnlyList<string> outputs)
    {
        if (names is not null)
            return PerOutput.Ordered(names, losses, outputs, "loss");
        return isForAll ? [.. outputs.Select(_ => losses[0])] : PerOutput.Counted(losses, outputs, "loss");
    }

    /// <inheritdoc/>
    public IEnumerator<Loss?> GetEnumerator() => ((IEnumerable<Loss?>)losses).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
