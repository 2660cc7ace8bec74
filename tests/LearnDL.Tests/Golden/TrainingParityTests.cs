using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Golden;

/// <summary>
/// All parts together: 8-12-8-1 trained 100 steps by Adam from the same weights on the same batches as PyTorch.
/// </summary>
public class TrainingParityTests
{
    [Fact]
    public void A_network_learns_the_same()
    {
        var golden = new GoldenFile("mlp.json").Root;
        var (x, y) = (golden.Tensor("x"), golden.Tensor("y"));
        var model = new Sequential(seed: 1, dtype: DType.Float64)
        {
            new Input([8]), new Dense(12, "relu"), new Dense(8, "relu"), new Dense(1, "sigmoid")
        };
        model.Compile(new Adam(golden.Number("learningRate")), "binary_crossentropy");
        model.SetWeights(golden.Tensors("initial"));

        var losses = new List<double>();
        foreach (var batch in golden["batches"].EnumerateArray())
        {
            var rows = batch.EnumerateArray().Select(row => row.GetInt32()).ToArray();
            losses.Add(model.TrainOnBatch(x.Gather(rows), y.Gather(rows))["loss"]);
        }

        Near.Same(GoldenCase.Doubles(golden["losses"]), [.. losses], "loss curve", 1e-9);
        foreach (var (expected, got) in golden.Tensors("final").Zip(model.GetWeights()))
            Near.Same(expected, got, "final weights", 1e-9);
    }
}
