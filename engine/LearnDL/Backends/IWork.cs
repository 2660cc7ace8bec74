namespace LearnDL.Backends;

/// <summary>
/// Work that falls into parts, each of which writes other elements than all the rest. So it does
/// not matter who does which, or when.
/// </summary>
public interface IWork
{
    /// <summary>Does part number 0, 1, 2, ….</summary>
    void Do(int part);
}
