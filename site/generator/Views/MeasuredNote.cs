using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using LearnDL.Lessons;
using LearnDL.Site.Markdown;
using LearnDL.Site.Runs;

namespace LearnDL.Site.Views;

/// <summary>What stands at the head of a page with measured numbers: whose they are.</summary>
/// <param name="Lines">Sentences, as text.</param>
/// <param name="IsWarning">Whether the numbers are not those that the page speaks of.</param>
/// <param name="IsOwn">Whether this machine has measured all of them.</param>
/// <param name="Lesson">The lesson whose page it is, or "".</param>
public sealed record MeasuredNote(IReadOnlyList<string> Lines, bool IsWarning, bool IsOwn, string Lesson)
{
    /// <summary>The note of a page that was just rendered; null where it has no numbers of a run.</summary>
    public static MeasuredNote? Of(PageContext context)
    {
        var lesson = context.Page.Lesson;
        var isMissing = lesson is not null && context.Runs.Find(lesson) is null;
        if (context.Used.Count == 0 && !isMissing) return null;
        var lines = isMissing
            ? ["Being measured: the lesson or its data have changed since the last record. "
                + "The numbers will appear here as soon as the lesson has run."]
            : context.Used.Select(run => Sentence(run, named: run.Record.Lesson != lesson)).ToList();
        return new MeasuredNote(lines, isMissing || context.Used.Any(run => run.Record.Quick),
            !isMissing && context.Used.All(run => run.IsOwn), lesson ?? "");
    }

    static string Sentence(ShownRun run, bool named)
    {
        var record = run.Record;
        var of = named ? $"Numbers of {record.Lesson}: measured" : "Measured";
        var when = $"{record.StartedUtc:yyyy-MM-dd}";
        if (record.Quick)
            return $"{of} in a quick run on this machine, {when}: a small budget, "
                + "whose numbers are not the ones the text discusses.";
        var at = record.Commit is { } commit ? $", commit {Commit.Short(commit)}" : "";
        return run.IsOwn ? $"{of} on this machine ({record.Machine.Processor}), {when}.{Weights(run)}"
            : $"{of} on {record.Machine.Processor}, {record.Machine.Cores} cores, {when}{at}.";
    }

    static string Weights(ShownRun run) => run.HasRecordedWeights switch
    {
        true => " Same weights as recorded: SHA-256 equal.",
        false when !(Fma.IsSupported || AdvSimd.IsSupported) =>
            " This processor has no fused multiply-add, so its weights differ in the last bits.",
        false => " The weights are not those that were recorded: the engine has changed since.",
        null => "",
    };
}
