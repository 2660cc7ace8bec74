using System.Globalization;
using System.Runtime.CompilerServices;

namespace LearnDL.Tests;

/// <summary>
/// All tests run on a machine of a foreign language: decimal commas, points between thousands, a minus sign that is no
/// hyphen. So a text, a file or a weight that depends on the reader's language turns its own test red. (Our programs
/// run without cultures, a user's do not; made by hand, because then there is none to be asked for by name.)
/// </summary>
static class ForeignCulture
{
    internal static CultureInfo Culture { get; } = new("")
    {
        NumberFormat =
        {
            NumberDecimalSeparator = ",", NumberGroupSeparator = ".", PercentDecimalSeparator = ",",
            PercentGroupSeparator = ".",
            NegativeSign = "−", PositiveSign = "＋", NaNSymbol = "not a number", PositiveInfinitySymbol = "∞",
            NegativeInfinitySymbol = "−∞",
        },
    };

#pragma warning disable CA2255 // a test assembly has no Main in which this could stand
    [ModuleInitializer]
    internal static void Set() => CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = Culture;
#pragma warning restore CA2255
}
