using LearnDL.Losses;
using LearnDL.Optimizers;

namespace LearnDL.Models;

/// <summary>What Compile was given.</summary>
sealed record Compiled(Optimizer Optimizer, Loss? Loss, IReadOnlyList<string> MetricNames);
