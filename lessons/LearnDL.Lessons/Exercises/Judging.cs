using System.Globalization;
using System.Reflection;

namespace LearnDL.Lessons;

/// <summary>The judging process: runs a learner's answers one after the other and reports each.</summary>
static class Judging
{
    /// <param name="lesson">Whose exercises to judge.</param>
    /// <param name="library">What the learner's files were compiled to, or the lesson itself for its own gaps.</param>
    /// <param name="first">The number of the exercise to begin with.</param>
    /// <param name="output">Where the messages go; what the learner's code prints goes there, too.</param>
    internal static int Run(Lesson lesson, string library, int first, TextWriter output)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var own = lesson.GetType().Assembly;
        var answers = Path.GetFullPath(library) == own.Location ? null : Assembly.LoadFrom(Path.GetFullPath(library));
        for (var i = first; i < lesson.Exercises.Count; i++)
        {
            Tell(new(i, null));
            Tell(new(i, lesson.Exercises[i].Check(answers)));
        }

        return 0;

        void Tell(JudgeMessage message)
        {
            output.WriteLine(message.ToLine());
            output.Flush();
        }
    }
}
