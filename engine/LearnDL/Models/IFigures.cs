using System.Text;

namespace LearnDL.Models;

/// <summary>What is reported of a run through batches, as far as it has come.</summary>
interface IFigures
{
    /// <summary>The figures so far, by name.</summary>
    Logs ToLogs();

    /// <summary>The same for a progress bar, without allocating.</summary>
    void AppendTo(StringBuilder line);
}
