using LearnDL.Backends.Cpu;
using LearnDL.Backends.Reference;
using LearnDL.Numbers;

namespace LearnDL.Backends;

/// <summary>
/// Which backend computes: the one set in code, else the one named by the environment variable LEARNDL_BACKEND,
/// else the one in the settings file, else "cpu".
/// </summary>
public static class Backend
{
    static IBackend? current;

    /// <summary>The backend that every op uses from now on.</summary>
    public static IBackend Current
    {
        get => current ??= ByName(Environment.GetEnvironmentVariable("LEARNDL_BACKEND") ?? Settings.Backend);
        set => current = value;
    }

    /// <summary>
    /// Lets the current backend compute a formula; the default backend without a detour, see
    /// <see cref="CpuBackend.Compute"/>.
    /// </summary>
    internal static void Elementwise<TFormula>(
        in TFormula formula, int rows, int columns, ReadOnlySpan<Operand> operands) where TFormula : struct, IFormula
    {
        var backend = Current;
        if (backend is CpuBackend cpu)
            cpu.Compute(in formula, rows, columns, operands);
        else
            backend.Elementwise(in formula, rows, columns, operands);
    }

    /// <summary>The backend of this name.</summary>
    /// <exception cref="UnknownNameException">There is none.</exception>
    public static IBackend ByName(string name) => name switch
    {
        "reference" => new ReferenceBackend(),
        "cpu" => new CpuBackend(),
        _ => throw NameList.Unknown("backend", name, ["reference", "cpu"]),
    };
}
