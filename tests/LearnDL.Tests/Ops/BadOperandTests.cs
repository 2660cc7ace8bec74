using LearnDL.Activations;
using LearnDL.Backends.Cpu;
using LearnDL.Layers;
using LearnDL.Numbers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Ops;

/// <summary>Tensors of another type or size never reach a loop that would leave them.</summary>
public sealed class BadOperandTests
{
    static readonly Tensor floats = Tensor.Ones([3, 50]), doubles = Tensor.Ones([3, 50], DType.Float64),
        small = Tensor.Ones([3, 2]);

    public static TheoryData<string> Activations => [.. ActivationFunction.Names.Except(["linear", "softmax"])];

    [Theory]
    [MemberData(nameof(Activations))]
    public void An_activation_takes_fractions_of_one_type_and_shape(string name)
    {
        ActivationFunction f = name;
        foreach (var dtype in (DType[])[DType.Int32, DType.UInt8])
            Assert.Throws<DTypeException>(() => f.Forward(Tensor.Zeros([3, 50], dtype)));
        Assert.Throws<DTypeException>(() => f.Backward(doubles, floats, floats));
        Assert.Throws<ShapeException>(() => f.Backward(small, floats, floats));
        if (!f.NeedsZ)
            return;
        Assert.Throws<DTypeException>(() => f.Backward(floats, doubles, floats));
        Assert.Throws<ShapeException>(() => f.Backward(floats, small, floats));
    }

    [Fact]
    public void A_backend_looks_at_every_operand_before_it_computes()
    {
        var cpu = new CpuBackend();
        Operand[][] wrong =
        [
            [floats, doubles, Tensor.Zeros([3, 50])], [floats, small, Tensor.Zeros([3, 50])],
            [floats, floats, Tensor.Zeros([3, 49])],
            [floats, Operand.Row(Tensor.Ones([49])), Tensor.Zeros([3, 50])],
            [floats, Operand.Column(Tensor.Ones([2])), Tensor.Zeros([3, 50])],
            [floats, Operand.Columns(Tensor.Ones([3, 60]), 11), Tensor.Zeros([3, 50])],
            [floats, Operand.SideBySide(Tensor.Ones([3, 99]), 2)],
        ];
        foreach (var operands in wrong)
            Assert.Throws<ShapeException>(() => cpu.Elementwise(default(Each2<LearnDL.Numbers.Add>), 3, 50, operands));
        Assert.Throws<DTypeException>(() => cpu.Elementwise(default(Each1<Copy>), 1, 4,
            [Tensor.Zeros([4], DType.UInt8), Tensor.Zeros([4], DType.UInt8)]));
        Assert.Throws<NotSupportedException>(() =>
            cpu.Elementwise(default(Each1<Copy>), 1, 4, [.. Enumerable.Repeat((Operand)Tensor.Ones([4]), 11)]));
        Assert.Throws<NotSupportedException>(() =>
            cpu.Elementwise(default(Each1<Copy>), 1, 1, [Operand.SideBySide(Tensor.Ones([1, 19]), 19)]));
    }

    [Fact]
    public void Whole_numbers_are_not_divided_by_a_row_or_a_column()
    {
        var x = Tensor.Ones([3, 5], DType.Int32);
        Assert.Throws<DTypeException>(() => x.DivideRow(Tensor.Ones([5], DType.Int32)));
        Assert.Throws<DTypeException>(() => x.DivideColumn(Tensor.Ones([3], DType.Int32)));
    }

    [Fact]
    public void The_negative_of_a_zero_is_a_zero_with_the_other_sign() =>
        Assert.True(double.IsNegative(Tensor.Zeros([1]).Negate().Item()));

    [Fact]
    public void The_gradient_of_a_final_state_has_that_states_form()
    {
        var layer = new LSTM(4);
        var x = Tensor.Normal([2, 3, 1], seed: 1);
        layer.Build(x.Shape, DType.Float32, new RandomSource(1));
        layer.Forward(x, training: true, out var saved);
        Tensor dy = Tensor.Ones([2, 4]), fits = Tensor.Ones([2, 4]);
        foreach (var c in (Tensor[])[default, Tensor.Ones([2, 3]), Tensor.Ones([2, 4], DType.Float64),
            Tensor.Ones([1, 4])])
            Assert.Throws<ShapeException>(() => layer.Backward(dy, new RecurrentState(fits, c), saved, out _));
        Assert.Throws<ShapeException>(() =>
            layer.Backward(dy, new RecurrentState(Tensor.Ones([2, 3]), fits), saved, out _));
        Assert.Throws<ShapeException>(() =>
            layer.Forward(x, default, new RecurrentState(fits, Tensor.Ones([2, 4], DType.Float64)), true, out _));
        layer.Backward(dy, new RecurrentState(fits, fits), saved, out _);
    }
}
