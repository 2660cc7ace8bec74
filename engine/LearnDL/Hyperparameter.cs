using System.Numerics;

namespace LearnDL;

/// <summary>
/// Checks of the numbers a user sets. Each returns the number, so that it can be checked where it is stored.
/// </summary>
static class Hyperparameter
{
    public static int AtLeast(int least, int value, string name) => value >= least ? value :
        throw new HyperparameterException(
            $"{name} is out of range.", $"{name} >= {least}", $"{value}", $"Give a whole number from {least} up.");

    public static double Positive(double value, string name, string fix) =>
        double.IsFinite(value) && value > 0 ? value :
        throw new HyperparameterException($"{name} is out of range.", "a finite number > 0", $"{value}", fix);

    public static double NotNegative(double value, string name, string fix = "0 switches it off.") =>
        double.IsFinite(value) && value >= 0 ? value :
        throw new HyperparameterException($"{name} is out of range.", "a finite number >= 0", $"{value}", fix);

    /// <summary>A share in [0, 1): 1 itself would leave nothing.</summary>
    public static double Share(double value, string name) => value is >= 0 and < 1 ? value :
        throw new HyperparameterException(
            $"{name} is out of range.", "a number in [0, 1)", $"{value}",
            value is > 1 and <= 100 ? $"Did you mean {(value >= 10 ? value / 100 : value / 10):0.##}?"
                : "Give a number of at least 0 and below 1.");

    /// <summary>A number in [low, high].</summary>
    public static double Within(double low, double high, double value, string name) =>
        value >= low && value <= high ? value : throw new HyperparameterException(
            $"{name} is out of range.", $"a number from {low} to {high}", $"{value}", "Give a number of this range.");

    /// <summary>Whether a callback says what it does: 0 or 1.</summary>
    public static int Verbose(int value, string callback) => value is 0 or 1 ? value :
        throw new HyperparameterException(
            $"{callback}: verbose is out of range.", "0 silent, 1 a line for what it does", $"{value}",
            "Use 1 to see what it does.");

    public static T Finite<T>(T value, string name) where T : INumber<T> => T.IsFinite(value) ? value :
        throw new HyperparameterException(
            $"{name} is not a number to compute with.", "a finite number", $"{value}", "Check how it was computed.");
}
