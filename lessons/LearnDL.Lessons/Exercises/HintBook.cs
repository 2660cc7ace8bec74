using Spectre.Console;

namespace LearnDL.Lessons;

/// <summary>Shows the hints of an exercise, one more each time it is asked.</summary>
sealed class HintBook(Lesson lesson, Workspace workspace, IAnsiConsole console)
{
    /// <param name="number">The exercise, counted from 1.</param>
    internal int Show(int number)
    {
        if (number < 1 || number > lesson.Exercises.Count)
        {
            console.Say($"{lesson.Folder} has the exercises 1 to {lesson.Exercises.Count}; there is no {number}.");
            return 1;
        }

        var exercise = lesson.Exercises[number - 1];
        var progress = WorkspaceProgress.Read(workspace.Folder);
        var state = progress.Of(exercise);
        var shown = Math.Min(state.Hints + 1, exercise.Hints.Count);
        console.Say($"{number}. {exercise.Title}");
        for (var i = 0; i < shown; i++) // those of before, too: they are read together
            console.Say($"   Hint {i + 1} of {exercise.Hints.Count}\n      {exercise.Hints[i].ReplaceLineEndings("\n      ")}");
        console.Say(shown < exercise.Hints.Count ? "   Ask again for the next one." : "   That was the last one.");
        progress.Exercises[exercise.Id] = state with { Hints = shown };
        progress.Write(workspace.Folder);
        return 0;
    }
}
