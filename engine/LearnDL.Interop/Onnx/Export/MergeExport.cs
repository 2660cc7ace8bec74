using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>
/// Layers that merge tensors number by number. ONNX stretches axes of size 1 as LearnDL does, but puts missing axes in
/// front and not behind that of the samples.
/// </summary>
static class MergeExport
{
    public static OnnxValue[] Sum(OnnxGraph g, Add layer, OnnxValue[] x) => InTurn(g, layer, x, "Add");

    public static OnnxValue[] Difference(OnnxGraph g, Subtract layer, OnnxValue[] x) => InTurn(g, layer, x, "Sub");

    public static OnnxValue[] Product(OnnxGraph g, Multiply layer, OnnxValue[] x) => InTurn(g, layer, x, "Mul");

    public static OnnxValue[] Mean(OnnxGraph g, Average layer, OnnxValue[] x) =>
        Merged(g, layer, x, g.Op("Mean", Raised(g, x)));

    public static OnnxValue[] Largest(OnnxGraph g, Maximum layer, OnnxValue[] x) =>
        Merged(g, layer, x, Extreme(g, x, "Max", "Greater"));

    public static OnnxValue[] Smallest(OnnxGraph g, Minimum layer, OnnxValue[] x) =>
        Merged(g, layer, x, Extreme(g, x, "Min", "Less"));

    static OnnxValue[] InTurn(OnnxGraph g, Merge layer, OnnxValue[] x, string type) => Merged(g, layer, x,
        Raised(g, x).Aggregate((result, next) => g.Op(type, [result, next])));

    static OnnxValue[] Merged(OnnxGraph g, Merge layer, OnnxValue[] x, string y) =>
        [new OnnxValue(y, layer.ComputeOutputShape([.. x.Select(one => one.Shape)]), Mask(g, x))];

    /// <summary>The values with as many axes as the one that has most.</summary>
    static string[] Raised(OnnxGraph g, OnnxValue[] x) =>
        [.. x.Select(one => MaskExport.Raised(g, one.Name, one.Shape.Rank, x.Max(other => other.Shape.Rank)))];

    /// <summary>The largest or smallest; padding never wins against a real time step.</summary>
    static string Extreme(OnnxGraph g, OnnxValue[] x, string type, string beats)
    {
        var values = Raised(g, x);
        if (x.All(one => one.Mask is null))
            return g.Op(type, values);
        var rank = x.Max(one => one.Shape.Rank);
        string?[] isReal = [.. x.Select(one => one.Mask is { } mask
            ? MaskExport.Raised(g, MaskExport.IsReal(g, mask, one.Shape.Rank), one.Shape.Rank, rank) : null)];
        var (best, isBestReal) = (values[0], isReal[0]);
        for (var i = 1; i < x.Length; i++)
        {
            var takes = g.Op(beats, [values[i], best]);
            if (isBestReal is not null)
                takes = g.Op("Or", [takes, g.Op("Not", [isBestReal])]); // also where there is only padding so far
            if (isReal[i] is { } real)
                takes = g.Op("And", [takes, real]);                     // never where this one is padding
            best = g.Op("Where", [takes, values[i], best]);
            isBestReal = (isBestReal, isReal[i]) is ({ } before, { } now) ? g.Op("Or", [before, now]) : null;
        }
        return best;
    }

    /// <summary>A time step is padding where it is in all inputs: m = max(m1, m2, …); none where an input has none.
    /// </summary>
    static OnnxValue? Mask(OnnxGraph g, OnnxValue[] x)
    {
        if (x.Any(one => one.Mask is null))
            return null;
        var rank = x.Max(one => one.Shape.Rank);
        OnnxValue[] masks = [.. x.Select(one => Raised(g, one, rank))];
        var most = masks.Max(mask => mask.Shape.Rank);
        var sizes = masks.First(mask => mask.Shape.Rank == most).Shape;
        return masks.Length == 1 ? masks[0]
            : new OnnxValue(g.Op("Max", [.. masks.Select(mask => MaskExport.Stretched(g, mask, most))]), sizes);
    }

    /// <summary>The mask of a value that is raised to a rank.</summary>
    static OnnxValue Raised(OnnxGraph g, OnnxValue x, int rank)
    {
        var (mask, more) = (x.Mask!, rank - x.Shape.Rank);
        return new OnnxValue(MaskExport.Raised(g, mask.Name, mask.Shape.Rank, mask.Shape.Rank + more),
            [mask.Shape[0], .. Enumerable.Repeat(1, more), .. mask.Shape[1..]]);
    }
}
