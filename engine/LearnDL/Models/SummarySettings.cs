namespace LearnDL.Models;

/// <summary>What <see cref="Model.Summary"/> was asked for.</summary>
sealed record SummarySettings(int? LineLength, IReadOnlyList<double>? Positions, bool ExpandNested, bool ShowTrainable,
    (string First, string Last)? LayerRange);
