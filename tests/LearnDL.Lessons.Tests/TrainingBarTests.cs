using LearnDL.Data;
using LearnDL.Tensors;
using Iris = Lessons.Iris.Network;
using Mnist = Lessons.Mnist.Network;
using Pima = Lessons.Pima.Network;

namespace LearnDL.Lessons.Tests;

/// <summary>The accuracies the lessons promise, at their full budget.</summary>
public sealed class TrainingBarTests
{
    [Fact]
    public void The_recipe_reaches_its_published_accuracy_on_the_training_rows()
    {
        var data = Datasets.Pima();
        var model = Pima.Build(seed: 7);
        _ = model.Fit(data.X, data.Y, batchSize: 10, epochs: 150, verbose: 0);
        Assert.True(model.Evaluate(data.X, data.Y)["accuracy"] >= 0.763);
    }

    [Fact]
    public void Iris_is_told_apart_on_flowers_never_seen()
    {
        var data = Datasets.Iris();
        var mean = Enumerable.Range(7, 5).Average(seed =>
        {
            var (train, test) = Split.Stratified(data.Y, testFraction: 0.2, seed);
            var model = Iris.Build(seed);
            _ = model.Fit(data.X.Gather(train), data.Y.OneHot(3).Gather(train), batchSize: 16, epochs: 100, verbose: 0);
            return model.Evaluate(data.X.Gather(test), data.Y.OneHot(3).Gather(test))["accuracy"];
        });
        Assert.True(mean >= 0.95, $"mean accuracy {mean}");
    }

    [Fact]
    public void Digits_never_seen_are_read_after_three_epochs()
    {
        var (train, test) = Datasets.Mnist();
        var model = Mnist.Build(seed: 7);
        _ = model.Fit(train.X, train.Y, Mnist.BatchSize, epochs: 3, verbose: 0, callbacks: [Mnist.Falling(3)]);
        var accuracy = model.Evaluate(test.X, test.Y)["accuracy"];
        Assert.True(accuracy >= 0.975, $"accuracy {accuracy}");
    }
}
