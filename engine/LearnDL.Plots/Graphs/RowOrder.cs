namespace LearnDL.Plots;

/// <summary>
/// The order of the items in their rows: row by row, down and up, each item moves to the mean place of its neighbours in
/// the row before (the barycentre method); the order with the fewest crossings stays.
/// </summary>
sealed class RowOrder
{
    const int Sweeps = 12;

    readonly List<LayoutItem>[] rows;
    readonly ILookup<LayoutItem, RowStep> above, below;
    readonly ILookup<int, RowStep> stepsOf;
    readonly Dictionary<LayoutItem, int> places = [];

    RowOrder(List<LayoutItem>[] rows, List<RowStep> steps)
    {
        this.rows = rows;
        (above, below) = (steps.ToLookup(step => step.Lower), steps.ToLookup(step => step.Upper));
        stepsOf = steps.ToLookup(step => step.Upper.Row);
        foreach (var row in rows)
            Number(row);
    }

    internal static void Improve(List<LayoutItem>[] rows, List<RowStep> steps) => new RowOrder(rows, steps).Improve();

    void Improve()
    {
        var best = rows.Select(row => row.ToArray()).ToArray();
        var fewest = Crossings();
        for (var sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            for (var k = 1; k < rows.Length; k++)
                Sort(sweep % 2 == 0 ? k : rows.Length - 1 - k, isDown: sweep % 2 == 0);
            if (Crossings() is var crossings && crossings >= fewest)
                continue;
            (fewest, best) = (crossings, [.. rows.Select(row => row.ToArray())]);
        }
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row].Clear();
            rows[row].AddRange(best[row]);
        }
    }

    void Sort(int row, bool isDown)
    {
        LayoutItem[] sorted = [.. rows[row].OrderBy(item => item.IsName ? -1 : Wanted(item, isDown))];
        rows[row].Clear();
        rows[row].AddRange(sorted);
        Number(rows[row]);
    }

    double Wanted(LayoutItem item, bool isDown) => isDown
        ? above[item].Select(step => Place(step.Upper, step.UpperOffset)).DefaultIfEmpty(places[item]).Average()
        : below[item].Select(step => Place(step.Lower, step.LowerOffset)).DefaultIfEmpty(places[item]).Average();

    /// <summary>Two edges at one item lie beside each other as their ports do.</summary>
    double Place(LayoutItem item, double offset) => places[item] + offset / (item.Across + 1);

    void Number(List<LayoutItem> row)
    {
        for (var i = 0; i < row.Count; i++)
            places[row[i]] = i;
    }

    long Crossings()
    {
        var crossings = 0L;
        foreach (var between in stepsOf)
        {
            (double Upper, double Lower)[] ends = [.. between.Select(step =>
                (Place(step.Upper, step.UpperOffset), Place(step.Lower, step.LowerOffset)))];
            for (var i = 0; i < ends.Length; i++)
                for (var k = 0; k < i; k++)
                    if ((ends[i].Upper - ends[k].Upper) * (ends[i].Lower - ends[k].Lower) < 0)
                        crossings++;
        }
        return crossings;
    }
}
