namespace LearnDL;

/// <summary>How far a float is from the exact value, in units in the last place of the float nearest to it.</summary>
static class UlpError
{
    /// <summary>
    /// The error in ulp; ∞ where a number came out as NaN, a NaN as a number, or an infinity on the wrong side.
    /// </summary>
    public static double Of(float got, double exact)
    {
        if (double.IsNaN(exact))
            return float.IsNaN(got) ? 0 : double.PositiveInfinity;
        var nearest = (float)exact;
        if (got == nearest)
            return 0; // also ∞ = ∞ and -0 = 0
        if (!float.IsFinite(got) || !float.IsFinite(nearest))
            return float.IsFinite(got) && MathF.Abs(got) == float.MaxValue
                || float.IsFinite(nearest) && MathF.Abs(nearest) == float.MaxValue
                ? 1 : double.PositiveInfinity;
        double magnitude = MathF.Abs(nearest);
        return Math.Abs(exact - got) / (MathF.BitIncrement((float)magnitude) - magnitude);
    }
}
