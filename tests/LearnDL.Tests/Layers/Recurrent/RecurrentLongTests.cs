using LearnDL.Checks;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;
using LearnDL.Tests.Golden;

namespace LearnDL.Tests.Layers;

/// <summary>Long sequences and many samples: blocks of time steps, memory, the stack, the right gradient.</summary>
public sealed class RecurrentLongTests : RecurrentTests
{
    /// <summary>
    /// Long sequences are worked on in blocks of steps: 300 steps at once give what three
    /// times 100 give, dropout, masks and all.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Long_sequences_equal_their_pieces(string name)
    {
        const int times = 300, piece = 100;
        var gates = Recurrent.Gates(name);
        Tensor x = Normal(1, N, times, D), dy = Normal(2, N, times, U), mask = Normal(3, N, times).Shift(1).Positive();
        for (var n = 0; n < N; n++)
            for (var start = 0; start < times; start += piece)
                mask.AsSpan<double>()[n * times + start] = 1; // before its first real step, a piece would give 0
        Tensor inputMasks = Normal(20, gates, N, D).Positive().Scale(2), stateMasks = Normal(21, gates, N, U)
            .Positive().Scale(2);
        Layer New()
        {
            var layer = Built(Recurrent.New(name, U, dropout: 0.5, recurrentDropout: 0.5, sequences: true));
            RecurrentRun.GiveMasks(layer, inputMasks, stateMasks);
            foreach (var parameter in layer.Parameters)
                parameter.Value.Scale(0.5, into: parameter.Value);
            return layer;
        }
        Layer whole = New(), pieces = New();
        var run = RecurrentRun.Of(whole, x, mask, State(name, 5), dy, State(name, 7));

        RecurrentState state = State(name, 5), dFinal = State(name, 7);
        List<RecurrentState> begins = [];
        for (var start = 0; start < times; start += piece)
        {
            begins.Add(state);
            state =
                RecurrentRun.Of(pieces, x[.., start..(start + piece)], mask[.., start..(start + piece)], state).Final;
        }
        foreach (var gradient in Gradients(pieces))
            gradient.Fill(0);
        for (var start = times - piece; start >= 0; start -= piece)
        {
            var steps = start..(start + piece);
            var part = RecurrentRun.Of(pieces, x[.., steps], mask[.., steps], begins[start / piece],
                dy[.., steps], dFinal);
            Near.Same(part.Y, run.Y[.., steps], "y");
            Near.Same(part.Dx, run.Dx[.., steps], $"dx from step {start}", 1e-11);
            dFinal = part.DInitial;
        }
        Same(state, run.Final, "final");
        Same(dFinal, run.DInitial, "dInitial", 1e-11);
        foreach (var (a, b) in Gradients(pieces).Zip(Gradients(whole)))
            Near.Same(a, b, "gradient", 1e-11);
    }

    /// <summary>
    /// Short sequences of many samples are no reason for groups; a block of time steps then holds one.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Any_number_of_samples_goes_through_time_together(string name)
    {
        const int many = 300;
        Tensor x = Normal(1, many, T, D), dy = Normal(2, many, U);
        Layer together = Built(Recurrent.New(name, U)), apart = Built(Recurrent.New(name, U));
        var run = RecurrentRun.Of(together, x, dy: dy);
        for (var start = 0; start < many; start += 100)
        {
            var part = RecurrentRun.Of(apart, x[start..(start + 100)], dy: dy[start..(start + 100)]);
            Near.Same(part.Y, run.Y[start..(start + 100)], "y");
            Near.Same(part.Dx, run.Dx[start..(start + 100)], "dx");
        }
        foreach (var (a, b) in Gradients(apart).Zip(Gradients(together)))
            Near.Same(a, b, "gradient", 1e-11);
    }

    /// <summary>
    /// By differences, every element of x, of the weights, and of the state it began in: with weights small enough that
    /// a nudge at the first step does not decide everything at the last.
    /// </summary>
    [Theory]
    [InlineData("SimpleRNN", 60)]
    [InlineData("LSTM", 60)]
    [InlineData("GRU", 60)]
    [InlineData(Recurrent.GRUBefore, 60)]
    [InlineData("SimpleRNN", 500)]
    [InlineData("LSTM", 500)]
    [InlineData("GRU", 500)]
    [InlineData(Recurrent.GRUBefore, 500)]
    public void Long_sequences_have_the_right_gradient(string name, int times)
    {
        var layer = Recurrent.New(name, 1, sequences: times == 60);
        var isTheInput = true;
        var report = GradientCheck.Layer(layer, [1, times, 1], 3, source =>
        {
            if (isTheInput)
                foreach (var parameter in layer.Parameters)
                    parameter.Value.CopyFrom(source.Uniform(parameter.Value.Shape, -0.5, 0.5, DType.Float64));
            isTheInput = false;
            return source.Normal([1, times, 1], 0, 1, DType.Float64);
        });
        Assert.True(report.Passed, $"{report}");
        Assert.True(report.Derivatives > times);
    }

    /// <summary>
    /// What a pass forward and back allocates outside an arena, in proportion to its
    /// steps: twice the steps, twice the memory.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Memory_grows_in_proportion_to_the_steps(string name)
    {
        var layer = Recurrent.New(name, 4, sequences: true);
        long Bytes(int times)
        {
            var x = Tensor.Normal([2, times, 3], seed: 1);
            RecurrentRun.Of(layer, x);
            var before = GC.GetAllocatedBytesForCurrentThread();
            RecurrentRun.Of(layer, x);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        double short1 = Bytes(500), middle = Bytes(1000), long1 = Bytes(2000);
        Assert.InRange((long1 - middle) / (middle - short1), 1.9, 2.1);
        Assert.InRange(long1 / short1, 3.5, 4.2);
    }

    /// <summary>
    /// Steps are a loop, not calls in calls: 2,000 of them train on a stack of 256
    /// KiB, which would not hold 2,000 calls.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Two_thousand_steps_train_on_a_small_stack(string name)
    {
        Exception? thrown = null;
        var thread = new Thread(() => thrown = Record.Exception(() =>
        {
            var model = new Sequential(seed: 1) { Recurrent.New(name, 3), new Dense(1) };
            model.Compile("adam", "mse");
            var history = model.Fit(Tensor.Normal([2, 2000, 2], seed: 1), Tensor.Ones([2, 1]), epochs: 2, verbose: 0);
            Assert.True(double.IsFinite(history["loss"][1]) && history["loss"][1] < history["loss"][0]);
        }), maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();
        Assert.Null(thrown);
    }
}
