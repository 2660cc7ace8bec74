using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Interop.Tests;

/// <summary>Models that Keras 3.16 saved predict here what they predict there.</summary>
public sealed class KerasFileTests
{
    const double Parity = 1e-6; // of the largest output: float32

    public static TheoryData<string, string> Whole() => KerasGolden.Files(file => !file.Contains("weights"));

    public static TheoryData<string, string> All() => KerasGolden.Files(file => true);

    [Theory, MemberData(nameof(Whole))]
    public void A_model_of_Keras_predicts_what_it_does_there(string name, string file)
    {
        var model = KerasFile.Load(KerasGolden.PathOf(file));
        Agree(name, model);
    }

    [Theory, MemberData(nameof(All))]
    public void A_model_takes_the_weights_of_a_file(string name, string file)
    {
        var model = Copy(name);
        var report = model.LoadKerasWeights(KerasGolden.PathOf(file));
        Assert.True(report.IsComplete);
        Assert.Equal(model.Parameters.Count, report.Loaded.Distinct().Count());
        Agree(name, model);
    }

    [Theory, MemberData(nameof(All))]
    public void So_it_does_by_name(string name, string file)
    {
        var model = Copy(name);
        var report = model.LoadKerasWeights(KerasGolden.PathOf(file), byName: true);
        Assert.True(report.IsComplete);
        Agree(name, model);
    }

    [Theory]
    [InlineData("branches.keras")]
    [InlineData("branches.weights.h5")]
    [InlineData("branches.h5")]
    public void Layers_are_counted_in_the_order_of_Keras_and_not_as_they_were_written(string file)
    {
        var x = new Input(3);
        var a = new Dense(3, name: "a").Apply(x);
        var c = new Dense(3, name: "c").Apply(new Dense(3, name: "b").Apply(x));
        var model = new Model(x, new Dense(3, name: "e").Apply(new Add().Apply(a, new Dense(3, name: "d").Apply(c))));
        Assert.True(model.LoadKerasWeights(KerasGolden.PathOf(file)).IsComplete);
        Agree("branches", model);
    }

    /// <summary>A model with the layers of this one, and other weights.</summary>
    internal static Model Copy(string name) =>
        KerasFile.Load(KerasGolden.PathOf(name.StartsWith("old") ? $"{name}.h5" : $"{name}.keras")).CloneModel(seed: 3);

    internal static void Agree(string name, Model model)
    {
        Tensor[] expected = KerasGolden.Outputs(name), inputs = KerasGolden.Inputs(name);
        Tensor[] got = [.. model.PredictAll(TensorList.Of([.. inputs.Select(x => x.Cast(model.DType))]))];
        Assert.Equal(expected.Length, got.Length);
        for (var i = 0; i < got.Length; i++)
            Assert.True(Difference(expected[i], got[i]) <= Parity, $"{name}: {Difference(expected[i], got[i]):E1}");
    }

    /// <summary>The largest difference, as a part of the largest number.</summary>
    internal static double Difference(Tensor expected, Tensor got)
    {
        Assert.Equal(expected.Shape, got.Shape);
        double[] y = Numbers(expected), own = Numbers(got);
        return y.Zip(own, (a, b) => Math.Abs(a - b)).Max() / y.Max(Math.Abs);
    }

    static double[] Numbers(Tensor tensor) => tensor.Cast(DType.Float64).ToArray<double>();
}
