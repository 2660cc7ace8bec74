namespace Lessons.Mnist;

/// <summary>Help with the exercises, in three steps: a question, the approach, the recipe.</summary>
static class Hints
{
    public static readonly string[] Scale =
    [
        """
        Three things change: the type of the numbers, their range, and the shape.
        Can a byte hold 0.5? What does that say about the order?
        """,
        """
        First Cast to Float32, then divide by the largest byte, 255, then Reshape.
        You need not name both lengths of the new shape: -1 stands for whatever is left.
        """,
        """
        1. images.Cast(DType.Float32)
        2. .Scale(1.0 / 255)
        3. .Reshape(-1, 784), which lays the 28 · 28 pixels of an image out in one row.
        """,
    ];

    public static readonly string[] Loss =
    [
        "Each row has K probabilities. How many of them does the loss look at?",
        """
        Only that of the true class: p.At(n, classes[n]).
        A row costs −ln of it; the loss is the mean of all rows.
        """,
        """
        1. sum = 0.
        2. For every n: sum -= Math.Log(p.At(n, classes[n])).
        3. Return sum / classes.Length.
        """,
    ];

    public static readonly string[] Worst =
    [
        "A row's loss is −ln p of its true class. Is a high loss a large probability, or a small one?",
        """
        So no logarithm is needed: sort the row numbers by the probability of the true class,
        the smallest first, and take as many as were asked for.
        """,
        """
        1. Enumerable.Range(0, classes.Length) are the row numbers.
        2. .OrderBy(n => p.At(n, classes[n]))
        3. .Take(count).ToArray()
        """,
    ];
}
