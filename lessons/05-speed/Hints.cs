namespace Lessons.Speed;

/// <summary>Help with the exercises, in three steps: a question, the approach, the recipe.</summary>
static class Hints
{
    public static readonly string[] LoopOrder =
    [
        """
        In versions 1 and 2 a row of the result is ready before the next one begins.
        Is that so when k is outermost? What has to be in the result before the first k?
        """,
        """
        Clear the result first. Then each round of k adds one product to every element:
        result[i, j] += x[i, k] · y[k, j]. In an array of n columns, element [i, j] lies at i · n + j.
        """,
        """
        1. Array.Clear(result).
        2. For every k, for every i: a = x[i * n + k].
        3. For every j: result[i * n + j] = MathF.FusedMultiplyAdd(a, y[k * n + j], result[i * n + j]).
        """,
    ];

    public static readonly string[] RowDot =
    [
        """
        How many columns fit into one vector on your machine? How many are left over when n is 70?
        Which elements of y does one vector of sums need?
        """,
        """
        Walk along the columns, Vector<float>.Count at a time. A vector of sums begins at zero, and for every k
        takes up x[k] times a piece of row k of y. The columns left over get the same, one by one.
        """,
        """
        1. n = result.Length, lanes = Vector<float>.Count, j = 0.
        2. While j + lanes <= n: sums = Vector<float>.Zero; then for every k
              sums = Vector.FusedMultiplyAdd(Vector.Create(x[k]), new Vector<float>(y, k * n + j), sums);
           then sums.CopyTo(result, j) and j += lanes.
        3. For each j that is left: sum = 0f; then for every k
              sum = MathF.FusedMultiplyAdd(x[k], y[k * n + j], sum);
           then result[j] = sum.
        """,
    ];

    public static readonly string[] PackTransposed =
    [
        """
        Take a pencil: y has 3 rows of 2 numbers, the panel is 2 wide and begins at column 0.
        Where does y[1, 0] go? And at which place of the array y does it lie?
        """,
        """
        Two loops: over the steps s, and over the columns c of the panel. With r = column + c, element [r, s]
        lies at y[r * k + s]. The last panel may reach beyond the matrix: then r is n or more.
        """,
        """
        1. For s from 0 to k − 1, for c from 0 to width − 1:
        2. r = column + c.
        3. panel[s * width + c] = r < n ? y[r * k + s] : 0.
        """,
    ];
}
