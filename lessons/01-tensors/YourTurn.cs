using LearnDL.Lessons;

namespace Lessons.Tensors;

/// <summary>
/// Your turn, in a copy of your own. This makes one, my/01-tensors:
/// dotnet run -c Release --project lessons/01-tensors -- start
/// Replace each Gap there with code, then run:
/// dotnet run -c Release --project lessons/01-tensors -- --check
/// </summary>
static class YourTurn
{
    #region fahrenheit
    // Temperatures in °C, any shape.
    // Return them in °F: F = 1.8·C + 32.
    public static Tensor Fahrenheit(Tensor celsius) =>
        Gap.Here<Tensor>();
    #endregion

    #region centre
    // A table (N, D). Subtract from every column its own mean,
    // so that each column's mean becomes 0.
    public static Tensor CentreColumns(Tensor x) =>
        Gap.Here<Tensor>();
    #endregion

    #region totals
    // counts (N, D): how many of D goods are in each of N
    // baskets; prices (D). Return what each basket costs, (N).
    public static Tensor Totals(Tensor counts, Tensor prices) =>
        Gap.Here<Tensor>();
    #endregion

    #region middle
    // Pictures (N, 28, 28). Return the middle of each:
    // rows and columns 7 to 20, so (N, 14, 14).
    public static Tensor Middle(Tensor pictures) =>
        Gap.Here<Tensor>();
    #endregion
}
