namespace Lessons.Text;

/// <summary>Help with the exercises, in three steps: a question, the approach, the recipe.</summary>
static class Hints
{
    public static readonly string[] Pad =
    [
        """
        Take a pencil: what become [7 8] and [1 2 3 4 5] at length 4?
        Where does the last word end up, in both?
        """,
        """
        The last word always comes last. So fill the result from its end: as many words as fit,
        from the end of the list. What is not filled in a new array is 0 already.
        """,
        """
        1. padded = new int[length].
        2. kept = Math.Min(words.Length, length).
        3. Array.Copy(words, words.Length - kept, padded, length - kept, kept).
        4. Return padded.
        """,
    ];

    public static readonly string[] EmbeddingGradient =
    [
        """
        Forward, row ids[t] of the embedding was copied to place t. What comes back along this way?
        And what if a word occurs twice?
        """,
        """
        Row ids[t] of dE gets dy[t]. A word that occurs twice changed the loss in two places, so its gradients
        are added. A product does that: a table of ones and zeros that says which word stands where, transposed.
        """,
        """
        1. which = Tensor.From(ids).OneHot(vocabulary), of shape (T, vocabulary).
        2. Return which.TransposedDot(dy), of shape (vocabulary, D). It adds up dy[t] where the word is the same.
        """,
    ];

    public static readonly string[] Carry =
    [
        "Look at one mail. If its mask is 1, which of the two states is the answer? And if it is 0?",
        """
        A choice by ones and zeros is a sum: mask·h + (1 − mask)·hPrev. The mask has one number per mail,
        that is one per row: a column.
        """,
        """
        1. kept = mask.Affine(-1, 1), which is 1 − mask.
        2. Return h.MultiplyColumn(mask).Add(hPrev.MultiplyColumn(kept)).
        """,
    ];
}
