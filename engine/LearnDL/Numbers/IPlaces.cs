namespace LearnDL.Numbers;

/// <summary>Where a formula reads and writes.</summary>
/// <typeparam name="V">What is read and written.</typeparam>
public interface IPlaces<V> where V : struct, INumbers<V>
{
    /// <summary>The number of elements.</summary>
    int Length { get; }

    /// <summary>Element n of an operand, and as many after it as V holds.</summary>
    V this[int operand, int n] { get; set; }
}
