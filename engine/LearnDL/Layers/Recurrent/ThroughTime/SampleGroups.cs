namespace LearnDL.Layers;

/// <summary>
/// How a batch is divided into groups of samples that go through time side by side. It follows from the sizes alone,
/// never from the number of threads: the gradients of the groups are added up, and so the bits are the same on every
/// machine.
/// </summary>
static class SampleGroups
{
    const int Least = 16, Most = 8;

    /// <summary>Fewer multiply-adds than these are done before a second thread has begun.</summary>
    const long WorthGroups = 1 << 21;

    /// <summary>The number of groups, from the numbers of samples and of multiply-adds in all.</summary>
    public static int Count(int samples, long operations) =>
        operations < WorthGroups ? 1 : Math.Clamp(samples / Least, 1, Most);

    /// <summary>The samples of a group.</summary>
    public static Range Of(int samples, int groups, int group) =>
        (int)((long)samples * group / groups)..(int)((long)samples * (group + 1) / groups);
}
