using System.CommandLine;
using BenchmarkDotNet.Running;
using LearnDL.Benchmarks;

var names = new Argument<string>("names")
{
    Description = $"Workloads, separated by commas: {string.Join(", ", Workloads.Names)}.",
    DefaultValueFactory = _ =>
        string.Join(',', Workloads.Names)
};
var threads = new Option<int>("--threads")
{
    Description = "Threads of the CPU backend.",
    DefaultValueFactory = _ => Environment.ProcessorCount
};
var runs = new Option<int>("--runs")
{
    Description = "Counted runs, after one that is not.",
    DefaultValueFactory = _ => 3
};
var rounds = new Option<int>("--rounds")
{
    Description = "How often everything is run in turn.",
    DefaultValueFactory = _ => 3
};
foreach (var count in new[] { threads, runs, rounds })
    count.Validators.Add(given =>
    {
        if (given.GetValueOrDefault<int>() < 1)
            given.AddError($"{count.Name} is out of range. Expected: a whole number from 1 up. Got: "
                + $"{given.GetValueOrDefault<int>()}.");
    });
var workloads = new Command("workloads",
    "Times whole workloads of the lessons: name, median seconds, shortest seconds.")
{
    names, threads, runs
};
workloads.SetAction(parsed => new Workloads(parsed.GetValue(threads), parsed.GetValue(runs), Console.Out)
    .Run(parsed.GetValue(names)!.Split(',')));

var stride = new Option<long>("--stride")
{
    Description = "Measures every n-th float only.",
    DefaultValueFactory = _ => 1
};
var functions = new Command("functions",
    "Measures exp, log, expm1, log1p, tanh and sigmoid on all 2^32 floats; fails above 2 ulp.")
{
    stride
};
functions.SetAction(parsed => FunctionErrors.Run(parsed.GetValue(stride), Console.Out));

var comma = new Option<bool>("--comma") { Description = "Under a culture with a decimal comma." };
var bits = new Command("bits", "Trains two small networks and prints the SHA-256 of their weights.") { threads, comma };
bits.SetAction(parsed => Bits.Run(parsed.GetValue(threads), parsed.GetValue(comma), Console.Out));

var ops = new Command("ops", "Benchmarks single ops with BenchmarkDotNet; takes its options.")
{
    TreatUnmatchedTokensAsErrors = false
};
ops.SetAction(parsed =>
{
    _ = BenchmarkSwitcher.FromAssembly(typeof(OpsBenchmark).Assembly).Run([.. parsed.UnmatchedTokens]);
});

var machine = new Option<string>("--machine")
{
    Description = "What to call this machine, \"AMD EPYC 9R45\" for instance.",
    Required = true
};
var peer = new Option<string?>("--peer")
{
    Description = "A program to compare with; it is called with WORKLOADS THREADS RUNS and prints the same lines."
};
var peerName = new Option<string>("--peer-name")
{
    Description = "What the page calls it.",
    DefaultValueFactory = _ => "TorchSharp"
};
var results = new Command("results",
    "Measures the workloads and writes the page of this machine, site/input/speed/MACHINE.md.")
{
    machine, peer, peerName, rounds
};
results.SetAction(parsed => Results.Run(parsed.GetValue(machine)!, parsed.GetValue(peer), parsed.GetValue(peerName)!,
    parsed.GetValue(rounds), Console.Out));

var kills = new Option<int>("--kills") { Description = "How often.", DefaultValueFactory = _ => 200 };
var seed = new Option<int>("--seed") { Description = "Of the instants.", DefaultValueFactory = _ => 1 };
var killCheck = new Command("kill-check",
    "Kills a training again and again at random instants (kill -9), resumes it, and compares the weights.")
{
    kills, seed
};
killCheck.SetAction(parsed => KillCheck.Run(parsed.GetValue(kills), parsed.GetValue(seed), Console.Out));

var folder = new Argument<string>("folder") { Description = "Where it keeps itself." };
var frequency = new Argument<int>("frequency") { Description = "After how many batches; 0 after every epoch." };
var training = new Command("training", "The training that kill-check kills.") { folder, frequency };
training.SetAction(parsed =>
    KillCheck.Train(parsed.GetValue(folder)!, parsed.GetValue(frequency), epochs: 60, Console.Out));

return new RootCommand("Speed, accuracy and reproducibility of the engine, "
    + "measured.") { workloads, results, functions, bits, ops, killCheck, training }.Parse(args).Invoke();
