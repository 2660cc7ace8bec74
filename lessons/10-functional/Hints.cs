namespace Lessons.Functional;

/// <summary>Help with the exercises, in three steps: a question, the approach, the recipe.</summary>
static class Hints
{
    public static readonly string[] Cut =
    [
        """
        Forward, the columns of the inputs were put side by side: first all of input 0, then all of input 1.
        In which columns of dc does the gradient of input 1 stand?
        """,
        """
        A join computes nothing, so its gradient computes nothing, either: each input gets its own columns back.
        Walk along the widths and remember where you are. dc[.., a..b] is the columns from a up to b.
        """,
        """
        1. from = 0, and an array of widths.Length tensors.
        2. For every i: parts[i] = dc[.., from..(from + widths[i])], then from += widths[i].
        3. Return the array.
        """,
    ];

    public static readonly string[] TextGradient =
    [
        """
        t is used twice. If it changes a little, through how many doors does the loss notice?
        Which columns of dc belong to t?
        """,
        """
        By way of the join: the first T columns of dc. By way of the auxiliary output: da times vᵀ, times the weight
        of its loss. What is used twice gets the sum.
        """,
        """
        1. T = v.Shape[0]; fromJoin = dc[.., ..T].
        2. fromText = da.DotTransposed(v).Scale(weight), of shape (N, T).
        3. Return fromJoin.Add(fromText).
        """,
    ];

    public static readonly string[] Shuffled =
    [
        """
        Take a pencil: x has the rows [1 2] and [3 4], the column is 0, and order is 1 0. What comes out?
        Does x itself change?
        """,
        """
        Copy x with x.Keep(), and change the copy. Read from x, not from the copy: there the number you need may have
        been written over already.
        """,
        """
        1. result = x.Keep(); values = result.AsSpan<float>(); D = x.Shape[1].
        2. For every n: values[n * D + column] = (float)x.At(order[n], column).
        3. Return result.
        """,
    ];
}
