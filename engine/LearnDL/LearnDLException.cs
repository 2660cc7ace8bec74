namespace LearnDL;

/// <summary>
/// The base of every error LearnDL raises for wrong input. It says what is wrong, what was expected, what was given and
/// how to mend it, and it is raised before anything has changed.
/// </summary>
public abstract class LearnDLException(string what, string expected, string got, string fix)
    : Exception($"{what}\n  expected: {expected}\n  got:      {got}\n  fix:      {fix}")
{
    /// <summary>What is wrong, with the name of the layer, file or argument.</summary>
    public string What { get; } = what;

    /// <summary>What would have been right.</summary>
    public string Expected { get; } = expected;

    /// <summary>What was given instead, with the first offending row or value.</summary>
    public string Got { get; } = got;

    /// <summary>The way out.</summary>
    public string Fix { get; } = fix;
}

/// <summary>Two shapes do not fit each other, or a shape does not fit a layer.</summary>
public sealed class ShapeException(string what, string expected, string got, string fix)
    : LearnDLException(what, expected, got, fix);

/// <summary>An op was given numbers of a type it does not compute with.</summary>
public sealed class DTypeException(string what, string expected, string got, string fix)
    : LearnDLException(what, expected, got, fix);

/// <summary>A tensor made while a model computed a batch was used after that batch had ended.</summary>
public sealed class StaleTensorException(string what, string expected, string got, string fix)
    : LearnDLException(what, expected, got, fix);

/// <summary>The samples themselves are at fault: none, not paired, NaN, a label out of range.</summary>
public sealed class DataException(string what, string expected, string got, string fix)
    : LearnDLException(what, expected, got, fix)
{
    /// <summary>Whether a step of a training could not be taken, as a number would not be finite after it.</summary>
    internal bool IsDivergence { get; init; }
}

/// <summary>A setting such as a rate, a size or a count lies outside its range.</summary>
public sealed class HyperparameterException(string what, string expected, string got, string fix)
    : LearnDLException(what, expected, got, fix);

/// <summary>No activation, loss, optimizer, metric or initializer has the name that was given.</summary>
public sealed class UnknownNameException(string what, string expected, string got, string fix)
    : LearnDLException(what, expected, got, fix);

/// <summary>A model was used in the wrong order, or its parts do not suit each other.</summary>
public sealed class ModelException(string what, string expected, string got, string fix)
    : LearnDLException(what, expected, got, fix);
