namespace LearnDL;

/// <summary>
/// Says which random numbers are meant. They are not drawn one after the other but computed, by <see cref="Philox"/>,
/// from what is said here and from an element's place; so they are the same whoever computes them, in any order, on
/// any number of threads or machines. Two of these that differ in anything but the first sample share no number.
/// </summary>
/// <param name="Seed">The seed of the model, or of a layer that has its own.</param>
/// <param name="Call">The number of the layer's use in its model, below 2²⁴.</param>
/// <param name="Step">How many steps the optimizer has taken, below 2⁴⁸.</param>
/// <param name="MicroBatch">The part of the step's batch, where it is computed in several, below 2¹⁶.</param>
/// <param name="FirstSample">The place in the whole batch of the first sample; all places are below 2³².</param>
/// <param name="Stream">Tells apart what one use draws in one step, such as the masks of several gates, below
/// 2⁸.</param>
public readonly record struct Draws(int Seed, int Call = 0, long Step = 0, int MicroBatch = 0, long FirstSample = 0,
    int Stream = 0)
{
    /// <summary>The key says whose numbers they are: the seed (32 bits); the call (24), the stream (8).</summary>
    internal (uint, uint) Key => ((uint)Seed, ((uint)Call << 8) | (uint)Stream);

    /// <summary>
    /// The counter says which of them: the block of four words within the sample (32 bits); the sample in the batch
    /// (32); the step's lower 32 bits; its upper 16, the micro-batch (16).
    /// </summary>
    internal (uint, uint, uint, uint) Counter(int block, int n) =>
        ((uint)block, (uint)(FirstSample + n), (uint)Step, ((uint)(Step >> 32) << 16) | (uint)MicroBatch);

    /// <summary>Element i of sample n in [0, 1), Float32: the upper 24 bits of a word of its own.</summary>
    internal float Single(int n, int i)
    {
        var (a, b, c, d) = Philox.Block(Key, Counter(i / 4, n));
        var word = (i % 4) switch { 0 => a, 1 => b, 2 => c, _ => d };
        return (word >> 8) * (1f / (1 << 24));
    }

    /// <summary>Element i of sample n in [0, 1), Float64: the upper 53 bits of two words of its own.</summary>
    internal double Double(int n, int i)
    {
        var (a, b, c, d) = Philox.Block(Key, Counter(i / 2, n));
        var (low, high) = i % 2 == 0 ? (a, b) : (c, d);
        return (((ulong)high << 32 | low) >> 11) * (1.0 / (1L << 53));
    }

    /// <summary>
    /// Says that a number has more bits than there is room for, so that other draws would be the same.
    /// </summary>
    /// <exception cref="HyperparameterException">It has.</exception>
    internal void Check(int samples)
    {
        Below(24, Call, nameof(Call));
        Below(48, Step, nameof(Step));
        Below(16, MicroBatch, nameof(MicroBatch));
        Below(32, FirstSample, nameof(FirstSample));
        Below(32, FirstSample + Math.Max(0, samples - 1), "The last sample");
        Below(8, Stream, nameof(Stream));
    }

    static void Below(int bits, long value, string name)
    {
        if (value < 0 || value >> bits != 0)
            throw new HyperparameterException($"{name} is too large for random numbers of its own.",
                $"0 to {(1L << bits) - 1:N0}", $"{value:N0}", "Count from 0.");
    }
}
