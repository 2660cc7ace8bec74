using System.Globalization;
using LearnDL.Callbacks;
using LearnDL.Data;
using LearnDL.Models;
using LearnDL.Tests.Data;
using LearnDL.Tests.Golden;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Callbacks;

/// <summary>The file is, byte for byte, the one that Python's csv module writes of the same figures.</summary>
public sealed class CSVLoggerTests
{
    static readonly Scene scene = Scene.YesNo;
    static readonly GoldenFile golden = new("callbacks.json");

    public static TheoryData<int> Runs => [.. Enumerable.Range(0, golden.Root.Parts("csv").Length)];

    /// <summary>Fit, with these figures in place of its own.</summary>
    static void Log(CSVLogger logger, params Logs[] epochs)
    {
        var figures = new LambdaCallback(onEpochEnd: (epoch, logs) =>
        {
            logs.Clear();
            foreach (var (key, value) in epochs[epoch])
                logs[key] = value;
        });
        scene.Model().Fit(scene.X, scene.Y, epochs: epochs.Length, verbose: 0, callbacks: [figures, logger]);
    }

    static double Number(System.Text.Json.JsonElement value) =>
        value.ValueKind == System.Text.Json.JsonValueKind.Number ? value.GetDouble() : value.GetString() switch
        {
            "nan" => double.NaN,
            "inf" => double.PositiveInfinity,
            _ => double.NegativeInfinity,
        };

    [Theory]
    [MemberData(nameof(Runs))]
    public void The_file_is_the_reference(int number)
    {
        using var folder = new TempFolder();
        var run = golden.Root.Parts("csv")[number];
        Logs[] epochs = [.. run["epochs"].EnumerateArray().Select(epoch =>
        {
            var logs = new Logs();
            foreach (var figure in epoch.EnumerateObject())
                logs[figure.Name] = Number(figure.Value);
            return logs;
        })];
        Log(new CSVLogger(folder["log.csv"], run.Text("separator")), epochs);
        Assert.Equal(run.Text("text"), File.ReadAllText(folder["log.csv"]));
    }

    [Fact]
    public void The_figures_of_Fit_can_be_read_back_to_the_bit()
    {
        using var folder = new TempFolder();
        var history = scene.Model().Fit(scene.X, scene.Y, epochs: 3, verbose: 0, validationSplit: 0.2, callbacks:
            [new LearningRateScheduler(epoch => 0.01 / (1 + epoch)), new CSVLogger(folder["log.csv"])]);

        var rows = File.ReadAllText(folder["log.csv"]).Split("\r\n");
        Assert.Equal("epoch,accuracy,learning_rate,loss,val_accuracy,val_loss", rows[0]);
        Assert.Equal("", rows[4]);
        string[] keys = rows[0].Split(',')[1..];
        for (var epoch = 0; epoch < 3; epoch++)
            Assert.Equal([epoch, .. keys.Select(key => history[key][epoch])],
                rows[1 + epoch].Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture)));
        Assert.Equal(3, CsvFile.Read(folder["log.csv"]).ToTensor().Shape[0]); // the engine's own reader takes it
    }

    [Fact]
    public void Each_Fit_begins_the_file_anew_or_appends_to_it_with_one_header()
    {
        using var folder = new TempFolder();
        var path = folder["log.csv"];
        var (one, two) = (new Logs { ["loss"] = 1, ["val_loss"] = 2 }, new Logs { ["loss"] = 3, ["val_loss"] = 4 });
        const string header = "epoch,loss,val_loss\r\n", first = "0,1.0,2.0\r\n", second = "0,3.0,4.0\r\n";

        var logger = new CSVLogger(path);
        Log(logger, one);
        Log(logger, two);
        Assert.Equal(header + second, File.ReadAllText(path));
        var appending = new CSVLogger(path, append: true);
        Log(appending, one);
        Log(appending, one);
        Assert.Equal(header + second + first + first, File.ReadAllText(path));

        File.Delete(path);
        Log(appending, one);
        Log(new CSVLogger(path, append: true), two);
        Assert.Equal(header + first + second, File.ReadAllText(path));
        File.WriteAllText(path, "");
        Log(appending, one);
        Assert.Equal(header + first, File.ReadAllText(path));
    }

    [Fact]
    public void Epochs_that_do_not_validate_have_NA()
    {
        using var folder = new TempFolder();
        var history = scene.Model().Fit(scene.X, scene.Y, epochs: 5, verbose: 0, validationSplit: 0.2,
            validationFreq: 3, callbacks: [new CSVLogger(folder["log.tsv"], "\t")]);
        string[][] rows = [.. File.ReadAllLines(folder["log.tsv"]).Select(line => line.Split('\t'))];
        Assert.Equal(["epoch", "accuracy", "loss", "val_accuracy", "val_loss"], rows[0]);
        Assert.Equal(["NA", "NA", "NA", "NA"], ((int[])[1, 2, 4, 5]).Select(row => rows[row][4]));
        Assert.Equal(history["val_loss"][0], double.Parse(rows[3][4], CultureInfo.InvariantCulture));
    }

    [Fact]
    public void What_was_written_stays_when_the_training_fails()
    {
        using var folder = new TempFolder();
        var fails = new LambdaCallback(onEpochBegin: epoch =>
        {
            if (epoch == 2)
                throw new NotSupportedException();
        });
        Assert.Throws<NotSupportedException>(() => scene.Model().Fit(scene.X, scene.Y, epochs: 9, verbose: 0,
            callbacks: [fails, new CSVLogger(folder["log.csv"])]));
        Assert.Equal(3, File.ReadAllLines(folder["log.csv"]).Length);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_told_before_the_first_step()
    {
        using var folder = new TempFolder();
        var missing = Path.Combine(folder["none"], "log.csv");
        Refused.By<MissingFileException>(scene, model => model.Fit(scene.X, scene.Y, verbose: 0,
            callbacks: [new CSVLogger(missing)]), "CSVLogger cannot write", "log.csv", "Make its folder first");
        foreach (var separator in (string[])["", ", ", "\"", "\n"])
            Refused.Says<HyperparameterException>(() => _ = new CSVLogger("log.csv", separator), "separator");
    }
}
