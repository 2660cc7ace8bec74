using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using LearnDL.Site.Code;
using LearnDL.Site.Runs;

namespace LearnDL.Site.Tests;

/// <summary>
/// The page "Through time": every line that computes is on it, and every number is that of its
/// name, computed here once more in plain loops.
/// </summary>
[Collection(RealSiteCollection.Name)]
public sealed class ThroughTimeTests(RealSite site)
{
    const int N = ThroughTimeBatch.Samples, T = ThroughTimeBatch.Times, U = ThroughTimeBatch.Units;

    [Fact]
    public void Every_line_of_a_time_step_was_seen_with_its_variable() =>
        SeesEveryLine(LineRecorder.Step, ["z", "i", "f", "g", "o", "c", "tanhC", "h"],
            "hPrev", "cPrev", "gates", "saved");

    [Fact]
    public void Every_line_of_a_time_step_back_was_seen_with_its_variable() =>
        SeesEveryLine(LineRecorder.StepBack, ["dc", "dzo", "dzi", "dzf", "dzg", "dcPrev", "dhPrev"],
            "dh", "dcNext", "tanhC", "i", "g");

    /// <summary>A layer's method and its formula: what their lines compute, in the order in which it was seen.</summary>
    void SeesEveryLine(IReadOnlyList<string> methods, string[] names, params string[] others)
    {
        const string Name = "engine/LearnDL/Layers/Recurrent/LSTM.cs";
        var report = ThroughTimeReport.Read(site.Folders, out var reason);
        Assert.True(report is not null, reason);
        var file = new SourceFile(Name, File.ReadAllText(site.Folders.Full(Name)));
        var statements = new Statements(file);
        var seen = report.Lines.Where(line => methods.Contains(line.Method)).ToList();

        Assert.All(seen, line => Assert.Equal(Name, line.File));
        Assert.Equal(Enumerable.Repeat(names, T).SelectMany(all => all),
            seen.SelectMany(line => statements.At(line.Line)!.Names));
        // And no other line of the two has an equation or gives a value to a variable, but for those that make room.
        foreach (var method in methods)
        {
            var body = file.Member(string.Join('.', method.Split('.')[^2..]))!;
            var written = Enumerable.Range(body.FirstLine + 1, body.LastLine - body.FirstLine + 1)
                .Select(statements.At).OfType<SourceStatement>().SelectMany(statement => statement.Names);
            Assert.Empty(written.Except(names).Except(others));
        }
    }

    [Fact]
    public void Every_number_is_that_of_its_name()
    {
        var page = new HtmlParser()
            .ParseDocument(File.ReadAllText(Path.Combine(site.Folders.Output, "through-time.html")));
        var stations = page.QuerySelectorAll(".walk section").ToList();
        Assert.Equal(2 * T + 5, stations.Count);
        Dictionary<string, double[]> batch = Numbers(stations[0]), project = Numbers(stations[1]),
            loss = Numbers(stations[T + 2]), sums = Numbers(stations[2 * T + 3]);
        double[] x = batch["x"], W = batch["W"], R = batch["R"], b = batch["b"], target = batch["target"];
        double X(int n, int t) => x[n * T + t];

        double[] h = new double[N * U], c = new double[N * U];
        var steps = new List<Dictionary<string, double[]>>();
        for (var t = 0; t < T; t++)
        {
            var shown = Numbers(stations[2 + t]);
            steps.Add(shown);
            Same(h, shown["hPrev"]);
            Same(c, shown["cPrev"]);
            var z = Each(N, 4 * U, (n, k) => X(n, t) * W[k] + b[k] + Sum(U, u => h[n * U + u] * R[u * 4 * U + k]));
            double Z(int n, int gate, int u) => z[n * 4 * U + gate * U + u];
            double[] i = Each(N, U, (n, u) => Sigmoid(Z(n, 0, u))), f = Each(N, U, (n, u) => Sigmoid(Z(n, 1, u))),
                g = Each(N, U, (n, u) => Math.Tanh(Z(n, 2, u))), o = Each(N, U, (n, u) => Sigmoid(Z(n, 3, u)));
            c = [.. c.Select((before, k) => f[k] * before + i[k] * g[k])];
            h = [.. c.Select((state, k) => o[k] * Math.Tanh(state))];

            Same(Each(N, 4 * U, (n, k) => X(n, t) * W[k] + b[k]), shown["xW"]);
            Same(Each(N, 4 * U, (n, k) => X(n, t) * W[k] + b[k]),
                project["xW"][(t * N * 4 * U)..((t + 1) * N * 4 * U)]);
            foreach (var (name, expected) in new[] { ("z", z), ("i", i), ("f", f), ("g", g), ("o", o), ("c", c),
                ("tanhC", [.. c.Select(Math.Tanh)]), ("h", h) })
                Same(expected, shown[name]);
        }

        Same(h, loss["y"]);
        Same([h.Zip(target, (y, wanted) => (y - wanted) * (y - wanted)).Average()], loss["L"]);
        double[] dh = [.. h.Zip(target, (y, wanted) => 2 * (y - wanted) / (N * U))], dc = new double[N * U];
        Same(dh, loss["dy"]);

        double[] dW = new double[4 * U], dR = new double[U * 4 * U], db = new double[4 * U], dx = new double[N * T];
        for (var t = T - 1; t >= 0; t--)
        {
            var (shown, s) = (Numbers(stations[T + 3 + (T - 1 - t)]), steps[t]);
            Same(dh, shown["dh"]);
            Same(dc, shown["dcNext"]);
            double[] Of(Func<int, double> value) => Each(N, U, (n, u) => value(n * U + u));
            double[] dO = Of(k => dh[k] * s["tanhC"][k]), dzo = Of(k => dO[k] * s["o"][k] * (1 - s["o"][k]));
            dc = Of(k => dc[k] + dh[k] * s["o"][k] * (1 - s["tanhC"][k] * s["tanhC"][k]));
            double[] dg = Of(k => dc[k] * s["i"][k]), dzg = Of(k => dg[k] * (1 - s["g"][k] * s["g"][k]));
            double[] df = Of(k => dc[k] * s["cPrev"][k]), dzf = Of(k => df[k] * s["f"][k] * (1 - s["f"][k]));
            double[] di = Of(k => dc[k] * s["g"][k]), dzi = Of(k => di[k] * s["i"][k] * (1 - s["i"][k]));
            var dz = Each(N, 4 * U, (n, k) => new[] { dzi, dzf, dzg, dzo }[k / U][n * U + k % U]);
            foreach (var (name, expected) in new[] { ("dzo", dzo), ("dc", dc), ("dzg", dzg), ("dzf", dzf),
                ("dzi", dzi), ("dz", dz) })
                Same(expected, shown[name]);
            for (var n = 0; n < N; n++)
                for (var k = 0; k < 4 * U; k++)
                {
                    var d = dz[n * 4 * U + k];
                    dW[k] += X(n, t) * d;
                    db[k] += d;
                    dx[t * N + n] += W[k] * d; // first step 1 of both series, as in xt
                    for (var u = 0; u < U; u++)
                        dR[u * 4 * U + k] += s["hPrev"][n * U + u] * d;
                }
            dh = Each(N, U, (n, u) => Sum(4 * U, k => dz[n * 4 * U + k] * R[u * 4 * U + k]));
            dc = Of(k => dc[k] * s["f"][k]);
            Same(dh, shown["dhPrev"]);
            Same(dc, shown["dcPrev"]);
        }
        foreach (var (name, expected) in new[] { ("dW", dW), ("dR", dR), ("db", db), ("dx", dx) })
            Same(expected, sums[name]);
    }

    [Fact]
    public void Formulas_and_code_are_those_of_the_line()
    {
        var page = new HtmlParser()
            .ParseDocument(File.ReadAllText(Path.Combine(site.Folders.Output, "through-time.html")));
        var cell = page.QuerySelectorAll("#station-4 tr[data-name='c']")[^1];
        var lines = cell.Parent!.ChildNodes.OfType<IElement>().First();
        Assert.Equal("c=f∘cprev+i∘g", cell.QuerySelector("math")!.TextContent);
        Assert.Equal("cell state (2, 2)", cell.QuerySelector("small")!.TextContent);
        Assert.Equal("at[C, n] = at[F, n] * at[CPrev, n] + at[I, n] * at[G, n];", lines.TextContent.Trim());
        Assert.Equal(["Multiply", "Multiply", "Add"], cell.Parent!.ChildNodes.OfType<IElement>().Last()
            .QuerySelectorAll(".ops li").Select(op => op.FirstChild!.TextContent.Trim()));
        var (file, line) = lines.QuerySelector("a")!.GetAttribute("href")!.Split("#L") is [var before, var after]
            ? (before, int.Parse(after, System.Globalization.CultureInfo.InvariantCulture)) : ("", 0);
        Assert.Equal("source/engine/LearnDL/Layers/Recurrent/LSTM.cs.html", file);
        Assert.Contains("at[C, n] = at[F, n]",
            File.ReadLines(site.Folders.Full("engine/LearnDL/Layers/Recurrent/LSTM.cs")).ElementAt(line - 1));
        Assert.All(page.QuerySelectorAll("[data-name]"),
            row => Assert.NotEmpty(row.QuerySelector("math")!.TextContent));
    }

    [Fact]
    public void Gradients_stand_beside_differences_that_agree()
    {
        var report = ThroughTimeReport.Read(site.Folders, out _)!;
        Assert.Equal(["dW", "dR", "db", "dx"], report.Gradients.Select(check => check.Gradient.Name));
        Assert.All(report.Gradients, check => Assert.InRange(check.WorstError, 0, 1e-7));
        Assert.All(report.Gradients, check => Assert.Contains(check.Gradient.Values, value => Math.Abs(value) > 1e-3));
    }

    /// <summary>
    /// The exact values of a station by their names; of several under one name, the last. Blocks
    /// of gates are put side by side again.
    /// </summary>
    static Dictionary<string, double[]> Numbers(IElement station)
    {
        var numbers = new Dictionary<string, double[]>();
        foreach (var row in station.QuerySelectorAll("tr[data-name]"))
        {
            var blocks = row.QuerySelectorAll(".grid").Select(grid => grid.QuerySelectorAll("data")
                .Select(d => double.Parse(d.GetAttribute("value")!, System.Globalization.CultureInfo.InvariantCulture))
                .ToArray())
                .ToList();
            var rows = blocks[0].Length / U;
            numbers[row.GetAttribute("data-name")!] =
                blocks.Count == 1 ? blocks[0] : Each(rows, 4 * U, (n, k) => blocks[k / U][n * U + k % U]);
        }
        return numbers;
    }

    static double[] Each(int rows, int columns, Func<int, int, double> value) =>
        [.. Enumerable.Range(0, rows * columns).Select(k => value(k / columns, k % columns))];

    static double Sum(int count, Func<int, double> value) => Enumerable.Range(0, count).Sum(value);

    static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    static void Same(double[] expected, double[] shown)
    {
        Assert.Equal(expected.Length, shown.Length);
        foreach (var (e, s) in expected.Zip(shown)) Assert.Equal(e, s, 1e-12);
    }
}
