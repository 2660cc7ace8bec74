namespace LearnDL.Models;

/// <summary>A warning is given once, however often its cause is met.</summary>
static class WarningList
{
    public static void AddOnce(this List<string> warnings, string warning)
    {
        if (!warnings.Contains(warning))
            warnings.Add(warning);
    }
}
