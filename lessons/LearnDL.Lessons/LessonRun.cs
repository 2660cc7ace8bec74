using System.Globalization;
using LearnDL.Data;
using LearnDL.Models;

namespace LearnDL.Lessons;

/// <summary>
/// What a lesson has at hand while it runs: its seed, its budget, and the places for what
/// it prints, measures and draws.
/// </summary>
public sealed class LessonRun
{
    readonly HeldWriter console;
    readonly IProgressDisplay display;
    readonly Dictionary<string, StringWriter> outputs = [];
    readonly Dictionary<string, MetricRecord> metrics = [];
    readonly Dictionary<string, (string Svg, string Alt)> pictures = [];
    readonly List<DataRecord> data = [];

    internal LessonRun(int seed, bool quick, TextWriter console, IProgressDisplay display, string? ownData = null) =>
        (Seed, Quick, OwnData, this.console, this.display) = (seed, quick, ownData,
            new(console) { NewLine = console.NewLine }, display);

    /// <summary>The source of all randomness: use it, or numbers made from it, for every seed in the lesson.</summary>
    public int Seed { get; }

    /// <summary>Whether to train on a small budget.</summary>
    public bool Quick { get; }

    /// <summary>The folder or file the learner named with <c>--data</c>, or null.</summary>
    public string? OwnData { get; }

    internal string? WeightsHash { get; private set; }

    /// <summary>The full budget, or the small one of a quick run.</summary>
    public int Budget(int full, int quick) => Quick ? quick : full;

    /// <summary>Prints a heading between the parts of the lesson.</summary>
    public void Heading(string text) => Say($"\n== {text}");

    /// <summary>Prints a line that is not kept: seconds, for instance, which differ from run to run.</summary>
    public void Say(string text) => console.WriteLine(text);

    /// <summary>A block of text that is both printed and kept for the page, under this name.</summary>
    public TextWriter Output(string name)
    {
        if (!outputs.TryGetValue(name, out var kept)) outputs[name] = kept = new(CultureInfo.InvariantCulture)
        {
            NewLine = "\n"
        };
        return new TwoWriters(kept, console);
    }

    /// <summary>A progress bar over this many epochs, to be given to <c>Fit</c> as a callback.</summary>
    /// <param name="what">What is under way.</param>
    /// <param name="epochs">Over how many epochs, those of all trainings that it is given to together.</param>
    /// <param name="batches">Batches per epoch, where an epoch takes long: the bar then moves after each.</param>
    public TrainingProgress Progress(string what, int epochs, int batches = 0)
    {
        console.Hold();
        return new(display.Start(what, epochs), console.Release, batches);
    }

    /// <summary>Records a number, for the page and for the summary at the end.</summary>
    /// <param name="format">A .NET format such as "0.00%" or "0.0000".</param>
    public void Metric(string name, string label, double value, string format = "0.00%") =>
        Record(name, label, value, format, ofMachine: false);

    /// <summary>
    /// Records a number that tells of the machine, seconds or memory: the same seed need not give it again.
    /// </summary>
    /// <param name="format">A .NET format such as "0.0".</param>
    public void MachineMetric(string name, string label, double value, string format) =>
        Record(name, label, value, format, ofMachine: true);

    void Record(string name, string label, double value, string format, bool ofMachine)
    {
        if (!double.IsFinite(value))
            throw new ArgumentException($"The metric '{name}' is {value}: a number that cannot be shown.",
                nameof(value));
        metrics[name] = new(label, value, value.ToString(format, CultureInfo.InvariantCulture), ofMachine);
    }

    /// <summary>Keeps a picture with the words that stand for it where it cannot be seen.</summary>
    public void Picture(string name, string svg, string alt) => pictures[name] = (svg, alt);

    /// <summary>Records the model whose weights are the lesson's result.</summary>
    public void Weights(Model model) => WeightsHash = model.WeightsHash();

    /// <summary>Records which files the lesson learned from.</summary>
    public Dataset Uses(Dataset dataset)
    {
        Uses(dataset.Files);
        return dataset;
    }

    /// <inheritdoc cref="Uses(Dataset)"/>
    public TimeSeries Uses(TimeSeries series)
    {
        Uses(series.Files);
        return series;
    }

    /// <inheritdoc cref="Uses(Dataset)"/>
    public ListDataset<T> Uses<T>(ListDataset<T> texts)
    {
        Uses(texts.Files);
        return texts;
    }

    void Uses(DataFile[] files)
    {
        foreach (var file in files)
            if (data.All(known => known.File != file.Name)) data.Add(new(file.Name, file.Sha256));
    }

    internal LessonRecord ToRecord(Lesson lesson, LessonSources sources, DateTime started, double seconds) => new()
    {
        Lesson = lesson.Folder,
        Title = lesson.Title,
        Seed = Seed,
        Quick = Quick,
        StartedUtc = started,
        Seconds = Math.Round(seconds, 2),
        Machine = MachineRecord.This(),
        SourceHash = sources.Lesson,
        EngineHash = sources.Engine,
        Commit = Commit.Of(Repository.Folder),
        Data = data,
        Metrics = metrics,
        Outputs = outputs.ToDictionary(output => output.Key, output => output.Value.ToString().TrimEnd()),
        Pictures = pictures.ToDictionary(picture => picture.Key,
            picture => new PictureRecord(picture.Key + ".svg", picture.Value.Alt)),
        Weights = WeightsHash,
    };

    internal void WritePictures(string folder)
    {
        _ = Directory.CreateDirectory(folder);
        File.Delete(Path.Combine(folder, LessonRecord.FileName)); // comes last again: with it the run is complete
        foreach (var old in Directory.EnumerateFiles(folder, "*.svg")) File.Delete(old);
        foreach (var (name, (svg, _)) in pictures) File.WriteAllText(Path.Combine(folder, name + ".svg"), svg);
    }
}
