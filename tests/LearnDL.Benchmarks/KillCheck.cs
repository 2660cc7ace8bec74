using System.Diagnostics;
using LearnDL.Callbacks;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Benchmarks;

/// <summary>
/// Kills a training (kill -9) at a random instant, starts the program again until it has ended, and compares the
/// weights with those of a training that nobody killed. It has all that a training can gather: dropout, moving
/// averages of a batch normalisation, a shuffled order, a schedule, the states of a stateful layer, moving averages of
/// the weights, an early stopping.
/// </summary>
static class KillCheck
{
    const int Samples = 96, Batch = 16;

    /// <summary>The training: it keeps itself in a folder, and says the hash of its weights at the end.</summary>
    public static void Train(string folder, int saveFreq, int epochs, TextWriter output)
    {
        var x = Tensor.Normal([Samples, 5, 4], seed: 1);
        var y = x[.., ^1].Reshape(Samples, 4)[.., ..3].ArgMax();
        var model = new Sequential(seed: 7)
        {
            new LSTM(12, stateful: true, dropout: 0.1), new BatchNormalization(), new Dense(16, "relu"),
            new Dropout(0.3), new Dense(3, "softmax"),
        };
        model.Compile(new Adam(new CosineDecay(0.01, 400)) { UseEma = true }, "sparse_categorical_crossentropy",
            ["accuracy"]);
        output.WriteLine("training");
        SaveFrequency frequency = saveFreq == 0 ? "epoch" : saveFreq;
        var history = model.Fit(x, y, batchSize: Batch, epochs: epochs, validationData: (x[..Batch], y[..Batch]),
            verbose: 0, callbacks: [new EarlyStopping(patience: 30, restoreBestWeights: true),
                new BackupAndRestore(folder, frequency)]);
        output.WriteLine($"weights {model.WeightsHash()} loss {history["val_loss"].Sum():R}");
    }

    /// <summary>Kills so many times; returns how often the weights were others.</summary>
    public static int Run(int kills, int seed, TextWriter output)
    {
        var root = Directory.CreateTempSubdirectory("learndl-kill-").FullName;
        var (random, wrong, killed, resumed) = (new Random(seed), 0, 0, 0);
        try
        {
            string[] expected = [Ended(root, "whole", 0), Ended(root, "whole", 1)];
            if (expected[0] != expected[1])
                throw new InvalidOperationException($"Not even an unbroken training is always the same: {expected[0]}, "
                    + $"{expected[1]}.");
            var longest = Duration(root);
            for (var trial = 0; killed < kills; trial++)
            {
                var folder = Path.Combine(root, $"{trial}");
                var frequency = random.Next(3) switch { 0 => 0, 1 => 1, _ => random.Next(2, 9) };
                while (killed < kills && Killed(folder, frequency, random.NextDouble() * longest, out _))
                {
                    killed++;
                    resumed += File.Exists(Path.Combine(folder, "training.safetensors")) ? 1 : 0;
                    if (random.Next(3) > 0)
                        break;
                }
                var ended = Ended(root, $"{trial}", frequency);
                wrong += ended == expected[0] ? 0 : 1;
                if (ended != expected[0])
                    output.WriteLine($"trial {trial}: {ended}, and not {expected[0]}");
                Directory.Delete(folder, recursive: true);
                if (trial % 20 == 19)
                    output.WriteLine($"{killed} kills, {wrong} wrong");
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
        output.WriteLine($"{killed} kills, {resumed} of them with a backup to go on from, {wrong} trainings that ended "
            + "with other weights");
        return wrong;
    }

    /// <summary>Runs the training to its end, and gives what it says there.</summary>
    static string Ended(string root, string name, int frequency)
    {
        using var process = Start(Path.Combine(root, name), frequency);
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return text.Split('\n').FirstOrDefault(line => line.StartsWith("weights", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"The training failed: {text}{process.StandardError.ReadToEnd()}");
    }

    /// <summary>How many seconds a training takes from the first batch to its end.</summary>
    static double Duration(string root)
    {
        Killed(Path.Combine(root, "timed"), 1, double.PositiveInfinity, out var seconds);
        return seconds;
    }

    /// <summary>Kills the training so many seconds after its beginning; false where it had ended before.</summary>
    static bool Killed(string folder, int frequency, double after, out double seconds)
    {
        using var process = Start(folder, frequency);
        _ = process.StandardOutput.ReadLine(); // "training"
        var watch = Stopwatch.StartNew();
        var ended = double.IsInfinity(after) ? Wait(process) : process.WaitForExit(TimeSpan.FromSeconds(after));
        seconds = watch.Elapsed.TotalSeconds;
        if (ended)
            return false;
        process.Kill(); // SIGKILL: nothing in the process has a chance to run
        process.WaitForExit();
        return true;
    }

    static bool Wait(Process process)
    {
        process.WaitForExit();
        return true;
    }

    static Process Start(string folder, int frequency)
    {
        var program = typeof(KillCheck).Assembly.Location;
        return Process.Start(new ProcessStartInfo("dotnet", [program, "training", folder, $"{frequency}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }
}
