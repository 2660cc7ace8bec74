namespace Lessons.Lstm;

/// <summary>What is chosen by the validation months: how large the network is, and how long it learns.</summary>
sealed record Plan(int Units, int Epochs)
{
    #region plans
    public static readonly Plan[] All =
    [
        new(4, 30), new(4, 100),
        new(16, 30), new(16, 100),
        new(32, 30), new(32, 100),
    ];
    #endregion
}
