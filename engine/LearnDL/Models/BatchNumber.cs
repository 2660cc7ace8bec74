namespace LearnDL.Models;

/// <summary>Which batch of a training it is, both numbers from 0; errors count from 1.</summary>
readonly record struct BatchNumber(int Epoch, int Batch)
{
    public override string ToString() => $"epoch {Epoch + 1}, batch {Batch + 1}";
}
