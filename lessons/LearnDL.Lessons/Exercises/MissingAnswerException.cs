using System.Reflection;

namespace LearnDL.Lessons;

/// <summary>Raised when a learner's file has no longer the method that an exercise judges.</summary>
sealed class MissingAnswerException(MethodInfo gap) : Exception(
    $"There is no static method {gap.Name} with the parameters of the exercise in your YourTurn.cs. "
    + $"Its first lines stand in the lesson's own file; copy them from there:\n{gap.Name}("
    + string.Join(", ", gap.GetParameters().Select(parameter => parameter.Name)) + ")");
