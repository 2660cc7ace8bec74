using LearnDL.Activations;

namespace LearnDL.Interop.Onnx;

/// <summary>What every activation becomes.</summary>
static class ActivationExport
{
    /// <summary>y = f(z); a softmax goes along the axis.</summary>
    public static string Write(OnnxGraph g, ActivationFunction f, string z, int axis = -1) => f.Name switch
    {
        "linear" => z,
        "relu" when f.Constants.Count == 0 => g.Op("Relu", [z]),
        "relu" => BoundedReLU(g, z, f.Constants[0], f.Constants[1], f.Constants[2]),
        "leaky_relu" => g.Op("LeakyRelu", [z], OnnxAttribute.Float("alpha", f.Constants[0])),
        "elu" => g.Op("Elu", [z], OnnxAttribute.Float("alpha", f.Constants[0])),
        "selu" => g.Op("Selu", [z], OnnxAttribute.Float("alpha", f.Constants[0]),
            OnnxAttribute.Float("gamma", f.Constants[1])),
        "sigmoid" => g.Op("Sigmoid", [z]),
        "hard_sigmoid" => g.Op("HardSigmoid", [z], OnnxAttribute.Float("alpha", 1.0 / 6),
            OnnxAttribute.Float("beta", 0.5)),                                      // max(0, min(1, z/6 + ½))
        "tanh" => g.Op("Tanh", [z]),
        "softplus" => g.Op("Softplus", [z]),
        "softsign" => g.Op("Softsign", [z]),
        "exponential" => g.Op("Exp", [z]),
        "silu" => g.Op("Mul", [z, g.Op("Sigmoid", [z])]),                           // z·σ(z)
        "softmax" => g.Op("Softmax", [z], OnnxAttribute.Int("axis", axis)),
        _ => throw new OnnxException($"The activation '{f.Name}' cannot be said in ONNX {OnnxLimits.Opset}.",
            "another of ActivationFunction.Names", f.Name, "Train with another activation."),
    };

    /// <summary>min(slope·(z − threshold) where z is below it, z elsewhere; max)</summary>
    static string BoundedReLU(OnnxGraph g, string z, double max, double slope, double threshold)
    {
        var below = g.Op("Mul", [g.Op("Sub", [z, g.Number(threshold)]), g.Number(slope)]);
        var y = g.Op("Where", [g.Op("Less", [z, g.Number(threshold)]), below, z]);
        return double.IsFinite(max) ? g.Op("Min", [y, g.Number(max)]) : y;
    }
}
