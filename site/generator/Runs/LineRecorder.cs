using System.Diagnostics;
using LearnDL.Backends;
using LearnDL.Layers;

namespace LearnDL.Site.Runs;

/// <summary>
/// Ties every op to the line of the recurrent layer's code that asked for it, or of the formula it is a part of: a page
/// then shows numbers beside the very code that computed them, and its comment's equation, and none of the three can
/// drift from the others. The line is that of the call stack. The compiler keeps lines apart as long as it has not
/// optimised a method, that is in a program that has just begun; <see cref="ThroughTimeRun"/> sees to it.
/// </summary>
public sealed class LineRecorder
{
    const string Engine = "engine/LearnDL/"; // the folder before it may be that of another machine

    /// <summary>The methods of a time step: what the backend is asked for, and the formula it computes.</summary>
    public static readonly IReadOnlyList<string> Step = ["LSTM.Step", "LSTM.StepFormula.Compute"],
        StepBack = ["LSTM.StepBack", "LSTM.StepBackFormula.Compute"];

    /// <summary>What is computed for several time steps at once: x·W + b, and the gradients of the weights.</summary>
    public const string Project = "InputProjection.At", Sums = "GradientSums.Add";

    /// <summary>The loop over the time steps, from the last to the first.</summary>
    public const string StepsBack = "BackwardThroughTime.StepsBack";

    // Innermost first: a formula; one time step; what several share; the loops over them.
    static readonly string[][] methods =
        [[Step[1], StepBack[1]], [Step[0], StepBack[0]], [Project, Sums], ["ForwardThroughTime.Steps", StepsBack]];

    readonly List<(string Method, string File, int Line, List<RecordedLine.Op> Ops)> lines = [];

    public IReadOnlyList<RecordedLine> Lines =>
        [.. lines.Select(line => new RecordedLine(line.Method, line.File, line.Line, line.Ops))];

    /// <summary>To be called by a <see cref="TracingBackend"/>, while the code that asked is on the stack.</summary>
    public void Add(TracedOp op)
    {
        if (Place(new StackTrace(fNeedFileInfo: true).GetFrames()) is not { } place)
            return;
        if (lines.Count == 0 || lines[^1] is var last && (last.Method, last.File, last.Line) != place)
            lines.Add((place.Method, place.File, place.Line, []));
        lines[^1].Ops.Add(new RecordedLine.Op(op.Name, [.. op.Operands.Select(operand =>
            NumberTable.Of(operand.Name, operand.Value))], NumberTable.Of("result", op.Result)));
    }

    static (string Method, string File, int Line)? Place(StackFrame[] frames)
    {
        foreach (var level in methods)
            foreach (var frame in frames)
                if (NameOf(frame) is { } name && level.Contains(name)
                    && frame.GetFileName()?.Replace('\\', '/') is { } file)
                    return (name, file[file.LastIndexOf(Engine, StringComparison.Ordinal)..],
                        frame.GetFileLineNumber());
        return null;
    }

    static string? NameOf(StackFrame frame) =>
        frame.GetMethod() is { DeclaringType: { } type } method && type.Assembly == typeof(LSTM).Assembly
            ? $"{NameOf(type)}.{method.Name.Split('.')[^1]}" : null; // without IFormula before Compute

    static string NameOf(Type type) =>
        $"{(type.DeclaringType is { } outer ? NameOf(outer) + "." : "")}{type.Name.Split('`')[0]}";
}
