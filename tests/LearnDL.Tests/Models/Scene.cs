using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>Data and a small network that suits them.</summary>
sealed record Scene(Tensor X, Tensor Y, string Loss, Func<Layer[]> Layers, string[] Metrics)
{
    static readonly Tensor features = Tensor.Normal([40, 4], seed: 5);

    /// <summary>40 samples with 4 features and a number to predict.</summary>
    public static Scene Numbers { get; } = new(features, features[.., ..1].Scale(2), "mse",
        () => [new Dense(5, "tanh"), new Dense(1)], []);

    /// <summary>40 samples with 4 features, yes or no.</summary>
    public static Scene YesNo { get; } = new(features, features[.., ..1].Positive(), "binary_crossentropy",
        () => [new Dense(5, "tanh"), new Dense(1, "sigmoid")], ["accuracy"]);

    /// <summary>40 samples with 4 features, of the classes 0..9.</summary>
    public static Scene Classes { get; } = new(features, Labels(40, 10), "sparse_categorical_crossentropy",
        () => [new Dense(10, "softmax", name: "out")], ["accuracy"]);

    /// <summary>The same with one-hot labels.</summary>
    public static Scene OneHot { get; } = Classes with
    {
        Y = Eye(10).Gather(Classes.Y.ToArray<int>()),
        Loss = "categorical_crossentropy"
    };

    /// <summary>12 images of 28 x 28, of the classes 0..9.</summary>
    public static Scene Images { get; } = new(Tensor.Uniform([12, 28, 28], seed: 6), Labels(12, 10),
        "sparse_categorical_crossentropy", () => [new Flatten(), new Dense(10, "softmax")], ["accuracy"]);

    /// <summary>The network, compiled; it is built if <paramref name="built"/>.</summary>
    public Sequential Model(int seed = 7, Optimizer? optimizer = null, DType dtype = DType.Float32, bool built = true)
    {
        var model = new Sequential("net", seed, dtype);
        foreach (var layer in Layers())
            model.Add(layer);
        if (built)
            model.Build(X.Shape);
        model.Compile(optimizer ?? "adam", Loss, Metrics);
        return model;
    }

    /// <summary>Copies, to spoil.</summary>
    public (Tensor X, Tensor Y) Copies => (X.Keep(), Y.Keep());

    static Tensor Labels(int samples, int classes) =>
        Tensor.From([.. Enumerable.Range(0, samples).Select(i => i * 7 % classes)]);

    public static Tensor Eye(int size)
    {
        var eye = Tensor.Zeros([size, size]);
        for (var i = 0; i < size; i++)
            eye.AsSpan<float>()[i * size + i] = 1;
        return eye;
    }
}
