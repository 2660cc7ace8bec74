using System.Globalization;

namespace LearnDL.Models;

/// <summary>
/// The figures of an epoch or a batch by name, in the order they are reported: loss first, then the metrics, then
/// "val_…". They are there by position, too, <c>logs[1]</c>, and as variables:
/// <c>var (loss, accuracy) = model.Evaluate(x, y)</c>.
/// </summary>
public sealed class Logs : OrderedDictionary<string, double>
{
    /// <summary>The figure at a position: the loss is 0, the first metric 1.</summary>
    /// <exception cref="ModelException">There are not as many.</exception>
    public double this[int position] => position >= 0 && position < Count ? GetAt(position).Value :
        throw new ModelException($"There is no figure at position {position}.",
            $"a position from 0 to {Count - 1}", $"{position}", $"Figures are {Names}; 0 is the first.");

    /// <summary>Two figures as variables; the loss and a metric as a rule.</summary>
    /// <exception cref="ModelException">There are not two.</exception>
    public void Deconstruct(out double first, out double second) =>
        (first, second) = (First(of: 2), this[1]);

    /// <summary>Three figures as variables.</summary>
    /// <exception cref="ModelException">There are not three.</exception>
    public void Deconstruct(out double first, out double second, out double third) =>
        (first, second, third) = (First(of: 3), this[1], this[2]);

    /// <summary>Four figures as variables.</summary>
    /// <exception cref="ModelException">There are not four.</exception>
    public void Deconstruct(out double first, out double second, out double third, out double fourth) =>
        (first, second, third, fourth) = (First(of: 4), this[1], this[2], this[3]);

    /// <summary>Five figures as variables.</summary>
    /// <exception cref="ModelException">There are not five.</exception>
    public void Deconstruct(
        out double first, out double second, out double third, out double fourth, out double fifth) =>
        (first, second, third, fourth, fifth) = (First(of: 5), this[1], this[2], this[3], this[4]);

    double First(int of) => Count == of ? this[0] : throw new ModelException(
        $"{of} variables cannot take {Count} figure{(Count == 1 ? "" : "s")}.", "one variable for each figure",
        $"{of} variables for {Names}",
        Count == 1 ? "Compile names no metrics. Name one there, or take the loss alone: logs[\"loss\"]."
            : "Name a variable for each, _ for one you do not need, or take a figure by its name: logs[\"loss\"].");

    string Names => string.Join(", ", Keys);

    /// <summary>The figures on one line: "loss 0.0123, accuracy 0.98".</summary>
    public override string ToString() =>
        string.Join(", ", this.Select(figure => $"{figure.Key} {NumberText(figure.Value)}"));

    /// <summary>Four decimals, or four digits where those would show little.</summary>
    internal static string NumberText(double value) =>
        value.ToString(value != 0 && Math.Abs(value) <= 1e-3 ? "0.####e+00" : "0.####", CultureInfo.InvariantCulture);
}
