namespace LearnDL.Models;

/// <summary>Warnings are said once, however often their cause is met.</summary>
static class WarningList
{
    public static void AddOnce(this List<string> warnings, string warning)
    {
        if (!warnings.Contains(warning))
            warnings.Add(warning);
    }
}
