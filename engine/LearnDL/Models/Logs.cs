using System.Globalization;

namespace LearnDL.Models;

/// <summary>
/// The figures of an epoch or a batch by name, in the order they are reported: loss first, then the metrics, then
/// "val_…".
/// </summary>
public sealed class Logs : OrderedDictionary<string, double>
{
    /// <summary>The figures on one line: "loss 0.0123, accuracy 0.98".</summary>
    public override string ToString() =>
        string.Join(", ", this.Select(figure => $"{figure.Key} {NumberText(figure.Value)}"));

    /// <summary>Four decimals, or four digits where those would show little.</summary>
    internal static string NumberText(double value) =>
        value.ToString(value != 0 && Math.Abs(value) <= 1e-3 ? "0.####e+00" : "0.####", CultureInfo.InvariantCulture);
}
