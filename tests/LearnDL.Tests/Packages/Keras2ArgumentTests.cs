using System.Reflection;
using LearnDL.Layers;
using LearnDL.Optimizers;

namespace LearnDL.Tests.Packages;

/// <summary>Keras 2's arguments: what the compiler answers, and that no call of today is changed by them.</summary>
public sealed class Keras2ArgumentTests
{
    const string Shape = "let the model begin with the shape of one sample, new Input(8)",
        Length = "an Embedding takes sequences of any length", Rate = "learningRate in place of lr",
        Layer = "InputLayer is Input here", Type = "An Input has no dtype, batchShape or batchSize",
        Weights = "Weights are given with SetWeights", Alpha = "Keras 3 calls alpha negativeSlope";

    [Theory]
    [InlineData(Shape, "new Dense(12, inputDim: 8, activation: \"relu\")")]
    [InlineData(Shape, "new Dense(12, \"relu\", inputDim: 8)")]
    [InlineData(Shape, "new Dense(12, inputDim: 8, kernelInitializer: \"uniform\", activation: \"relu\")")]
    [InlineData(Shape, "new Dense(512, activation: \"relu\", inputShape: [784])")]
    [InlineData(Shape, "new Dense(512, activation: Activations.ReLU, inputShape: (28, 28))")]
    [InlineData(Shape, "new Conv2D(32, (3, 3), inputShape: (28, 28, 1), activation: \"relu\")")]
    [InlineData(Shape, "new Conv2D(32, kernelSize: [3, 3], inputShape: [28, 28, 1])")]
    [InlineData(Shape, "new Conv1D(32, 3, inputShape: [-1, 4])")]
    [InlineData(Shape, "new LSTM(32, inputShape: [10, 1])")]
    [InlineData(Shape, "new LSTM(32, inputDim: 1, inputLength: 10, returnSequences: true)")]
    [InlineData(Shape, "new LSTM(4, batchInputShape: (1, 3, 1), stateful: true)")]
    [InlineData(Shape, "new GRU(32, inputShape: (10, 1))")]
    [InlineData(Shape, "new GRU(32, inputDim: 1, inputLength: 10)")]
    [InlineData(Shape, "new SimpleRNN(32, inputDim: 1, inputLength: 10)")]
    [InlineData(Shape, "new SimpleRNN(32, inputShape: (10, 1), returnSequences: true)")]
    [InlineData(Shape, "new Flatten(inputShape: (28, 28))")]
    [InlineData(Shape, "new Dropout(0.2, inputShape: [60])")]
    [InlineData(Shape, "new Reshape((28, 28, 1), inputShape: [784])")]
    [InlineData(Shape, "new Masking(maskValue: 0, inputShape: (10, 3))")]
    [InlineData(Shape, "new Bidirectional(new LSTM(20, returnSequences: true), inputShape: (10, 1))")]
    [InlineData(Shape, "new TimeDistributed(new Dense(1), inputShape: (10, 1))")]
    [InlineData(Length, "new Embedding(5000, 32, inputLength: 500)")]
    [InlineData(Length, "new Embedding(5000, 32, inputShape: [500])")]
    [InlineData(Weights, "new Embedding(50, 8, weights: [new float[50, 8]], inputLength: 4, trainable: false)")]
    [InlineData(Type, "new Input(shape: [null], dtype: \"int32\")")]
    [InlineData(Type, "new Input(shape: [784], name: \"digits\", dtype: \"float32\")")]
    [InlineData(Type, "new Input(batchShape: [20, 10, 50])")]
    [InlineData(Type, "new Input([10, 50], batchSize: 20)")]
    [InlineData(Rate, "new SGD(lr: 0.1, decay: 1e-6, momentum: 0.9, nesterov: true)")]
    [InlineData(Rate, "new SGD(0.1, decay: 1e-6)")]
    [InlineData(Rate, "new SGD(learningRate: 0.1, clipnorm: 1)")]
    [InlineData(Rate, "new Adagrad(lr: 0.01)")]
    [InlineData(Rate, "new Adadelta(lr: 1)")]
    [InlineData(Rate, "new RMSprop(lr: 0.001, rho: 0.9, decay: 0.0)")]
    [InlineData(Rate, "new Adam(lr: 0.001, beta1: 0.9, decay: 0.01)")]
    [InlineData(Rate, "new Adamax(lr: 0.002)")]
    [InlineData(Rate, "new Nadam(lr: 0.002)")]
    [InlineData(Rate, "new AdamW(lr: 0.002)")]
    [InlineData(Rate, "new Lion(lr: 0.002)")]
    [InlineData(Rate, "new Ftrl(lr: 0.002)")]
    [InlineData(Alpha, "new LeakyReLU(alpha: 0.2)")]
    [InlineData(Layer, "new InputLayer(inputShape: [8])")]
    [InlineData(Layer, "new InputLayer((28, 28, 1))")]
    public void The_compiler_says_what_leads_on(string advice, string made)
    {
        var said = Assert.Single(Snippet.Says($"var made = {made};").Distinct());
        Assert.Contains(advice, said);
    }

    /// <summary>Also where the layer stands in a model: one sentence, and no error beside it.</summary>
    [Theory]
    [InlineData(Shape, "new Dense(12, inputDim: 8, activation: \"relu\")")]
    [InlineData(Layer, "new InputLayer([8])")]
    public void It_is_the_only_error_of_a_model(string advice, string layer) => Assert.Contains(advice,
        Assert.Single(Snippet.Says($"var model = new Sequential {{ {layer}, new Dense(1) }};").Distinct()));

    [Theory]
    [InlineData("Layer[] all = [new Dense(1), new Conv2D(2, 3), new Conv1D(2, 3), new LSTM(2), new GRU(2),"
        + " new SimpleRNN(2), new Flatten(), new Flatten(\"flat\"), new Dropout(0.5), new Reshape([2, 2]),"
        + " new Masking(), new Embedding(3, 2), new Bidirectional(new LSTM(2)), new TimeDistributed(new Dense(2)),"
        + " new Input(8)];")]
    [InlineData("Optimizer[] all = [new SGD(), new SGD(0.1), new SGD(learningRate: new InverseTimeDecay(0.01,"
        + " decaySteps: 1, decayRate: 1e-6), momentum: 0.9, nesterov: true) { ClipNorm = 1 }, new Adagrad(),"
        + " new Adadelta(), new RMSprop(), new Adam(0.01), new Adamax(), new Nadam(), new AdamW(), new Lion(),"
        + " new Ftrl()];")]
    public void What_the_sentences_lead_to_compiles(string program) => Assert.Empty(Snippet.Says(program));

    /// <summary>
    /// Whoever adds a setting to a layer adds it here, too, or the compiler's answer is lost beside it.
    /// </summary>
    [Fact]
    public void Each_takes_all_arguments_of_today()
    {
        var answering = typeof(Dense).Assembly.GetExportedTypes().SelectMany(type => type.GetConstructors())
            .Where(made => made.IsDefined(typeof(ObsoleteAttribute))).ToList();

        Assert.Equal(25, answering.Count);
        Assert.All(answering, made =>
        {
            var names = made.GetParameters().Select(parameter => parameter.Name).ToList();
            var today = made.DeclaringType!.GetConstructors()
                .First(other => !other.IsDefined(typeof(ObsoleteAttribute))); // Input has several
            Assert.Equal(today.GetParameters().Select(parameter => parameter.Name),
                names.Take(today.GetParameters().Length));
            Assert.True(made.GetCustomAttribute<ObsoleteAttribute>()!.IsError);
        });
    }

    [Fact]
    public void Every_optimizer_answers() => Assert.Equal(Optimizer.Names.Count,
        typeof(Optimizer).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Optimizer)))
            .Count(type => type.GetConstructors().Any(made => made.IsDefined(typeof(ObsoleteAttribute)))));
}
