using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using LearnDL.Plots;

namespace LearnDL.Benchmarks;

/// <summary>
/// Writes what a <see cref="Contest"/> measured as a page of the site, ratios first, and as a picture.
/// </summary>
/// <param name="arguments">What the program was called with.</param>
/// <param name="runs">Runs a round.</param>
sealed class ResultsPage(Contest contest, string arguments, string machine, string peerName, int runs, double peak)
{
    static readonly (string Name, string What)[] workloads =
    [
        ("pima", "8-12-8-1, 768 rows in batches of 10, 150 epochs"),
        ("mlp", "784-128-128-10, 60,000 rows in batches of 32, one epoch"),
        ("cnn", "convolution 32, convolution 64, pooling, dense 128, 10; 6,400 images in batches of 128, one epoch"),
        ("airline", "LSTM 4, dense 1; 92 windows of 3 steps, one at a time, 100 epochs"),
        ("lstm", "LSTM 128, dense 1; 640 sequences of 80 steps with 100 features in batches of 32, one epoch"),
    ];

    static readonly int[] sizes = [32, 64, 128, 256, 512, 1024];

    readonly StringBuilder page = new();

    /// <summary>A picture of how many times faster, a bar a measurement.</summary>
    public string Picture()
    {
        List<string> names = [];
        List<double> ratios = [];
        foreach (var (name, _) in workloads)
        {
            names.Add(name);
            ratios.Add(Ratio(name));
        }
        foreach (var n in sizes)
        {
            names.Add($"product {n}");
            ratios.Add(contest.Ours(1)[Gflops(n)] / contest.Theirs(1)[Gflops(n)]);
        }
        return RatioPlot.Draw($"How many times as fast as {peerName}",
            $"Bars of how many times as fast LearnDL is as {peerName}, on {machine}: "
                + $"{string.Join(", ", names.Zip(ratios, (name, ratio) => $"{name} {Two(ratio)}"))}. The products run on one thread.",
            $"times as fast as {peerName}", names, ratios);
    }

    /// <summary>The page, in Markdown, with the picture under this address.</summary>
    public string Markdown(string picture)
    {
        page.Clear();
        page.AppendLine(CultureInfo.InvariantCulture, $"""
            ---
            Title: Speed on {machine}
            NavigationTitle: Speed, {(machine.Split(", ") is [_, var kind, ..] ? kind : machine)}
            Description: What the benchmark project measured on one machine{(contest.HasPeer ? $", as ratios to {peerName}" : "")}.
            ---
            Written by `dotnet run -c Release --project tests/LearnDL.Benchmarks -- {arguments}`,
            on {DateTime.UtcNow:yyyy-MM-dd}: {Environment.ProcessorCount} processors
            ({RuntimeInformation.ProcessArchitecture}), {RuntimeInformation.OSDescription},
            {RuntimeInformation.FrameworkDescription}. LearnDL ran with `TieredCompilation` off: .NET then
            compiles each method once, fully, instead of quickly at first and thoroughly later.
            """);
        if (contest.HasPeer)
            WithPeer(picture);
        else
            Alone();
        page.AppendLine(CultureInfo.InvariantCulture, $"""

            ## Against the processor

            No program can multiply and add faster than the processor. One core of this machine reached
            {One(peak)} GFLOP/s when it did nothing else, in registers. This is how much of it the matrix product
            reaches, numbers fetched from memory and all. Both are the best of all rounds:

            | size | one thread, GFLOP/s | share of the peak |
            |---:|---:|---:|
            """);
        foreach (var n in sizes)
            page.AppendLine(
                $"| {n} × {n} | {One(contest.Ours(1).Best(Gflops(n)))} | {Two(contest.Ours(1).Best(Gflops(n)) / peak)} |");
        page.AppendLine("""

            How it gets there is [a lesson of its own](../lessons/05-speed/index.html).
            """);
        return page.ToString();
    }

    void WithPeer(string picture)
    {
        page.AppendLine(CultureInfo.InvariantCulture, $"""

            Both programs did the same work on the same machine, in turn, round after round; making up the data is
            part of it, for both. (Of the products, {peerName} makes a new tensor each time, where LearnDL writes into
            one that is there.) A time is the median over the rounds of each round's median of {runs} runs; the speed
            of a product is the median over the rounds of each round's best of {runs}. The ratios carry over to other
            machines better than the seconds, but they do not carry over exactly: measure your own.

            ![How many times as fast LearnDL is as {peerName}]({picture})

            ## Training

            The better of one thread and of all, for both.

            | workload | times as fast | LearnDL | {peerName} |
            |---|---:|---:|---:|
            """);
        foreach (var (name, what) in workloads)
            page.AppendLine(
                $"| {name}: {what} | {Two(Ratio(name))} | {Seconds(contest.Ours, name)} | {Seconds(contest.Theirs, name)} |");
        foreach (var threads in Contest.ThreadCounts)
        {
            page.AppendLine(CultureInfo.InvariantCulture, $"""

                ## Products, {(threads == 1 ? "one thread" : $"{threads} threads")}

                | size | times as fast | LearnDL, GFLOP/s | {peerName}, GFLOP/s |
                |---:|---:|---:|---:|
                """);
            foreach (var n in sizes)
            {
                double ours = contest.Ours(threads)[Gflops(n)], theirs = contest.Theirs(threads)[Gflops(n)];
                page.AppendLine($"| {n} × {n} | {Two(ours / theirs)} | {One(ours)} | {One(theirs)} |");
            }
        }
    }

    void Alone()
    {
        page.AppendLine("""

            ## Training

            | workload | seconds |
            |---|---:|
            """);
        foreach (var (name, what) in workloads)
            page.AppendLine($"| {name}: {what} | {Seconds(contest.Ours, name)} |");
    }

    double Ratio(string name) => Contest.Best(contest.Theirs, name).Seconds / Contest.Best(contest.Ours, name).Seconds;

    static string Seconds(Func<int, TimingTable> table, string name)
    {
        var (seconds, threads) = Contest.Best(table, name);
        return string.Create(CultureInfo.InvariantCulture,
            $"{seconds:0.000} s ({threads} thread{(threads == 1 ? "" : "s")})");
    }

    static string Gflops(int n) => $"gemm{n}-gflops";

    static string One(double figure) => figure.ToString("0.0", CultureInfo.InvariantCulture);

    static string Two(double figure) => figure.ToString("0.00", CultureInfo.InvariantCulture);
}
