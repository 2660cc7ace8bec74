namespace LearnDL.Interop.Onnx;

/// <summary>Names that differ: a second "dense/MatMul" becomes "dense/MatMul_1".</summary>
sealed class NameSupply
{
    readonly Dictionary<string, int> uses = [];

    public string Unique(string wanted)
    {
        if (uses.TryAdd(wanted, 1))
            return wanted;
        string name;
        do
            name = $"{wanted}_{uses[wanted]++}";
        while (!uses.TryAdd(name, 1));
        return name;
    }
}
