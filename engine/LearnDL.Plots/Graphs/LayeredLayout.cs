namespace LearnDL.Plots;

/// <summary>
/// Places for the boxes of a graph, in rows (Sugiyama, Tagawa and Toda, 1981): every edge goes from a row to a later
/// one, past the rows between by bends that have places of their own; the order in the rows is the one with few
/// crossings; then the items move towards what they are joined with. Boxes never overlap, and no edge runs through a
/// box: within a row it is straight and has the place to itself. The same graph gives the same drawing.
/// </summary>
sealed class LayeredLayout
{
    internal const double RowGap = 40;

    readonly IReadOnlyList<LayoutItem> items;
    readonly IReadOnlyList<LayoutEdge> edges;
    readonly List<RowStep> steps = [];
    readonly List<LayoutItem>[] rows;
    readonly (double Begin, double End)[] bands;

    /// <param name="items">The items, each behind those it follows as far as the graph has no circles.</param>
    /// <param name="edges">The edges, each once.</param>
    internal LayeredLayout(IReadOnlyList<LayoutItem> items, IReadOnlyList<LayoutEdge> edges)
    {
        (this.items, this.edges) = (items, edges);
        RowNumbers.Set(items, edges);
        rows = [.. Enumerable.Range(0, items.Max(item => item.Row) + 1).Select(_ => new List<LayoutItem>())];
        foreach (var item in items.OrderByDescending(item => item.IsName))
            rows[item.Row].Add(item);
        foreach (var edge in edges.Where(edge => !edge.IsLoop))
            AddSteps(edge);
        RowOrder.Improve(rows, steps);
        RowPlaces.Set(rows, steps);
        bands = new (double, double)[rows.Length];
        PlaceRows();
        (Across, Along) = Normalized();
    }

    /// <summary>The size of the whole.</summary>
    internal double Across { get; }
    internal double Along { get; }

    /// <summary>Where the row of an item begins and ends.</summary>
    internal (double Begin, double End) BandOf(LayoutItem item) => bands[item.Row];

    /// <summary>An edge past rows between gets a bend in each.</summary>
    void AddSteps(LayoutEdge edge)
    {
        var (from, to) = edge.IsBack ? (edge.To, edge.From) : (edge.From, edge.To);
        var (fromOffset, toOffset) = edge.IsBack ? (edge.ToOffset, edge.FromOffset) : (edge.FromOffset, edge.ToOffset);
        var aside = edge.IsBack ? Math.Min(items[from].Side, items[to].Side) / 3 : (double?)null; // not on the way down
        (fromOffset, toOffset) = (fromOffset ?? aside, toOffset ?? aside);
        var upper = items[from];
        for (var row = upper.Row + 1; row < items[to].Row; row++)
        {
            var bend = new LayoutItem(2, 0) { IsBend = true, Row = row };
            rows[row].Add(bend);
            edge.Way.Add(new RowStep(upper, bend, upper == items[from] ? fromOffset : 0, 0));
            upper = bend;
        }
        edge.Way.Add(new RowStep(upper, items[to], upper == items[from] ? fromOffset : 0, toOffset));
        steps.AddRange(edge.Way);
    }

    void PlaceRows()
    {
        var begin = 0.0;
        for (var row = 0; row < rows.Length; row++)
        {
            var end = begin + rows[row].Max(item => item.Along);
            bands[row] = (begin, end);
            foreach (var item in rows[row])
                item.V = begin + (end - begin - item.Along) / 2;
            var widest = steps.Where(step => step.Upper.Row == row)
                .Select(step => Math.Abs(step.UpperU - step.LowerU)).DefaultIfEmpty(0).Max();
            begin = end + Math.Clamp(widest / 5, RowGap, 2 * RowGap); // a long way across needs a gentler slope
        }
    }

    (double Across, double Along) Normalized()
    {
        var all = rows.SelectMany(row => row).ToList();
        var left = all.Min(item => item.U - item.Across / 2);
        foreach (var item in all)
            item.U = item.IsName ? item.Across / 2 : item.U - left;
        return (all.Max(item => item.U + item.Across / 2), bands[^1].End);
    }
}
