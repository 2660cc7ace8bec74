namespace Lessons.Functional;

/// <summary>The eight habits of the file as nine numbers that a network can use.</summary>
static class Habits
{
    public const int Count = 9, Hour = 6;

    public static readonly string[] Names =
    [
        "words of the subject", "characters", "capitals, subject", "capitals, body", "links", "exclamation marks",
        "hour", "HTML"
    ];

    /// <summary>The columns of <see cref="Prepare"/> that a habit makes: the hour makes two.</summary>
    public static int[] Columns(int habit) => habit < Hour ? [habit] : habit == Hour ? [6, 7] : [8];

    #region prepare
    // (N, 8) → (N, 9): counts as logarithms; hours as a clock
    public static Tensor Prepare(Tensor habits)
    {
        var x = Tensor.Zeros([habits.Shape[0], Count]);
        var values = x.AsSpan<float>();
        var from = habits.AsSpan<float>();
        for (int n = 0, i = 0; n < from.Length; n += 8)
        {
            for (var d = 0; d < Hour; d++)
                values[i++] = d is 2 or 3
                    ? from[n + d]                 // a share
                    : MathF.Log(1 + from[n + d]); // a count
            var angle = 2 * MathF.PI * from[n + Hour] / 24;
            values[i++] = MathF.Sin(angle);
            values[i++] = MathF.Cos(angle);
            values[i++] = from[n + 7];            // 0 or 1
        }
        return x;
    }
    #endregion
}
