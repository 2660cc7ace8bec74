using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Regularizers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Golden;

/// <summary>A linear layer with regularizers, trained: its losses, reported and held out, and its weights.</summary>
public class RegularizerParityTests
{
    static readonly GoldenFile golden = new("regularizers.json");

    public static TheoryData<int, string> Cases => golden.Theory(c => $"{c["rates"]}");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Losses_and_weights(int index, string name)
    {
        var (root, c) = (golden.Root, golden.Cases[index]);
        Regularizer?[] all = [.. c["rates"].EnumerateArray().Select(pair => Of(GoldenCase.Doubles(pair)))];
        var start = root.Tensor("start");
        var model = new Sequential(dtype: DType.Float64)
        {
            new Input([start.Shape[0]]),
            new Dense(start.Shape[1], kernelRegularizer: all[0], biasRegularizer: all[1],
                activityRegularizer: all[2]),
        };
        model.SetWeights([start, Tensor.Zeros([start.Shape[1]], DType.Float64)]);
        model.Compile(new SGD(root.Number("learningRate")), "mse");
        var batchSize = (int)root.Number("batchSize");
        var history = model.Fit(root.Tensor("x"), root.Tensor("y"), batchSize, (int)root.Number("epochs"), verbose: 0,
            shuffle: false, validationData: (root.Tensor("heldX"), root.Tensor("heldY")));

        Near.Same(GoldenCase.Doubles(c["loss"]), [.. history["loss"]], $"{name}: loss");
        Near.Same(GoldenCase.Doubles(c["val_loss"]), [.. history["val_loss"]], $"{name}: val_loss");
        Near.Same(c.Tensor("kernel"), model.GetWeights()[0], $"{name}: kernel");
        Near.Same(c.Tensor("bias").Reshape(-1), model.GetWeights()[1], $"{name}: bias");
        Assert.Equal(history["val_loss"][^1],
            model.Evaluate(root.Tensor("heldX"), root.Tensor("heldY"), batchSize)["loss"], 1e-12);
    }

    /// <summary>L1 and L2 by themselves where the other rate is 0.</summary>
    static L1L2? Of(double[] rates) => rates switch
    {
        [0, 0] => null,
        [var l1, 0] => new L1(l1),
        [0, var l2] => new L2(l2),
        _ => new L1L2(rates[0], rates[1]),
    };
}
