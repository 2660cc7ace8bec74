using LearnDL.Tensors;

namespace LearnDL.Backends;

/// <summary>One kernel that ran: what it was given, and what it made of it. All tensors are copies that stay.</summary>
/// <param name="Kernel">Which method of <see cref="IBackend"/> it was, "Dot"; or which
/// operation of a formula, "Multiply".</param>
/// <param name="Operands">The tensors it read, under the names of its parameters and with their numbers from before. A
/// result that it adds to, or overwrites in part, is one of them; an operand that was left out is not.</param>
/// <param name="Settings">The numbers and choices it was given, under the names of its parameters.</param>
/// <param name="Results">The tensors it wrote, with their numbers from after: one, but for a kernel
/// that does several ops at once.</param>
public sealed record TracedOp(string Kernel, IReadOnlyList<(string Name, Tensor Value)> Operands,
    IReadOnlyList<(string Name, object Value)> Settings, IReadOnlyList<(string Name, Tensor Value)> Results)
{
    /// <summary>
    /// What it computes, as one word: which reduction it was ("Sum", "Mean"), and the kernel's own name for the others.
    /// </summary>
    public string Name => Settings is [("op", var op), ..] ? $"{op}" : Kernel;

    /// <summary>The tensor it wrote, or the first of them.</summary>
    public Tensor Result => Results[0].Value;

    /// <summary>One line: "Multiply x (2, 3), y (2, 3) → (2, 3)".</summary>
    public override string ToString()
    {
        var operands = Operands.Select(operand => $"{operand.Name} {operand.Value.Shape}");
        var settings = Settings.Where(setting => setting.Name != "op")
            .Select(setting => $"{setting.Name} {setting.Value}");
        return $"{Name} {string.Join(", ", operands.Concat(settings))} → {Result.Shape}";
    }
}
