using System.Text.Json;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Golden;

/// <summary>Layers that merge: outputs, gradients of every input, and masks, against exact decimals.</summary>
public class MergeParityTests
{
    static readonly GoldenFile golden = new("merges.json");

    public static TheoryData<int, string> Cases => golden.Theory(c =>
        $"{c.Text("layer")} of {string.Join(", ", c.Tensors("x").Select(x => x.Shape))}"
        + (c.Has("mask") ? " masked" : ""));

    [Fact]
    public void All_cases_are_there()
    {
        var merges = typeof(Merge).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Merge)) && !type.IsAbstract).Select(type => type.Name);
        Assert.Equal(merges.Order(), golden.Cases.Select(c => c.Text("layer")).Distinct().Order());
        Assert.Equal(25, golden.Cases.Length);
    }

    static Merge LayerOf(GoldenCase c) => c.Text("layer") switch
    {
        "Add" => new Add(),
        "Subtract" => new Subtract(),
        "Multiply" => new Multiply(),
        "Average" => new Average(),
        "Maximum" => new Maximum(),
        "Minimum" => new Minimum(),
        "Concatenate" => new Concatenate((int)c.Number("axis")),
        _ => new Dot((c.Integers("axes")[0], c.Integers("axes")[1]), c.Flag("normalize")),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Outputs_gradients_and_masks(int index, string name)
    {
        var c = golden.Cases[index];
        var x = c.Tensors("x");
        Tensor[] masks = [.. c["masks"].EnumerateArray()
            .Select(mask => mask.ValueKind == JsonValueKind.Null ? default : GoldenCase.TensorOf(mask))];
        MaskedTensor[] inputs = [.. x.Zip(masks, (tensor, mask) => new MaskedTensor(tensor, mask))];
        var layer = LayerOf(c);
        var call = layer.NewCall();
        var y = new MaskedTensor[1];
        call.Forward(inputs, y, ForwardPass.Use);
        Near.Same(c.Tensor("y"), y[0].X, $"{name}: y");
        Assert.Equal(y[0].X.Shape, layer.ComputeOutputShapes([.. x.Select(tensor => tensor.Shape)])[0]);
        Assert.Equal(c.Has("mask"), y[0].Mask.HasValue);
        if (c.Has("mask"))
            Near.Same(c.Tensor("mask"), y[0].Mask.Cast(DType.Float64), $"{name}: mask");
        var dx = new Tensor[x.Length];
        call.Backward([c.Tensor("dy")], fromLogits: false, dx);
        foreach (var (got, expected) in dx.Zip(c.Tensors("dx")))
            Near.Same(expected, got, $"{name}: dx");
    }
}
