using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>Weights of samples and of classes, as Keras 3 counts them.</summary>
public sealed class SampleWeightTests
{
    static readonly Tensor x = Tensor.From(new double[,] { { 1 }, { 2 }, { 3 } }), y = Tensor.From<double>([1, 4, 5]),
        w = Tensor.From([.1, 0, .1]);

    /// <summary>A network that gives back what it gets.</summary>
    static Sequential Same()
    {
        var model = new Sequential(dtype: DType.Float64) { new Input([1]), new Dense(1, kernelInitializer: "ones") };
        model.Compile("sgd", "mse", ["mse"]);
        return model;
    }

    [Fact]
    public void The_loss_is_divided_by_all_samples()
    {
        const double expected = 0.4 / 3; // (0.1·0 + 0·4 + 0.1·4) / 3

        Assert.Equal(expected, Same().Evaluate(x, y, sampleWeight: w)["loss"], 1e-12);
        Assert.Equal(expected, Same().Evaluate(x, y, batchSize: 1, sampleWeight: w)["loss"], 1e-12);
        Assert.Equal(expected, Same().TestOnBatch(x, y, w)["loss"], 1e-12);
        Assert.Equal(expected, Same().TrainOnBatch(x, y, w)["loss"], 1e-12);
        Assert.Equal(expected, Same().Fit(x, y, sampleWeight: w, verbose: 0)["loss"][0], 1e-12);
    }

    [Fact]
    public void Metrics_do_not_count_weights()
    {
        Assert.Equal(8.0 / 3, Same().Evaluate(x, y, sampleWeight: w)["mse"], 1e-12);
        Assert.Equal(8.0 / 3, Same().Fit(x, y, sampleWeight: w, verbose: 0)["mse"][0], 1e-12);
    }

    [Fact]
    public void A_weight_of_0_is_as_if_the_sample_were_not_there_but_for_the_mean()
    {
        Sequential weighted = Same(), without = Same();
        weighted.TrainOnBatch(x, y, Tensor.From<double>([1, 0, 1]));
        without.TrainOnBatch(x.Gather([0, 2]), y.Gather([0, 2]), Tensor.Full([2], 2.0 / 3, DType.Float64));

        foreach (var (expected, got) in without.GetWeights().Zip(weighted.GetWeights()))
            Assert.Equal(expected.Reshape(-1).At(0), got.Reshape(-1).At(0), 1e-12);
    }

    public static TheoryData<string> Scenes => ["YesNo", "Classes", "OneHot"];

    static Scene Find(string name) => name switch
    {
        "YesNo" => Scene.YesNo,
        "Classes" => Scene.Classes,
        _ => Scene.OneHot
    };

    [Theory]
    [MemberData(nameof(Scenes))]
    public void Class_weights_are_the_weights_of_their_samples(string name)
    {
        var scene = Find(name);
        var classWeight = Enumerable.Range(0, name == "YesNo" ? 2 : 10).ToDictionary(k => k, k => 0.5 + k);
        var labels = name == "OneHot" ? scene.Y.ArgMax() : scene.Y.Cast(DType.Int32);
        var sampleWeight = Tensor.From([.. labels.ToArray<int>().Select(label => (float)classWeight[label])]);
        Sequential byClass = scene.Model(), bySample = scene.Model();

        byClass.Fit(scene.X, scene.Y, verbose: 0, classWeight: classWeight);
        bySample.Fit(scene.X, scene.Y, verbose: 0, sampleWeight: sampleWeight);
        byClass.TrainOnBatch(scene.X, scene.Y, classWeight: classWeight);
        bySample.TrainOnBatch(scene.X, scene.Y, sampleWeight);

        Assert.Equal(bySample.WeightsHash(), byClass.WeightsHash());
    }

    [Theory]
    [MemberData(nameof(Scenes))]
    public void A_class_without_a_weight_counts_1_and_a_warning_says_so(string name)
    {
        var scene = Find(name);
        Sequential some = scene.Model(), all = scene.Model();
        ClassWeights full = [];
        for (var k = 0; k < (name == "YesNo" ? 2 : 10); k++)
            full[k] = k == 1 ? 5 : 1;

        some.Fit(scene.X, scene.Y, verbose: 0, classWeight: new() { [1] = 5 });
        some.TrainOnBatch(scene.X[..9], scene.Y[..9], classWeight: new() { [1] = 5 });
        all.Fit(scene.X, scene.Y, verbose: 0, classWeight: full);
        all.TrainOnBatch(scene.X[..9], scene.Y[..9], classWeight: full);

        Assert.Equal(all.WeightsHash(), some.WeightsHash());
        Assert.Empty(all.Warnings);
        var no = 40 - (int)scene.Y.Sum().Item();
        Assert.Equal(name == "YesNo"
            ? [$"classWeight has no entry for class 0 ({no} samples), which counts 1, as in Keras. "
                + "Add it if you mean something else."]
            : (string[])["classWeight has no entry for classes 0, 2, 3, 4, 5, 6, 7, 8, 9 (36 samples), which count 1, "
                + "as in Keras. Add them if you mean something else."], some.Warnings);
    }

    [Fact]
    public void Class_weights_in_every_form_of_a_collection()
    {
        ClassWeights byKey = new() { [0] = 1, [1] = 5 }, pairs = new() { { 0, 1 }, { 1, 5 } };
        ClassWeights? given = new Dictionary<int, double> { [0] = 1, [1] = 5 }, none = (Dictionary<int, double>?)null;

        Assert.Equal(byKey.OrderBy(one => one.Key), pairs.OrderBy(one => one.Key));
        Assert.Equal(byKey.OrderBy(one => one.Key), given.OrderBy(one => one.Key));
        Assert.Null(none);
        Assert.Equal((1.0, 5.0, 1.0), (byKey[0], byKey[1], byKey[2]));
        Assert.Equal([0, 1], ((IReadOnlyDictionary<int, double>)byKey).Keys);
        Assert.Equal(2, byKey.Count);
    }

    [Fact]
    public void Class_weights_need_one_label_a_sample()
    {
        var model = new Sequential(seed: 1) { new Dense(2, "softmax") };
        model.Compile("adam", "sparse_categorical_crossentropy");
        var (steps, labels) = (Tensor.Ones([6, 3, 4]), Tensor.Zeros([6, 3], DType.Int32));
        var classWeight = new Dictionary<int, double> { [0] = 1, [1] = 2 };

        Refused.Says<ModelException>(() => model.Fit(steps, labels, verbose: 0, classWeight: classWeight),
            "one label per sample", "(None, 3, 2)", "sampleWeight");
        model.Fit(steps, labels, verbose: 0, sampleWeight: Tensor.Ones([6, 3]));
    }

    [Fact]
    public void A_column_of_weights_will_do()
    {
        var scene = Scene.Numbers;
        var weights = Tensor.Uniform([40], seed: 2);
        Sequential flat = scene.Model(), column = scene.Model();
        flat.Fit(scene.X, scene.Y, verbose: 0, sampleWeight: weights);
        column.Fit(scene.X, scene.Y, verbose: 0, sampleWeight: weights.ExpandDims());

        Assert.Equal(flat.WeightsHash(), column.WeightsHash());
    }
}
