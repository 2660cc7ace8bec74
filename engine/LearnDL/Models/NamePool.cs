namespace LearnDL.Models;

/// <summary>The names that layers of a model have, and Keras's names for others: dense, dense_1, max_pooling2d.</summary>
sealed class NamePool
{
    readonly HashSet<string> taken = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal); // of each kind, all below are taken

    public bool Contains(string name) => taken.Contains(name);

    public void Add(string name) => taken.Add(name);

    public void Remove(string name)
    {
        taken.Remove(name);
        numbers.Clear();
    }

    /// <summary>The first name of a kind that is free.</summary>
    public string Free(string kind)
    {
        var number = numbers.GetValueOrDefault(kind);
        while (taken.Contains(Name(kind, number)))
            number++;
        numbers[kind] = number;
        return Name(kind, number);
    }

    static string Name(string kind, int number) => number == 0 ? kind : $"{kind}_{number}";
}
