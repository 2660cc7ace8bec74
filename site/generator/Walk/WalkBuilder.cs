using LearnDL.Site.Code;
using LearnDL.Site.Content;
using LearnDL.Site.Markdown;
using LearnDL.Site.Runs;

namespace LearnDL.Site.Walk;

/// <summary>
/// Makes the stations of the page "Through time" of what was recorded. Names, formulas
/// and code come from the lines that ran.
/// </summary>
public sealed class WalkBuilder(ThroughTimeReport report, PageContext context)
{
    readonly Dictionary<string, Statements> statements = [];

    public IReadOnlyList<WalkStation> Stations()
    {
        List<IReadOnlyList<RecordedLine>> forward = Visits(LineRecorder.Step),
            backward = Visits(LineRecorder.StepBack);
        var times = forward.Count;
        // zeros are nothing to see
        var before = report.Lines.TakeWhile(line => !LineRecorder.StepBack.Contains(line.Method))
            .Where(line => line.Method == LineRecorder.StepsBack && line.Ops.Any(op => op.Name != "Fill")).ToList();
        List<WalkStation> stations =
        [
            new(new(WalkPhase.Batch), "batch", "The batch and the weights",
                "Two series of three numbers. The weights have not learned anything yet. A row of x is a series.",
                [Given(report.Batch)], []),
            new(new(WalkPhase.Project), "x·W", "Before the loop: x·W + b for all time steps",
                "This part needs no state, so one product does it for all time steps. "
                    + "A row is one time step of a series: "
                    + "first t = 1 of both, then t = 2, then t = 3.",
                Lines(Of(LineRecorder.Project)), []),
        ];
        for (var t = 1; t <= times; t++)
            stations.Add(new(new(WalkPhase.Forward, t), $"t = {t}", $"Forward, t = {t}", Forward(t),
                [Arrives(forward[t - 1]), .. Lines(forward[t - 1])], []));
        stations.Add(new(new(WalkPhase.Loss), "loss", "The loss", "y is the last h. "
            + "The loss is the mean of the squared distances, and dy its slope: which way y should not go.",
            [Given([report.Y, new("L", [], [report.Loss]), report.Dy], "", "L = mean((y − target)²)",
                "dy = 2(y − target) / (N·U)")], []));
        for (var t = times; t >= 1; t--)
            stations.Add(new(new(WalkPhase.Backward, t), $"t = {t}", $"Backward, t = {t}", Backward(t, times), [.. Lines(
                t == times ? before : []), ArrivesBack(backward[times - t]), .. LinesBack(backward[times - t])], []));
        stations.Add(new(new(WalkPhase.Sums), "sums", "After the loop: the gradients of the weights",
            "Every time step used the same W, R and b. So each of their gradients is a sum over all of them, "
                + "and one product finds it from the dz of all of them.",
            Lines(Of(LineRecorder.Sums)), []));
        stations.Add(new(new(WalkPhase.Check), "check", "Is it right?", "Beside each gradient the same number by "
            + "differences: that weight a little up, a little down, and the loss computed again.",
            [], report.Gradients));
        return [.. stations.Select((station, i) => station with { Number = i + 1 })];
    }

    static string Forward(int t) => t == 1
        ? "The state begins with zeros. The gates decide: "
            + "f what the cell keeps, i what it takes in of the candidate g, o what it shows."
        : $"The same code, the same weights, and the state after t = {t - 1}: "
            + "h goes into the sums z, c past the gates into the new c.";

    static string Backward(int t, int times) => t == times
        ? "The loss sees the last h only: dh is dy, and no later time step sends a dc. "
            + "From here, the lines of the way forward are taken back: from h to c and o, from c to the rest."
        : $"The loss does not see this time step. All it learns comes from t = {t + 1}: "
            + "its dhPrev is dh here, its dcPrev is dcNext.";

    /// <summary>The passes through the code of one time step: a new one begins where its first line comes again.</summary>
    List<IReadOnlyList<RecordedLine>> Visits(IReadOnlyList<string> methods)
    {
        var visits = new List<List<RecordedLine>>();
        foreach (var line in Of([.. methods]))
        {
            if (visits.Count == 0 || line.Line == visits[^1][0].Line) visits.Add([]);
            visits[^1].Add(line);
        }
        if (visits.Count != ThroughTimeBatch.Times
            || visits.Any(v => !v.Select(line => line.Line).SequenceEqual(visits[0].Select(line => line.Line))))
            throw Problem(
                $"{methods[0]} was seen in {visits.Count} passes that differ, or not in {ThroughTimeBatch.Times}");
        return [.. visits];
    }

    IEnumerable<RecordedLine> Of(params string[] methods) =>
        report.Lines.Where(line => methods.Contains(line.Method));

    IReadOnlyList<WalkLine> Lines(IEnumerable<RecordedLine> lines) => [.. lines.Select(Line).OfType<WalkLine>()];

    /// <summary>
    /// A line with a name for what it computes; null for one without, such as the line that starts the loop.
    /// </summary>
    WalkLine? Line(RecordedLine line)
    {
        var statement = Statement(line);
        if (statement.Names.Count == 0) return null;
        var entries = new List<WalkLine.Entry>();
        // Two equations: the first is what goes into the op of the second.
        foreach (var (name, text) in statement.Equations.SkipLast(1))
            entries.Add(new(name, EquationMath.Html(text), "", line.Ops[0].Result));
        for (var i = 0; i < statement.Names.Count; i++)
        {
            var name = statement.Names[i];
            var equation = statement.Equations.LastOrDefault(e => e.Name == name).Text;
            entries.Add(new(name, EquationMath.Html(equation ?? name), i == 0 ? statement.Note : "",
                line.Ops[^(statement.Names.Count - i)].Result));
        }
        return new WalkLine(Code(line), $"{line.File}, line {line.Line}",
            $"{Urls.Relative(context.Page.Url, Snippets.UrlOf(line.File))}#L{line.Line}", entries,
            line.Ops.Count > statement.Names.Count && line.Ops.Any(op => op.Name != "CopyColumns") ? line.Ops : []);
    }

    SourceStatement Statement(RecordedLine line)
    {
        if (!statements.TryGetValue(line.File, out var file))
            statements[line.File] = file = new Statements(File(line));
        return file.At(line.Line) ?? throw Problem($"no statement begins in line {line.Line} of {line.File}");
    }

    SourceFile File(RecordedLine line) =>
        context.Snippets.File(line.File) ?? throw Problem($"there is no file {line.File}");

    string Code(RecordedLine line)
    {
        var html = context.Highlighter.Lines(new Snippet(line.File, line.Line - 1, line.Line - 1,
            new HashSet<int>()), File(line)).First().Html;
        var comment = html.IndexOf("<span class=\"c\">//", StringComparison.Ordinal);
        return (comment < 0 ? html : html[..comment]).TrimEnd();
    }

    static WalkLine Given(IReadOnlyList<NumberTable> tables, params ReadOnlySpan<string> equations)
    {
        var entries = new List<WalkLine.Entry>();
        for (var i = 0; i < tables.Count; i++)
            entries.Add(new(tables[i].Name, EquationMath.Html(i < equations.Length && equations[i].Length > 0
                ? equations[i] : tables[i].Name), "", tables[i]));
        return new WalkLine(null, null, null, entries, []);
    }

    WalkLine Arrives(IReadOnlyList<RecordedLine> step) =>
        Headed("What arrives", Given([Operand(step, "z", op => op[0], "result", "xW"),
            Operand(step, "z", op => op[0], "x", "hPrev"), Operand(step, "c", op => op[0], "y", "cPrev")], "x·W + b"));

    WalkLine ArrivesBack(IReadOnlyList<RecordedLine> step) =>
        Headed("What arrives", Given([Operand(step, "dc", op => op[0], "x", "dh"),
            Operand(step, "dc", op => op[^1], "x", "dcNext")]));

    static WalkLine Headed(string title, WalkLine line) => line with { Place = title };

    /// <summary>
    /// The formula writes dzi, dzf, dzg and dzo into one matrix; the line of StepBack that follows reads all of it.
    /// </summary>
    IEnumerable<WalkLine> LinesBack(IReadOnlyList<RecordedLine> step)
    {
        var formula = step.TakeWhile(line => line.Method == LineRecorder.StepBack[1]).ToList();
        var dz = Given([Operand(step, "dhPrev", op => op[^1], "x", "dz")], "dz = (dzi, dzf, dzg, dzo)");
        return [.. Lines(formula), Headed("Side by side", dz), .. Lines(step.Skip(formula.Count))];
    }

    /// <summary>What came into a step is what its ops were given.</summary>
    NumberTable Operand(IReadOnlyList<RecordedLine> step, string of,
        Func<IReadOnlyList<RecordedLine.Op>, RecordedLine.Op> op, string operand, string name)
    {
        var line = step.FirstOrDefault(line => Statement(line).Names.Contains(of))
            ?? throw Problem($"no line computes {of}");
        return (op(line.Ops).Operands.FirstOrDefault(table => table.Name == operand)
            ?? throw Problem($"{of} has no operand {operand}")) with
        {
            Name = name
        };
    }

    SiteException Problem(string what) =>
        new([new(context.Folders.Name(context.Folders.ThroughTimeReport), 0, what, "build the site without --no-run; "
            + "if that does not help, the code of the layer has another form than the page knows.")]);
}
