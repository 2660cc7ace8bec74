namespace LearnDL.Plots;

/// <summary>
/// The row of each item: as close above its readers as can be, and the ends as close below what they read.
/// </summary>
static class RowNumbers
{
    internal static void Set(IReadOnlyList<LayoutItem> items, IReadOnlyList<LayoutEdge> edges)
    {
        var readers = Neighbours(items.Count, edges, edge => (Math.Min(edge.From, edge.To), Math.Max(edge.From, edge.To)));
        var read = Neighbours(items.Count, edges, edge => (Math.Max(edge.From, edge.To), Math.Min(edge.From, edge.To)));

        var depths = new int[items.Count]; // rows below it
        for (var i = items.Count - 1; i >= 0; i--)
            depths[i] = readers[i].Count == 0 ? 0 : readers[i].Max(reader => depths[reader]) + 1;
        var ports = items.Any(item => item.IsFirst) ? 1 : 0;
        var deepest = Enumerable.Range(0, items.Count).Where(i => !items[i].IsFirst).Select(i => depths[i])
            .DefaultIfEmpty(0).Max();

        for (var i = 0; i < items.Count; i++)
            items[i].Row = items[i].IsFirst ? 0
                : readers[i].Count == 0 && read[i].Count > 0 ? read[i].Max(other => items[other].Row) + 1
                : deepest - depths[i] + ports;
        var last = items.Max(item => item.Row);
        var isFree = items.All(item => item.IsLast || item.Row < last);
        foreach (var item in items.Where(item => item.IsLast))
            item.Row = isFree ? last : last + 1;
    }

    static List<int>[] Neighbours(int count, IReadOnlyList<LayoutEdge> edges, Func<LayoutEdge, (int Of, int Is)> ends)
    {
        var lists = new List<int>[count];
        for (var i = 0; i < count; i++)
            lists[i] = [];
        foreach (var edge in edges.Where(edge => !edge.IsLoop))
        {
            var (of, neighbour) = ends(edge);
            lists[of].Add(neighbour);
        }
        return lists;
    }
}
