using LearnDL.Backends;

namespace LearnDL.Tensors;

/// <summary>Work that falls into parts, done by as many threads as the backend has.</summary>
static class ParallelOps
{
    /// <summary>Calls <see cref="IWork.Do"/> once per part, side by side where that is possible.</summary>
    public static void Run<TWork>(in TWork work, int parts) where TWork : struct, IWork =>
        Backend.Current.RunParts(in work, parts);
}
