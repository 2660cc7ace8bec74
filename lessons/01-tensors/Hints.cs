namespace Lessons.Tensors;

/// <summary>Help with the exercises, in three steps: a question, the approach, the recipe.</summary>
static class Hints
{
    public static readonly string[] Fahrenheit =
    [
        """
        Each number becomes another one, whatever stands beside it.
        Which of the lesson's three families is that?
        """,
        """
        It is element by element: the same 1.8 and the same 32 for every number, in any shape.
        Multiply all of them by one number, then add another to all.
        """,
        """
        1. celsius.Affine(scale, shift) computes scale·x + shift of every element.
        2. The scale is 1.8, the shift is 32. Return that.
        The operators do the same: celsius * 1.8 + 32.
        """,
    ];

    public static readonly string[] CentreColumns =
    [
        """
        How many means does a table (N, D) have, if each column has its own?
        What is the shape of a tensor that holds them?
        """,
        """
        x.Mean(axis) takes an axis away. The mean of a column runs along axis 0, over the rows,
        and leaves the shape (D): one row. Every row of x then loses this same row: broadcast.
        """,
        """
        1. means = x.Mean(0), of shape (D).
        2. Return x.SubtractRow(means): it subtracts one row from every row.
        """,
    ];

    public static readonly string[] Totals =
    [
        """
        For one basket: 2 apples at 3 and 5 pears at 1 cost 2·3 + 5·1.
        Which of the three families multiplies pairs and adds them up?
        """,
        """
        A basket is a row of counts. Its total is that row times the prices, pair by pair, added up:
        a dot product. All N at once are the product of a table and a vector.
        """,
        """
        1. The shapes are (N, D) and (D). The sum runs over the D that both have; (N) remains.
        2. Return counts.Dot(prices).
        """,
    ];

    public static readonly string[] Middle =
    [
        """
        A picture has two axes. How do you write "rows 7 to 20" as a range in C#?
        """,
        """
        A tensor takes one range per axis, between square brackets. The first axis, the pictures,
        is taken whole: two dots.
        """,
        """
        1. A range leaves out its end, so rows 7 to 20 are 7..21.
        2. The columns get the same range.
        3. Return pictures[.., 7..21, 7..21].
        """,
    ];
}
