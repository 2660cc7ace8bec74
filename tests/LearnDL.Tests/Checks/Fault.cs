namespace LearnDL.Tests.Checks;

/// <summary>
/// The mistakes one makes when writing a backward pass by hand. Each is planted alone, and the check must catch it.
/// </summary>
public enum Fault
{
    None,

    // dW = xᵀ·dz
    KernelSign,
    KernelFactorTwo,
    KernelMeanForSum,
    KernelTransposed,
    KernelFromOutput,
    KernelOverwritten,
    KernelForgotten,
    KernelLastRowMissing,
    KernelOnePercent,

    // db = Σ dz
    BiasSign,
    BiasMeanForSum,
    BiasFirstRowOnly,
    BiasOverwritten,
    BiasForgotten,
    BiasFromDy,

    // dx = dz·Wᵀ
    InputSign,
    InputNotTransposed,
    InputFromDy,
    InputFactor,
    InputColumnMissing,

    // dz = dy ∘ f'(z)
    SlopeForgotten,
    SlopeOfInput,
    SlopeSquared,
    SlopeSign,
    SlopeMissingTerm,

    // what Backward works from
    StaleInput,
    StaleOutput,
    GradientChangedInPlace,
    InputChangedInPlace,
}
