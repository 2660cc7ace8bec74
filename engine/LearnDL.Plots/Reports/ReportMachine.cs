using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Xml.Linq;

namespace LearnDL.Plots;

/// <summary>What the page was made on: it explains the seconds, and must not matter to the figures.</summary>
static class ReportMachine
{
    public static XElement Table() => ReportPage.Pairs(
    [
        ("Cores", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)),
        ("Vectors", Vector512.IsHardwareAccelerated ? "512 bits" : Vector256.IsHardwareAccelerated ? "256 bits"
            : Vector128.IsHardwareAccelerated ? "128 bits" : "none"),
        (".NET", RuntimeInformation.FrameworkDescription),
        ("System", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}"),
        ("LearnDL", typeof(Models.Model).Assembly.GetName().Version?.ToString(3) ?? "?"),
        ("Written", DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)),
    ]);
}
