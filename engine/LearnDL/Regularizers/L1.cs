namespace LearnDL.Regularizers;

/// <summary>
/// l1·Σ|w| (the lasso of Tibshirani 1996). It pulls each number towards 0 by the same amount, so that many end near 0.
/// </summary>
/// <param name="l1">The rate, at least 0; 0.01 by default.</param>
/// <exception cref="HyperparameterException">The rate is not a finite number of at least 0.</exception>
public sealed class L1(double l1 = 0.01) : L1L2(l1, 0);
