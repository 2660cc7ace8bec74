namespace LearnDL.Site.Runs;

/// <summary>A line of a source file that ran, and the ops it ran, in their order.</summary>
/// <param name="Method">The method, with its type: "LSTM.Step".</param>
/// <param name="File">The file, named from the root of the repository.</param>
/// <param name="Line">Counted from 1: where the statement begins.</param>
/// <param name="Ops">What the backend was asked for.</param>
public sealed record RecordedLine(string Method, string File, int Line, IReadOnlyList<RecordedLine.Op> Ops)
{
    public sealed record Op(string Name, IReadOnlyList<NumberTable> Operands, NumberTable Result);
}
