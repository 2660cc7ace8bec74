using System.Text.Json.Serialization;

namespace LearnDL.Lessons;

/// <param name="Label">What was measured, in words.</param>
/// <param name="Value">The number in full.</param>
/// <param name="Text">The number as people should read it.</param>
/// <param name="OfMachine">Whether it tells of the machine, as time and memory do, and differs from run to run.</param>
public sealed record MetricRecord(
    string Label, double Value, string Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool OfMachine = false);
