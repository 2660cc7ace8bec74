using LearnDL.Tensors;

namespace LearnDL.Optimizers;

// A moving average of the weights, which is smoother than the weights and often better.
public abstract partial class Optimizer
{
    Tensor[] averages = [];
    bool useEma;
    double emaMomentum = 0.99;
    int? emaOverwriteFrequency;

    /// <summary>
    /// Whether a moving average of every weight is kept, w̄ ← m·w̄ + (1 − m)·w after every batch (Polyak, Juditsky
    /// 1992); it begins with the weights after the first. At the end of Fit the weights become their averages. False by
    /// default.
    /// </summary>
    public bool UseEma { get => useEma; init => useEma = value; }

    /// <summary>m, from 0 to 1; 0.99 by default.</summary>
    /// <exception cref="HyperparameterException">Out of range.</exception>
    public double EmaMomentum { get => emaMomentum; init => emaMomentum = Momentum(value); }

    double Momentum(double value) => value is >= 0 and <= 1 ? value : throw new HyperparameterException(
        $"{GetType().Name}.EmaMomentum is out of range.", "a number from 0 to 1", $"{value}",
        "0.99 is usual: the last hundred steps count.");

    /// <summary>
    /// After every how many steps the weights become their averages in the middle of a training, too; none by default.
    /// </summary>
    /// <exception cref="HyperparameterException">Less than 1.</exception>
    public int? EmaOverwriteFrequency
    {
        get => emaOverwriteFrequency;
        init => emaOverwriteFrequency = Count(value, 1, nameof(EmaOverwriteFrequency));
    }

    int? Count(int? value, int least, string name) =>
        value is { } count ? Hyperparameter.AtLeast(least, count, $"{GetType().Name}.{name}") : null;

    void CreateAverages() => averages = UseEma ? NewSlot() : [];

    void Average()
    {
        var before = (batches - 1) / MicroBatches; // the steps taken before this batch, which Keras goes by
        var m = before == 0 ? 0 : EmaMomentum;
        for (var i = 0; i < averages.Length; i++)
            averages[i].Combine(m, parameters[i].Value, 1 - m, into: averages[i]); // w̄ ← m·w̄ + (1 − m)·w
        if (EmaOverwriteFrequency is { } frequency && (before + 1) % frequency == 0)
            TakeAverages();
    }

    /// <summary>Puts the averages in the place of the weights, where they are kept and a batch has made them.</summary>
    internal void TakeAverages()
    {
        if (batches > 0)
            for (var i = 0; i < averages.Length; i++)
                parameters[i].Value.CopyFrom(averages[i]);
    }
}
