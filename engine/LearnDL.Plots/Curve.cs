using LearnDL.Models;

namespace LearnDL.Plots;

/// <summary>
/// One line of a learning curve: its name in the key, its values, and the epoch after which each was measured.
/// Where a value is NaN or infinite the line is broken.
/// </summary>
/// <param name="Name">Its name in the key.</param>
/// <param name="Values">What was measured.</param>
/// <param name="Epochs">The epoch of every value, counted from 1, for what is not measured after every epoch;
/// by default 1, 2, 3, …</param>
public sealed record Curve(string Name, IReadOnlyList<double> Values, IReadOnlyList<int>? Epochs = null)
{
    /// <summary>What <c>Fit</c> reported under a key, each value at its epoch.</summary>
    /// <param name="history">What Fit returned.</param>
    /// <param name="key">"loss", "val_loss", …</param>
    /// <param name="name">The name in the key; <paramref name="key"/> if none is given.</param>
    /// <exception cref="UnknownNameException">Nothing of this name was reported.</exception>
    public static Curve Of(History history, string key, string? name = null) =>
        // a history counts from 0, readers from 1
        new(name ?? key, history[key], [.. history.EpochsOf(key).Select(epoch => epoch + 1)]);

    /// <summary>Where its values stand: at its epochs, or at 1, 2, 3, …</summary>
    internal IReadOnlyList<int> Places => Epochs ?? [.. Enumerable.Range(1, Values.Count)];
}
