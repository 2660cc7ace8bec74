using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Optimizers;

/// <summary>Why a step could not be made: the first number that is not finite, or would not be.</summary>
/// <param name="Parameter">The weight.</param>
/// <param name="Where">Whether it is its gradient, what the optimizer keeps for it, or itself.</param>
/// <param name="Value">NaN, or plus or minus infinity.</param>
/// <param name="At">Its place, counted row after row.</param>
/// <param name="Gradient">The gradient there, as the step used it.</param>
readonly record struct StepFault(Parameter Parameter, StepFault.Place Where, double Value, int At, double Gradient)
{
    /// <summary>Where the number stands.</summary>
    public enum Place { Gradient, Slot, Weight }

    /// <summary>The first number of a tensor of this weight that is not finite.</summary>
    public static StepFault Of(Parameter parameter, Tensor numbers, Place where)
    {
        var at = 0;
        while (double.IsFinite(numbers.ValueAt(at)))
            at++;
        return new StepFault(parameter, where, numbers.ValueAt(at), at, parameter.Gradient.ValueAt(at));
    }

    /// <summary>What is wrong, of an optimizer of this kind and a weight of this name.</summary>
    public string What(string optimizer, string weight, string when) => Where switch
    {
        Place.Gradient => $"The gradient of '{weight}' became {Value}{when}.",
        Place.Slot => $"The gradient of '{weight}' is {Gradient:0.###e+0}{when}; what {optimizer} keeps of it, such as "
            + $"its square, does not fit into {Parameter.Value.DType}.",
        _ => $"The step{when} would make the weight '{weight}' {Value}.",
    };

    /// <summary>What was expected.</summary>
    public string Expected => Where switch
    {
        Place.Gradient => "finite gradients",
        Place.Slot => "gradients whose squares are finite",
        _ => "finite weights",
    };

    /// <summary>What came instead.</summary>
    public string Got => Where == Place.Gradient ? $"{Value} as number {At} of {Parameter.Gradient.Shape}"
        : $"{Value} as number {At} of {Parameter.Value.Shape}, for the gradient {Gradient:0.###e+0}";

    /// <summary>The error of an optimizer that is used without a model.</summary>
    public DataException Error(string optimizer) => new(What(optimizer, Parameter.Name, ""), Expected, Got,
        Where == Place.Weight ? "Try a smaller learning rate, or ClipNorm = 1. The weights are as before the step."
            : "Scale the data down, or clip with ClipValue = 1. The weights are as before the step.");
}
