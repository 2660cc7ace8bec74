namespace LearnDL.Plots;

/// <summary>
/// Where in its row each item stands: as near as can be to those it is joined with, in the order that is given and with
/// room between them. One row at a time, that is least squares under an order, which has an exact answer: items that
/// want to overlap are joined to a block, which stands at the mean of what its items want (pool adjacent violators; Ayer
/// and others, 1955).
/// </summary>
static class RowPlaces
{
    const double BoxGap = 22, BendGap = 14;
    const int Sweeps = 16;

    internal static void Set(List<LayoutItem>[] rows, List<RowStep> steps)
    {
        var (above, below) = (steps.ToLookup(step => step.Lower), steps.ToLookup(step => step.Upper));
        foreach (var row in rows)
            Place(row, [.. row.Select(_ => (0.0, 1.0))]);
        for (var sweep = 0; sweep < Sweeps; sweep++)
            for (var k = 0; k < rows.Length; k++)
            {
                var row = rows[sweep % 2 == 0 ? k : rows.Length - 1 - k];
                Place(row, [.. row.Select(item => Wanted(item, sweep, above[item], below[item]))]);
            }
        foreach (var ends in steps.Where(step => step.IsLowerFree).GroupBy(step => step.Lower))
            Spread(ends.Key, [.. ends.OrderBy(step => step.UpperU)]);
    }

    /// <summary>Where an item wants to stand, and how much; at last by both sides.</summary>
    static (double U, double Weight) Wanted(LayoutItem item, int sweep, IEnumerable<RowStep> above,
        IEnumerable<RowStep> below)
    {
        var (sum, weight) = (0.0, 0.0);
        if (sweep % 2 == 0 || sweep >= Sweeps - 4)
            foreach (var step in above)
                Add(step.UpperU - step.LowerOffset, step.Upper);
        if (sweep % 2 == 1 || sweep >= Sweeps - 4)
            foreach (var step in below)
                Add(step.LowerU - step.UpperOffset, step.Lower);
        return weight == 0 ? (item.U, 0.1) : (sum / weight, weight);

        void Add(double u, LayoutItem other)
        {
            var pull = item.IsBend && other.IsBend ? 8 : item.IsBend || other.IsBend ? 2 : 1; // long edges are straight
            (sum, weight) = (sum + pull * u, weight + pull);
        }
    }

    static void Place(List<LayoutItem> row, (double U, double Weight)[] wanted)
    {
        var offsets = new double[row.Count]; // of an item from the first, packed
        for (var i = 1; i < row.Count; i++)
            offsets[i] = offsets[i - 1] + Distance(row[i - 1], row[i]);
        var blocks = new List<(double Mean, double Weight, int Count)>();
        for (var i = 0; i < row.Count; i++)
        {
            var block = (Mean: wanted[i].U - offsets[i], wanted[i].Weight, Count: 1);
            while (blocks.Count > 0 && blocks[^1].Mean > block.Mean)
            {
                var (mean, weight, count) = blocks[^1];
                blocks.RemoveAt(blocks.Count - 1);
                block = ((mean * weight + block.Mean * block.Weight) / (weight + block.Weight), weight + block.Weight,
                    count + block.Count);
            }
            blocks.Add(block);
        }
        var next = 0;
        foreach (var (mean, _, count) in blocks)
            for (var i = 0; i < count; i++, next++)
                row[next].U = mean + offsets[next];
    }

    static double Distance(LayoutItem left, LayoutItem right) =>
        (left.Across + right.Across) / 2 + (left.IsBend || right.IsBend ? BendGap : BoxGap);

    /// <summary>Arrows that end at one box end beside each other.</summary>
    static void Spread(LayoutItem item, RowStep[] ends)
    {
        var apart = Math.Min(18, item.Side / (ends.Length + 1));
        for (var i = 0; i < ends.Length; i++)
            ends[i].LowerOffset = (i - (ends.Length - 1) / 2.0) * apart;
    }
}
