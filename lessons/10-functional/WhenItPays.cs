using LearnDL.Lessons;

namespace Lessons.Functional;

/// <summary>Step 6: the same habits beside a text that says less, the subject alone.</summary>
static class WhenItPays
{
    public static void Run(LessonRun run, (Inputs Train, Inputs Held)[] splits)
    {
        run.Heading("When a second input pays");
        var subject = new Candidate("subject", "subject alone", Network.SubjectAlone, part => part.Subject);
        var both = new Candidate("subject-habits", "subject and habits", Network.SubjectAndHabits,
            part => [part.Subject, part.Habits]);
        for (var k = 0; k < splits.Length; k++)
            foreach (var candidate in new[] { subject, both })
                candidate.Judge(run, splits[k].Train, splits[k].Held, run.Seed + k);
        Verdicts.Print(run, "pays", [subject, both], $"{splits.Length} seeds, validation");
        Verdicts.RecordGap(run, both, subject);
    }
}
