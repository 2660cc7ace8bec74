using System.Text.Json;

namespace LearnDL.Lessons;

/// <summary>What the process that judges tells the one that waits for it, one message per line.</summary>
/// <param name="Exercise">Its number, from 0.</param>
/// <param name="Verdict">Null says that the exercise begins.</param>
sealed record JudgeMessage(int Exercise, Verdict? Verdict)
{
    // No learner prints this by accident; what else stands in the line was printed by the learner's code.
    const string Mark = "\u0002judge\u0003";

    internal string ToLine() => Mark + JsonSerializer.Serialize(this);

    /// <summary>Takes a line of the process's output apart.</summary>
    internal static (string Printed, JudgeMessage? Message) Parse(string line) =>
        line.IndexOf(Mark, StringComparison.Ordinal) is var at and >= 0
            ? (line[..at], JsonSerializer.Deserialize<JudgeMessage>(line.AsSpan(at + Mark.Length)))
            : (line, null);
}
