using System.Reflection;

namespace LearnDL.Lessons;

/// <summary>Raised when a learner's file no longer has the method that an exercise judges.</summary>
sealed class MissingAnswerException(MethodInfo gap) : Exception(
    $"There is no static method {gap.Name} with the parameters of the exercise in your YourTurn.cs. "
    + $"Its signature is in the lesson's own YourTurn.cs; copy it from there:\n{gap.Name}("
    + string.Join(", ", gap.GetParameters().Select(parameter => parameter.Name)) + ")");
