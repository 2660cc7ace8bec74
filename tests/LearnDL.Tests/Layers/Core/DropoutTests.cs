using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class DropoutTests : LayerContract
{
    protected override Layer NewLayer() => new Dropout(0.4);

    protected override bool DiffersInTraining => true;

    static float[] Learn(Dropout layer, Shape shape)
    {
        layer.Build(shape, DType.Float32, new RandomSource(2));
        return layer.NewCall().Forward(Tensor.Ones(shape), training: true).ToArray<float>();
    }

    [Fact]
    public void Drops_the_share_and_scales_up_the_rest()
    {
        var y = Learn(new Dropout(0.2), [100, 100]);

        Assert.All(y, value => Assert.True(value is 0 or 1.25f));
        Assert.InRange(y.Count(value => value == 0), 1850, 2150); // 2000 ± 3.75 standard deviations
        Assert.Equal(1, y.Average(), 0.02);
    }

    [Fact]
    public void Does_nothing_when_the_network_is_used_or_the_rate_is_0()
    {
        var x = Tensor.Normal([5, 4]);
        Assert.Equal(x.ToArray<float>(), new Dropout(0.9).NewCall().Forward(x, training: false).ToArray<float>());
        Assert.All(Learn(new Dropout(0), [5, 4]), value => Assert.Equal(1, value));
    }

    [Fact]
    public void Drops_along_a_whole_axis_where_the_noise_has_size_1()
    {
        var y = Learn(new Dropout(0.5, noiseShape: [-1, 1, 8]), [6, 5, 8]);

        for (var n = 0; n < 6; n++)
            for (var u = 0; u < 8; u++)
                Assert.Single(Enumerable.Range(0, 5).Select(t => y[(n * 5 + t) * 8 + u]).Distinct());
        Assert.Equal(2, y.Distinct().Count());
    }

    [Fact]
    public void A_seed_of_its_own_repeats_it_and_the_next_batch_is_another()
    {
        float[] first = Learn(new Dropout(0.5, seed: 9), [8, 8]), second = Learn(new Dropout(0.5, seed: 9), [8, 8]);
        Assert.Equal(first, second);
        Assert.NotEqual(first, Learn(new Dropout(0.5, seed: 10), [8, 8]));

        var layer = new Dropout(0.5, seed: 9);
        Assert.NotEqual(Learn(layer, [8, 8]), Learn(layer, [8, 8]));
    }

    [Fact]
    public void The_seed_of_the_model_repeats_it_too()
    {
        string Train(int seed)
        {
            var model = new Sequential(seed: seed) { new Input([4]), new Dropout(0.5), new Dense(1) };
            model.Compile("sgd", "mse");
            model.Fit(Tensor.Normal([40, 4]), Tensor.Normal([40, 1]), epochs: 2, verbose: 0);
            return model.WeightsHash();
        }
        Assert.Equal(Train(1), Train(1));
        Assert.NotEqual(Train(1), Train(2));
    }

    [Fact]
    public void Fit_drops_and_Evaluate_validation_and_Predict_do_not()
    {
        var model = new Sequential(seed: 1)
        {
            new Input([4]), new Dropout(0.5), new Dense(1, kernelInitializer: "ones")
        };
        model.Compile(new SGD(1e-30), "mse"); // a rate that changes nothing
        Tensor x = Tensor.Ones([400, 4]), y = Tensor.Full([400, 1], 4);

        Assert.All(model.Predict(x).ToArray<float>(), p => Assert.Equal(4, p));
        Assert.Equal(0, model.Evaluate(x, y)["loss"]);
        var history = model.Fit(x, y, verbose: 0, validationData: (x, y));
        Assert.InRange(history["loss"][0], 3, 5); // the variance of 2·(number kept of 4) is 4
        Assert.Equal(0, history["val_loss"][0]);
        Assert.InRange(model.TrainOnBatch(x, y)["loss"], 3, 5);
        Assert.Equal(0, model.TestOnBatch(x, y)["loss"]);
    }

    [Fact]
    public void Says_that_it_is_not_built() =>
        Assert.Throws<ModelException>(() => new Dropout(0.5).NewCall().Forward(Tensor.Ones([1, 2]), training: true));
}
