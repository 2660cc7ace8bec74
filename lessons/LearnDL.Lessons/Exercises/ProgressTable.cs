using System.Globalization;
using Spectre.Console;
using Table = Spectre.Console.Table;

namespace LearnDL.Lessons;

/// <summary>How far a learner has come, lesson by lesson.</summary>
static class ProgressTable
{
    /// <returns>As a check of all lessons would, had it judged them now: 0, 1 or 2.</returns>
    internal static int Show(IReadOnlyList<ExerciseProgress> lessons, IAnsiConsole console)
    {
        var table = new Table().AddColumns("lesson", "right", "wrong", "open", "last check");
        table.Border = TableBorder.Simple;
        foreach (var lesson in lessons)
            _ = table.AddRow(lesson.Lesson, $"{lesson.Solved} of {lesson.Total}", $"{lesson.Wrong}",
                $"{lesson.Total - lesson.Solved - lesson.Wrong}", When(lesson));
        console.Write(table);
        console.WriteLine($"{lessons.Sum(lesson => lesson.Solved)} of {lessons.Sum(lesson => lesson.Total)} are right.");
        return lessons.Any(lesson => lesson.Wrong > 0) ? ExerciseRunner.SomeWrong
            : lessons.All(lesson => lesson.IsDone) ? ExerciseRunner.AllRight : ExerciseRunner.NotAllStarted;
    }

    static string When(ExerciseProgress lesson) => lesson.CheckedUtc is not { } time ? "" :
        time.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
            + (lesson.ChangedSince ? ", changed since" : "");
}
