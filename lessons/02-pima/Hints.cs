namespace Lessons.Pima;

/// <summary>Help with the exercises, in three steps: a question, the approach, the recipe.</summary>
static class Hints
{
    public static readonly string[] Loss =
    [
        """
        Take one row with y = 1 and p = 0.9. Which half of the formula is 0?
        What does the row cost? And what if y were 0?
        """,
        """
        Go through the rows in a loop, add up what each one costs, and divide once at the end.
        The natural logarithm in C# is Math.Log.
        """,
        """
        1. sum = 0.
        2. For every i: sum -= y[i] * Math.Log(p[i]) + (1 - y[i]) * Math.Log(1 - p[i]).
        3. Return sum / y.Length.
        """,
    ];

    public static readonly string[] Step =
    [
        """
        The section "One neuron by hand" shows this step in three pieces: forward, backward, downhill.
        Which tensors does each of them make, and of which shapes?
        """,
        """
        Forward gives p, the probabilities (N, 1). Backward begins with dz = (p − y)/N and leads to dw and db,
        which have the shapes of w and b. Downhill means: subtract the gradient times the rate.
        """,
        """
        1. p = x.Dot(w).AddRow(b).Sigmoid().
        2. dz = p.Subtract(y).Scale(1.0 / N), where N is x.Shape[0].
        3. dw = x.TransposedDot(dz) and db = dz.SumRows().
        4. Return (w.Subtract(dw.Scale(rate)), b.Subtract(db.Scale(rate))).
        """,
    ];

    public static readonly string[] Sensitivity =
    [
        "The question is about the ill only. Which of the four numbers count people who are ill?",
        """
        Row 1 holds the ill: those who were missed, counts[1, 0], and those who were found, counts[1, 1].
        The share is the found among all of them.
        """,
        """
        1. found = counts[1, 1].
        2. ill = counts[1, 0] + counts[1, 1].
        3. Return (double)found / ill. Without the cast C# divides whole numbers, and 32 / 54 is 0.
        """,
    ];
}
