using LearnDL.Models;

namespace LearnDL.Tests.Models;

/// <summary>Asserts that wrong input is refused with a helpful error and leaves no trace.</summary>
static class Refused
{
    /// <summary>
    /// The error has all four parts and these words. The weights are as before; and so are the
    /// optimizer's numbers and the random source:
    /// trained on, the model gives the same bits as a twin that never saw the wrong input.
    /// </summary>
    public static TError By<TError>(Scene scene, Action<Sequential> wrong, params string[] words)
        where TError : LearnDLException
    {
        Sequential model = scene.Model(), twin = scene.Model();
        Train(model);
        Train(twin);
        var before = model.WeightsHash();

        var error = Says<TError>(() => wrong(model), words);

        Assert.Equal(before, model.WeightsHash());
        Assert.Equal(twin.Optimizer.Iterations, model.Optimizer.Iterations);
        Train(model);
        Train(twin);
        Assert.NotEqual(before, model.WeightsHash());
        Assert.Equal(twin.WeightsHash(), model.WeightsHash());
        return error;

        void Train(Sequential one) => one.Fit(scene.X, scene.Y, verbose: 0);
    }

    /// <summary>The error has all four parts and these words.</summary>
    public static TError Says<TError>(Action wrong, params string[] words) where TError : LearnDLException
    {
        var error = Assert.Throws<TError>(wrong);
        Assert.All([error.What, error.Expected, error.Got, error.Fix],
            part => Assert.False(string.IsNullOrWhiteSpace(part)));
        Assert.All(words, word => Assert.Contains(word, error.Message));
        return error;
    }
}
