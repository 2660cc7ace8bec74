namespace Lessons.Lstm;

/// <summary>Help with the exercises, in three steps: a question, the approach, the recipe.</summary>
static class Hints
{
    public static readonly string[] Windows =
    [
        """
        Write the windows down for the series 10, 20, 30, 40, 50 and length 3.
        Which is the last one that has a target?
        """,
        """
        Window n begins at place n, and its target stands at place n + length. That place has to exist,
        so there are series.Length − length windows.
        """,
        """
        1. count = series.Length - length.
        2. For every n below count: X[n] = series[n..(n + length)] and Y[n] = series[n + length].
        3. Return (X, Y).
        """,
    ];

    public static readonly string[] Step =
    [
        """
        The section "The LSTM" has six equations. Which one comes first?
        And which of the four blocks goes through tanh, not through the sigmoid?
        """,
        """
        z = x·W + hPrev·R + b falls into four blocks of columns, in the order i, f, g, o.
        i, f and o go through the sigmoid, g through tanh. Then c = f∘cPrev + i∘g, and h = o∘tanh(c).
        """,
        """
        1. z = x.Dot(W).Add(hPrev.Dot(R)).AddRow(b).
        2. var (zi, zf, zg, zo) = z.SplitColumns(4).
        3. i = zi.Sigmoid(), f = zf.Sigmoid(), g = zg.Tanh(), o = zo.Sigmoid().
        4. c = f.Multiply(cPrev).Add(i.Multiply(g)).
        5. Return (o.Multiply(c.Tanh()), c).
        """,
    ];

    public static readonly string[] StepBack =
    [
        """
        Go backward through h = tanh(z), with z = x·W + hPrev·R + b.
        What is the slope of tanh, written with its output h?
        """,
        """
        First through tanh: dz = dh∘(1 − h²). Then through the product hPrev·R, to both of its factors:
        to hPrev by R transposed, to R by hPrev transposed. The shapes say on which side each one stands.
        """,
        """
        1. dz = dh.Multiply(h.TanhSlope()), since TanhSlope is 1 − h².
        2. dhPrev = dz.DotTransposed(R), which is dz·Rᵀ.
        3. dR = hPrev.TransposedDot(dz), which is hPrevᵀ·dz.
        4. Return (dhPrev, dR).
        """,
    ];
}
