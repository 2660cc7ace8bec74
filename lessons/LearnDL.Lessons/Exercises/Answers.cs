using System.Reflection;

namespace LearnDL.Lessons;

/// <summary>Finds a learner's methods in what the files of a workspace were compiled to.</summary>
static class Answers
{
    const BindingFlags Anywhere =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>The learner's method that stands in the place of a gap.</summary>
    internal static TAnswer Find<TAnswer>(Assembly answers, TAnswer gap) where TAnswer : Delegate
    {
        var wanted = gap.Method;
        var candidates = answers.GetTypes().Where(type => type.Name == "YourTurn")
            .SelectMany(type => type.GetMethods(Anywhere)).Where(method => method.Name == wanted.Name);
        foreach (var method in candidates)
            if (method.IsStatic && Delegate.CreateDelegate(typeof(TAnswer), method, throwOnBindFailure: false)
                is TAnswer found)
                return found;
        throw new MissingAnswerException(wanted);
    }
}
