namespace LearnDL.Callbacks;

/// <summary>
/// When a callback saves: after every epoch, "epoch", or after a number of batches: <c>saveFreq: 100</c>.
/// </summary>
public readonly struct SaveFrequency
{
    SaveFrequency(int? batches) => Batches = batches;

    /// <summary>After how many batches; null after every epoch.</summary>
    public int? Batches { get; }

    /// <summary>After every epoch.</summary>
    /// <exception cref="UnknownNameException">It is another word than "epoch".</exception>
    public static implicit operator SaveFrequency(string word) =>
        word == "epoch" ? default : throw NameList.Unknown("saveFreq", word, ["epoch"]);

    /// <summary>After this many batches each time, counted through all epochs.</summary>
    /// <exception cref="HyperparameterException">Less than 1.</exception>
    public static implicit operator SaveFrequency(int batches) =>
        new(Hyperparameter.AtLeast(1, batches, "saveFreq"));
}
