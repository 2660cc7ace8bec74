namespace LearnDL;

/// <summary>
/// What the compiler answers to arguments that Keras 2 had and Keras 3 has not. The constructors that take them stand
/// in folders of their own, named Keras2; no call compiles with one, and no other call is changed by it.
/// </summary>
static class Keras2Advice
{
    public const string InputShape = "Keras 3 has no inputDim, inputShape or batchInputShape: let the model begin with "
        + "the shape of one sample, new Input(8) or new Input(28, 28, 1); or leave it out, the first data say it.";

    public const string InputLength = "Keras 3 has no inputLength: an Embedding takes sequences of any length. Leave "
        + "it out, or let the model begin with new Input(80) for sequences of 80 ids.";

    public const string EmbeddingArguments = InputLength + " Weights are given with SetWeights once the layer is "
        + "built, or with embeddingsInitializer: new Constant(matrix); frozen they are with { Trainable = false }.";

    public const string InputType = "An Input has no dtype, batchShape or batchSize: data of any type are taken, whole "
        + "numbers too, and a stateful layer sees the batch size in the data. Leave it out: new Input([-1]).";

    public const string Rate = "Keras 3 has learningRate in place of lr, and a schedule in place of decay: new "
        + "InverseTimeDecay(0.01, decaySteps: 1, decayRate: 1e-6) as the learningRate is what decay: 1e-6 was. "
        + "Clipping is set in braces: new SGD(0.01) { ClipNorm = 1 }.";

    public const string InputLayer = "InputLayer is Input here: new Input(8), or new Input(28, 28, 1), the shape of "
        + "one sample.";

    public const string Alpha = "Keras 3 calls alpha negativeSlope: new LeakyReLU(negativeSlope: 0.2).";
}
