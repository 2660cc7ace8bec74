using System.Net;
using AspNetCoreGeneratedDocument;
using LearnDL.Lessons;
using LearnDL.Site.Runs;
using LearnDL.Site.Views;
using LearnDL.Site.Walk;

namespace LearnDL.Site.Markdown;

/// <summary>
/// What a run measured, printed and drew: Metric, Output, Picture, Record, GradientReport, ThroughTime.
/// </summary>
public sealed class RunShortcodes(PageContext context)
{
    public string Metric(Shortcode shortcode, int line) =>
        IsUnmeasured(shortcode) ? "<span class=\"unmeasured\">being measured</span>"
            : Entry(shortcode, line, "metric", run => run.Metrics) is { } metric
            ? $"<data class=\"metric\" value=\"{metric.Value:R}\" title=\"{WebUtility.HtmlEncode(metric.Label)}, "
                + $"measured\">{WebUtility.HtmlEncode(WithMinus(metric.Text))}</data>"
            : "";

    /// <summary>A number as formulas write it.</summary>
    static string WithMinus(string number) => number.StartsWith('-') ? $"−{number[1..]}" : number;

    /// <summary>How long all lessons ran together, and where if that was one machine.</summary>
    public string RunTime()
    {
        var runs = context.Pages.Where(page => page.Lesson is not null)
            .Select(page => context.Runs.Find(page.Lesson!)?.Record).ToList();
        if (runs.Contains(null)) return "<span class=\"unmeasured\">being measured</span>";
        var machines = runs.Select(run => run!.Machine)
            .Select(machine => $"{machine.Cores} cores of {Article(machine.Processor)}").Distinct().ToList();
        return $"<span class=\"metric\">{Duration.Text(runs.Sum(run => run!.Seconds))}</span>"
            + (machines.Count == 1 ? $" on {WebUtility.HtmlEncode(machines[0])}" : "");

        static string Article(string name) => ("AEIOU".Contains(name[0]) ? "an " : "a ") + name;
    }

    public string Output(Shortcode shortcode, int line)
    {
        if (IsUnmeasured(shortcode)) return Unmeasured("What the run prints");
        if (Entry(shortcode, line, "output", run => run.Outputs) is not { } text) return "";
        var name = shortcode.Arguments["name"];
        var output = OutputFigure.Of($"Output: {name}", text.ReplaceLineEndings("\n").Trim('\n'));
        foreach (var wide in output.Text.Split('\n').Where(printed => printed.Length > CodeShortcode.Width))
            context.Problem(line, $"the output \"{name}\" has a line of {wide.Length} columns, "
                + $"and a page has {CodeShortcode.Width}: \"{wide.Trim()}\"",
                "break it where the lesson prints it; Wrapped.Text does that for sentences.");
        return new theme__Output().Render(output);
    }

    public string Picture(Shortcode shortcode, int line)
    {
        if (IsUnmeasured(shortcode)) return Unmeasured("A picture of the run");
        if (Entry(shortcode, line, "picture", run => run.Pictures) is not { } picture) return "";
        var lesson = LessonOf(shortcode)!;
        var path = Path.Combine(context.Runs.Find(lesson)!.Folder, picture.File);
        if (!File.Exists(path))
        {
            context.Problem(line, $"the record names the picture {picture.File}, but the file is gone",
                $"run: dotnet run -c Release --project lessons/{lesson}");
            return "";
        }
        if (string.IsNullOrWhiteSpace(picture.Alt))
            context.Problem(line, $"the picture {picture.File} has no text alternative",
                "give it one where the lesson draws it.");
        return new theme__Picture().Render(new PictureFigure(
            Drawings.Html(context, path, picture.Alt, $"lessons/{lesson}/{picture.File}"),
            shortcode.Arguments.GetValueOrDefault("caption", "")));
    }

    public string Record(Shortcode shortcode, int line) =>
        IsUnmeasured(shortcode) ? Unmeasured("Seed, time and machine of the run")
            : Run(shortcode, line) is { } run ? new theme__Record().Render(run) : "";

    /// <summary>Whether the lesson has no run yet, and may have none: its numbers come later.</summary>
    bool IsUnmeasured(Shortcode shortcode) => context.Options.MayBeUnmeasured && LessonOf(shortcode) is { } lesson
        && context.Runs.Find(lesson) is null && context.Pages.Any(page => page.Lesson == lesson);

    static string Unmeasured(string what) => $"<p class=\"unmeasured\">{what} is being measured.</p>";

    public string Gradients(int line)
    {
        if (context.Gradients is not null) return new theme__GradientReport().Render(context.Gradients);
        context.Problem(line, "there is no fresh gradient report to show",
            "run: dotnet run -c Release --project site -- measure");
        return "";
    }

    /// <summary>The script lies beside the page.</summary>
    public string ThroughTime(int line)
    {
        if (ThroughTimeReport.Read(context.Folders, out var reason) is not { } report)
        {
            context.Problem(line, reason, "run: dotnet run -c Release --project site -- build");
            return "";
        }
        if (report.Gradients.FirstOrDefault(check => check.WorstError > 1e-7) is { } check)
        {
            context.Problem(line,
                $"the gradient {check.Gradient.Name} of the batch is wrong: error {check.WorstError:0.0e-0}",
                "mend the backward pass of LSTM.");
            return "";
        }
        return new theme__ThroughTime()
            .Render(new WalkModel(new WalkBuilder(report, context).Stations(), "through-time.js"));
    }

    T? Entry<T>(Shortcode shortcode, int line, string kind, Func<LessonRecord, IReadOnlyDictionary<string, T>?> entries)
        where T : class
    {
        if (Run(shortcode, line) is not { } run) return null;
        var name = shortcode.Arguments.GetValueOrDefault("name", "");
        var known = entries(run) ?? new Dictionary<string, T>();
        if (known.TryGetValue(name, out var entry)) return entry;
        context.Problem(line, $"the run of {run.Lesson} has no {kind} \"{name}\"",
            $"it has: {string.Join(", ", known.Keys.Order(StringComparer.Ordinal).DefaultIfEmpty("none"))}.");
        return null;
    }

    string? LessonOf(Shortcode shortcode) => shortcode.Arguments.GetValueOrDefault("lesson") ?? context.Page.Lesson;

    LessonRecord? Run(Shortcode shortcode, int line)
    {
        var lesson = LessonOf(shortcode);
        if (lesson is null)
            context.Problem(line, $"{shortcode.Name} does not say whose run it means",
                "add lesson=\"02-pima\" (a page of a lesson needs none).");
        else if (context.Runs.Find(lesson) is { } run)
        {
            if (!context.Used.Contains(run)) context.Used.Add(run);
            return run.Record;
        }
        else
            context.Problem(line, $"there is no record of the lesson \"{lesson}\"",
                $"run: dotnet run -c Release --project lessons/{lesson}");
        return null;
    }
}
