namespace LearnDL.Lessons;

/// <param name="Label">What was measured, in words.</param>
/// <param name="Value">The number in full.</param>
/// <param name="Text">The number as people should read it.</param>
public sealed record MetricRecord(string Label, double Value, string Text);
