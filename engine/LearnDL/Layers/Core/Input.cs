using System.Runtime.CompilerServices;
using LearnDL.Activations;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Says the shape of one sample, so that a model can be built, and summarized, before it sees data:
/// <c>new Input([8])</c> or <c>new Input(8)</c>. A size of -1 (<see cref="Tensors.Shape.Unknown"/>) stands for any:
/// <c>new Input([-1, 3])</c> takes sequences of any number of time steps, <c>new Input([-1])</c> ids of any number. It
/// computes nothing and must come first. In a functional model layers are applied to it:
/// <c>new Dense(32).Apply(input)</c>.
/// </summary>
public sealed partial class Input : Layer<Input.Saved>
{
    /// <summary>Nothing is needed.</summary>
    public readonly record struct Saved;

    /// <param name="shape">The shape of one sample, without the batch axis; -1 for a size that may be any.</param>
    /// <param name="name">A name for summaries and errors.</param>
    public Input(Shape shape, string? name = null)
    {
        (SampleShape, Name) = (shape, name);
        AddNode([], [Shape.Of([Shape.Unknown]).Concat(shape)]);
    }

    /// <param name="size">The numbers of one sample; -1 for any.</param>
    /// <param name="name">A name for summaries and errors.</param>
    public Input(int size, string? name = null) : this([size], name) { }

    /// <param name="first">The size of a sample's first axis; -1 for any.</param>
    /// <param name="second">The size of its second.</param>
    /// <param name="name">A name for summaries and errors.</param>
    public Input(int first, int second, string? name = null) : this([first, second], name) { }

    /// <param name="first">The size of a sample's first axis, such as the height of an image; -1 for any.</param>
    /// <param name="second">The size of its second.</param>
    /// <param name="third">The size of its third.</param>
    /// <param name="name">A name for summaries and errors.</param>
    public Input(int first, int second, int third, string? name = null) : this([first, second, third], name) { }

    /// <param name="shape">The shape of one sample, with null, Keras's None, for a size that may be any:
    /// <c>new Input([null, 3])</c>.</param>
    /// <param name="name">A name for summaries and errors.</param>
    [OverloadResolutionPriority(-1)]
    public Input(int?[]? shape, string? name = null) :
        this(Tensors.Shape.Of([.. (shape ?? [null]).Select(size => size ?? Tensors.Shape.Unknown)]), name)
    { }

    /// <param name="first">The size of a sample's first axis; null for any.</param>
    /// <param name="second">The size of its second.</param>
    /// <param name="name">A name for summaries and errors.</param>
    [OverloadResolutionPriority(-1)]
    public Input(int? first, int second, string? name = null) : this([first, second], name) { }

    /// <param name="first">The size of a sample's first axis; null for any.</param>
    /// <param name="second">The size of its second.</param>
    /// <param name="third">The size of its third.</param>
    /// <param name="name">A name for summaries and errors.</param>
    [OverloadResolutionPriority(-1)]
    public Input(int? first, int second, int third, string? name = null) : this([first, second, third], name) { }

    /// <summary>The shape of one sample.</summary>
    public Shape SampleShape { get; }

    /// <summary>The shape of the data, their number unknown: (None, 8).</summary>
    public Shape Shape => Output.Shape;

    /// <summary>The sum, by an <see cref="Layers.Add"/> layer.</summary>
    public static SymbolicTensor operator +(Input x, Input y) => x.Output + y.Output;

    /// <summary>The difference, by a <see cref="Layers.Subtract"/> layer.</summary>
    public static SymbolicTensor operator -(Input x, Input y) => x.Output - y.Output;

    /// <summary>The product number by number, by a <see cref="Layers.Multiply"/> layer.</summary>
    public static SymbolicTensor operator *(Input x, Input y) => x.Output * y.Output;

    internal override string Kind => "input_layer"; // Keras's class is InputLayer

    /// <inheritdoc/>
    public override MaskUse MaskUse => MaskUse.Passes;

    /// <inheritdoc/>
    public override OutputRange? RangeFor(OutputRange? input) => input;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape) => inputShape[1..].Fits(SampleShape) ? inputShape :
        throw new ShapeException($"{this} cannot take this input.",
            $"{Shape.Of([Shape.Unknown]).Concat(SampleShape)}", $"{inputShape}",
            SampleShape.Rank == 1 && inputShape[1..].Product(SampleShape[0]) is { } product
                ? $"{product}: reshape the data with x.Reshape(-1, {SampleShape[0]}), "
                    + $"or name Input([{string.Join(", ", inputShape[1..].Select(size => $"{size}"))}]) and put a "
                    + "Flatten() behind it."
                : "Give data of the shape that Input names, or change Input.");

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, bool training, out Saved saved)
    {
        saved = default;
        return x;
    }

    /// <inheritdoc/>
    public override Tensor Backward(Tensor dy, in Saved saved) => dy;

    internal override string ClassName => "InputLayer";

    /// <inheritdoc/>
    public override Config GetConfig() => new()
    {
        { "batch_shape", Shape }, { "dtype", DTypeConfig.Name(BuiltAs ?? Settings.FloatX) }, { "name", Name },
    };

    /// <summary>An input with these settings. A size of the batch is not kept: it may be any.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Input FromConfig(Config config) => Make(config, c =>
    {
        c.Ignore("sparse", "ragged", "optional"); // what kind of tensor comes in, which is always the same here
        var shape = c.Shape("batch_shape");
        return shape.Rank > 0 ? new Input(shape[1..], c.Name)
            : throw c.Wrong("batch_shape", "the batch size and a sample's shape", c.Find("batch_shape"));
    });
}
