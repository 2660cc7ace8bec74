namespace LearnDL.Numbers;

/// <summary>
/// An equation of several operands or results, as a loop over their elements:
/// <code>
/// for (var n = 0; n &lt; at.Length; n += V.Count)
///     at[2, n] = at[0, n] * at[1, n];
/// </code>
/// Operands are numbered in the order in which they are given. A result may be an operand at the same time.
/// Equations with one result are shorter as an <see cref="IFunction1"/>, <see cref="IFunction2"/>, ….
/// </summary>
public interface IFormula
{
    /// <summary>Computes all elements of one row of the operands.</summary>
    /// <typeparam name="V">What is computed with.</typeparam>
    /// <typeparam name="TPlaces">How operands are read and written.</typeparam>
    /// <param name="at">The operands.</param>
    void Compute<V, TPlaces>(TPlaces at) where V : struct, INumbers<V>
        where TPlaces : struct, IPlaces<V>, allows ref struct;
}
