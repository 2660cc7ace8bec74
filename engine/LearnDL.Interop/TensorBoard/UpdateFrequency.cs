namespace LearnDL.Interop;

/// <summary>
/// When a callback writes the figures of a training: after every epoch, "epoch"; after every batch too, "batch"; or
/// after a number of batches: <c>updateFreq: 100</c>.
/// </summary>
public readonly struct UpdateFrequency
{
    UpdateFrequency(int? batches) => Batches = batches;

    /// <summary>After how many batches; null after epochs alone.</summary>
    public int? Batches { get; }

    /// <summary>After every epoch, or after every batch.</summary>
    /// <exception cref="HyperparameterException">It is another word than "epoch" and "batch".</exception>
    public static implicit operator UpdateFrequency(string word) => word switch
    {
        "epoch" => default,
        "batch" => new(1),
        _ => throw Wrong($"\"{word}\""),
    };

    /// <summary>After every so many batches, counted through all epochs.</summary>
    /// <exception cref="HyperparameterException">Less than 1.</exception>
    public static implicit operator UpdateFrequency(int batches) =>
        batches >= 1 ? new(batches) : throw Wrong($"{batches}");

    static HyperparameterException Wrong(string got) => new("There is no such updateFreq.",
        "\"epoch\", \"batch\", or a number of batches from 1 up", got, "Leave it out to write after every epoch.");
}
