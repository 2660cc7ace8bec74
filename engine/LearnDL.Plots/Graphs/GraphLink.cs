namespace LearnDL.Plots;

/// <summary>A layer that reads another.</summary>
readonly record struct GraphLink(GraphEnd From, GraphEnd To);
