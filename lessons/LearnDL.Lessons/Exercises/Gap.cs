namespace LearnDL.Lessons;

/// <summary>The place in an exercise where the learner's code goes.</summary>
public static class Gap
{
    /// <summary>Stands where a value is to be computed; replace it.</summary>
    public static T Here<T>() => throw new GapException();
}
