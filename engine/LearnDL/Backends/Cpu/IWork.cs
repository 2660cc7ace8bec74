namespace LearnDL.Backends.Cpu;

/// <summary>Work that falls into parts, each of which writes other elements than all the rest. So it does not matter who does which, or when.</summary>
interface IWork
{
    /// <summary>Does part number 0, 1, 2, ….</summary>
    void Do(int part);
}
