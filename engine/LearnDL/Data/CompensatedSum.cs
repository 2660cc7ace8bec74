namespace LearnDL.Data;

/// <summary>
/// A sum that stays true over millions of numbers: what each addition rounds away is added up as well
/// (A. Neumaier, 1974, an improvement of Kahan's sum).
/// </summary>
struct CompensatedSum
{
    double sum, lost;

    public readonly double Value => sum + lost;

    public void Add(double x)
    {
        var next = sum + x;
        lost += Math.Abs(sum) >= Math.Abs(x) ? sum - next + x : x - next + sum;
        sum = next;
    }
}
