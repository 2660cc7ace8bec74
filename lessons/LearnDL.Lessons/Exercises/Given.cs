using LearnDL.Tensors;

namespace LearnDL.Lessons;

/// <summary>
/// What a learner's code is given. Whoever computes in place changes the numbers of the caller, here the very numbers
/// that the answer is compared with; so the inputs are remembered and looked at before the answer is.
/// </summary>
/// <param name="inputs">Tensors and arrays.</param>
public sealed class Given(params object[] inputs)
{
    readonly object[][] before = [.. inputs.Select(Numbers)];

    /// <summary>Null when all inputs are as they were, otherwise a verdict that says so.</summary>
    public Verdict? Changed(string what) =>
        inputs.Zip(before).All(pair => Numbers(pair.First).SequenceEqual(pair.Second)) ? null
            : Verdict.Wrong($"Your code changed {what} it was given. Leave it as it is, and return new numbers.");

    static object[] Numbers(object input) => input switch
    {
        Tensor tensor => [.. tensor.Cast(DType.Float64).ToArray<double>()],
        Array array => [.. array.Cast<object>()],
        _ => throw new ArgumentException($"A {input.GetType().Name} cannot be changed in place, or cannot be compared.",
            nameof(input)),
    };
}
