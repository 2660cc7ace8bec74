using System.Runtime.CompilerServices;

namespace LearnDL.Numbers;

/// <summary>
/// Makes evenly distributed numbers normally distributed ones: z with Φ(z) = q + ½, for q in [−½, ½), by the rational
/// approximations of Wichura (1988, algorithm AS 241), good to 16 digits. The operand is q, and then mean + stddev·z.
/// </summary>
/// <param name="mean">The mean.</param>
/// <param name="stddev">The standard deviation.</param>
/// <param name="least">How near to the end a probability comes: half of what q is a multiple of.</param>
readonly struct NormalQuantile(double mean, double stddev, double least) : IFormula
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IFormula.Compute<V, TPlaces>(TPlaces at)
    {
        V lowest = least;
        for (var n = 0; n < at.Length; n += V.Count)
            at[0, n] = mean + stddev * Of(at[0, n], lowest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Of<V>(V q, V least) where V : struct, INumbers<V>
    {
        var inner = 0.180625 - q * q;                               // |q| at most 0.425
        var r = V.Sqrt(-V.Log(V.Max(0.5 - V.Abs(q), least)));       // the tails: √(−ln p) of the nearer end's p
        var tail = V.IfGreater(r, 5, Far(r - 5), Near(r - 1.6));
        return V.IfAtMost(V.Abs(q), 0.425, q * Middle(inner), V.IfGreater(0, q, -tail, tail));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Middle<V>(V r) where V : struct, INumbers<V> =>
        (((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r
            + 45921.953931549871457) * r + 13731.693765509461125) * r + 1971.5909503065514427) * r
            + 133.14166789178437745) * r + 3.3871328727963666080)
        / (((((((5226.4952788528545610 * r + 28729.085735721942674) * r + 39307.895800092710610) * r
            + 21213.794301586595867) * r + 5394.1960214247511077) * r + 687.18700749205790830) * r
            + 42.313330701600911252) * r + 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Near<V>(V r) where V : struct, INumbers<V> =>
        (((((((7.7454501427834140764e-4 * r + 0.022723844989269184187) * r + 0.24178072517745061177) * r
            + 1.2704582524523684520) * r + 3.6478483247632045826) * r + 5.7694972214606914055) * r
            + 4.6303378461565452959) * r + 1.4234371107496835773)
        / (((((((1.0507500716444169339e-9 * r + 5.47593808499534494600e-4) * r + 0.015198666563616457197) * r
            + 0.14810397642748007459) * r + 0.68976733498510000455) * r + 1.6763848301838038494) * r
            + 2.0531916266377588000) * r + 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Far<V>(V r) where V : struct, INumbers<V> =>
        (((((((2.0103343992922881077e-7 * r + 2.7115555687434876151e-5) * r + 0.0012426609473880784428) * r
            + 0.026532189526576124093) * r + 0.29656057182850487478) * r + 1.7848265399172913358) * r
            + 5.4637849111641143699) * r + 6.6579046435011037772)
        / (((((((2.0442631033899397239e-15 * r + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r
            + 7.8686913114561330960e-4) * r + 0.014875361290850615025) * r + 0.13692988092273580530) * r
            + 0.59983220655588793769) * r + 1);
}
