using LearnDL.Activations;
using LearnDL.Interop.Onnx;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Interop.Tests.Onnx;

/// <summary>Every layer in its settings, against ONNX Runtime.</summary>
public sealed class OnnxLayerTests
{
    static readonly OnnxLayerCase[] cases =
        [.. OnnxLayerCase.Core, .. OnnxLayerCase.Images, .. OnnxLayerCase.Sequences];

    public static TheoryData<int, string> Cases
    {
        get
        {
            var all = new TheoryData<int, string>();
            for (var i = 0; i < cases.Length; i++)
                all.Add(i, $"{cases[i].Make().GetType().Name} on {cases[i].Sample}");
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Agrees_with_ONNX_Runtime(int number, string about)
    {
        var one = cases[number];
        foreach (var sizes in one.Sizes.Length == 0 ? [one.Sample] : one.Sizes)
            foreach (var N in (int[])[1, 3])
            {
                var model = new Sequential([new Input(one.Sample), one.Make()], seed: 1);
                OnnxRun.Shaken(model, seed: number);
                var x = one.Data(Shape.Of([N]).Concat(sizes), 7 + number);
                var worst = OnnxRun.Difference(model, [x]);
                Assert.True(worst <= 1e-5, $"{about}: {worst:0.0e0}");
            }
    }

    [Fact]
    public void All_layers_are_tried()
    {
        var tried = cases.Select(one => one.Make().GetType())
            .Concat([typeof(Add), typeof(Subtract), typeof(Multiply), typeof(Average), typeof(Maximum),
                typeof(Minimum), typeof(Concatenate), typeof(Dot), typeof(Input)]); // by OnnxMergeTests
        Assert.Equal(LayerExport.Known.Select(type => type.Name).Order(),
            tried.Select(type => type.Name).Distinct().Order());
    }

    [Fact]
    public void All_layers_of_the_engine_can_be_said()
    {
        var layers = typeof(Layer).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(Layer)) && !type.IsAbstract && !type.IsAssignableTo(typeof(Model)));
        Assert.Empty(layers.Except(LayerExport.Known));
    }

    public static TheoryData<string> Activations => [.. ActivationFunction.Names];

    /// <summary>Over the whole range, its corners among it, behind a layer and as the activation of gates.</summary>
    [Theory]
    [MemberData(nameof(Activations))]
    public void All_activations(string name)
    {
        var model = new Sequential([new Input(8), new Activation(name)]);
        var x = Tensor.From<float>([-8, -3.5f, -3, -1e-3f, 0, 1e-3f, 3, 4], [1, 8]);
        Assert.InRange(OnnxRun.Difference(model, [x]), 0, 1e-6);
    }
}
