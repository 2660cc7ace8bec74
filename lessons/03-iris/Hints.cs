namespace Lessons.Iris;

/// <summary>Help with the exercises, in three steps: a question, the approach, the recipe.</summary>
static class Hints
{
    public static readonly string[] Softmax =
    [
        """
        What is Math.Exp(1000)? And infinity divided by infinity?
        The section "Softmax by hand" shows what to do first.
        """,
        """
        Subtracting one number m from all scores changes nothing: e^(z − m) is e^z / e^m, and the sum
        is divided by e^m as well. Which m lets no power overflow, and keeps one of them from being 0?
        """,
        """
        1. m = z.Max(), the largest score.
        2. e[k] = Math.Exp(z[k] - m), in a new array: z itself stays as it is.
        3. Divide each e[k] by the sum of all of them, and return the array.
        """,
    ];

    public static readonly string[] Gradient =
    [
        """
        For one row the lesson finds a very short gradient. What is it?
        And what does it change that the loss is a mean over N rows?
        """,
        "For one row it is p − y. The loss is the mean of N such losses, so each row has a share of 1/N in it.",
        """
        1. p.Subtract(y), of shape (N, K).
        2. Scale it by 1.0 / p.Shape[0] and return it. (p.Size would be N·K.)
        """,
    ];

    public static readonly string[] Accuracy =
    [
        "When is a row right? Does its largest probability have to be above one half?",
        """
        For every row, find the position of the largest probability and compare it with the class.
        p.ArgMax() gives all positions at once. Count the rows where both agree.
        """,
        """
        1. guesses = p.ArgMax().ToArray<int>().
        2. Count the n for which guesses[n] == classes[n].
        3. Return (double)count / classes.Length. Without the cast C# divides whole numbers.
        """,
    ];
}
