namespace LearnDL.Metrics;

/// <summary>The area under a curve whose points are the thresholds, from the highest to the lowest.</summary>
sealed class AreaUnderCurve
{
    static readonly string[] curves = ["ROC", "PR"], methods = ["interpolation", "minoring", "majoring"];

    /// <exception cref="HyperparameterException">There is no such curve or method.</exception>
    public AreaUnderCurve(string curve, string method)
    {
        Curve = Word("curve", curve, curves);
        Method = Word("summationMethod", method, methods);
    }

    /// <summary>"ROC" or "PR".</summary>
    public string Curve { get; }

    /// <summary>"interpolation", "minoring" or "majoring".</summary>
    public string Method { get; }

    static string Word(string setting, string word, string[] known) =>
        Array.Find(known, one => one.Equals(word, StringComparison.OrdinalIgnoreCase))
        ?? throw new HyperparameterException($"AUC does not know the {setting} '{word}'.",
            string.Join(", ", known.Select(one => $"\"{one}\"")), $"\"{word}\"", $"\"{known[0]}\" is the default.");

    /// <summary>Σ over neighbouring thresholds A &lt; B of the area between their points.</summary>
    public double Of(ThresholdBuckets buckets, int label)
    {
        ReadOnlySpan<double> yes = buckets.Yes(label), no = buckets.No(label);
        var (allYes, allNo) = (Sum(yes), Sum(no));
        double area = 0, tpB = yes[^1], fpB = no[^1];   // right and wrong yes above the highest threshold
        for (var i = buckets.Count - 1; i > 0; i--)
        {
            var (tpA, fpA) = (tpB + yes[i], fpB + no[i]); // … above the one before
            area += Curve == "ROC"
                ? (Share(fpA, allNo) - Share(fpB, allNo)) * Height(Share(tpA, allYes), Share(tpB, allYes))
                : Method == "interpolation" ? Share(Between(tpA, fpA, tpB, fpB), allYes)
                : (Share(tpA, allYes) - Share(tpB, allYes)) * Height(Share(tpA, tpA + fpA), Share(tpB, tpB + fpB));
            (tpB, fpB) = (tpA, fpA);
        }
        return area;
    }

    double Height(double a, double b) =>
        Method == "interpolation" ? (a + b) / 2 : Method == "minoring" ? Math.Min(a, b) : Math.Max(a, b);

    /// <summary>
    /// ∫ precision dTP from B to A, where TP and P = TP + FP grow evenly: precision = (TPʙ + s(P − Pʙ)) / P with the
    /// slope s = dTP / dP, so the integral is s(dTP + (TPʙ − sPʙ) ln(Pᴀ / Pʙ)).
    /// </summary>
    static double Between(double tpA, double fpA, double tpB, double fpB)
    {
        double dTP = tpA - tpB, pA = tpA + fpA, pB = tpB + fpB;
        var s = Share(dTP, pA - pB);
        return s * (dTP + (pB > 0 ? (tpB - s * pB) * Math.Log(pA / pB) : 0));
    }

    /// <summary>a / b, 0 where b is 0.</summary>
    static double Share(double a, double b) => b == 0 ? 0 : a / b;

    static double Sum(ReadOnlySpan<double> counts)
    {
        var sum = 0.0;
        foreach (var count in counts)
            sum += count;
        return sum;
    }
}
