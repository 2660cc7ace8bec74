using LearnDL.Activations;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class ActivationTests : LayerContract
{
    protected override Layer NewLayer() => new Activation("tanh");

    public static TheoryData<string> Names => [.. ActivationFunction.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Computes_the_function_of_its_name(string name)
    {
        var x = Tensor.Normal([4, 5], dtype: DType.Float64);
        var layer = new Activation(name);

        Assert.Equal(name, layer.OutputActivation.Name);
        Assert.Equal(ActivationFunction.Get(name).Forward(x).ToArray<double>(),
            layer.NewCall().Forward(x, training: false).ToArray<double>());
    }
}
