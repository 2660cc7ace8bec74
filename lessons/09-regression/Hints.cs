namespace Lessons.Regression;

/// <summary>Help with the exercises, in three steps: a question, the approach, the recipe.</summary>
static class Hints
{
    public static readonly string[] Gradient =
    [
        """
        One prediction moves up by a little. By how much does |p − y| change if p is above y? And if it is below?
        The section "Which way is down?" shows the numbers for five tracts.
        """,
        """
        The slope of |e| is 1 for a positive e and −1 for a negative one; where e is 0 we take 0.
        The loss is a mean, so each prediction has a share of 1/N in it.
        """,
        """
        1. Make a new array of p.Length numbers.
        2. Element n is (double)Math.Sign(p[n] - y[n]) / p.Length.
           Without the cast C# divides whole numbers, and 1 / 5 is 0.
        3. Return the array.
        """,
    ];

    public static readonly string[] Huber =
    [
        """
        How high is e²/2 at e = d? And how steep is it there?
        A negative error costs as much as a positive one.
        """,
        """
        At e = d the curve has the height d²/2 and the slope d. A line through that point, with that slope,
        is d²/2 + d·(|e| − d).
        """,
        """
        1. a = Math.Abs(e).
        2. If a <= d, return e * e / 2.
        3. Otherwise return d * d / 2 + d * (a - d), which is d·(a − d/2).
        """,
    ];

    public static readonly string[] BestEpoch =
    [
        """
        Take the losses 5, 4, 4.5, 4.2, 3 and a patience of 2. After which epoch does training stop?
        Has it seen the 3?
        """,
        """
        Walk through the epochs. Remember the epoch of the lowest loss so far, and count how many have passed since.
        A loss that is only equal is no improvement.
        """,
        """
        1. best = 0.
        2. For every epoch from 1 on: if losses[epoch] < losses[best], then best = epoch;
           otherwise, if epoch - best == patience, leave the loop.
        3. Return best.
        """,
    ];
}
