namespace Lessons.Mnist;

/// <summary>What a training came to.</summary>
/// <param name="Units">The widths of the hidden layers.</param>
/// <param name="Accuracy">On the held rows.</param>
/// <param name="Seconds">How long the training took, its validation included.</param>
/// <param name="Weights">How many numbers were trained.</param>
sealed record Outcome(string Units, double Accuracy, double Seconds, long Weights);
