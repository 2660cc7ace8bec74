using LearnDL.Checks;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;
using LearnDL.Tests.Golden;

namespace LearnDL.Tests.Layers;

/// <summary>What a recurrent layer makes of time: the order of reading, masks, truncation, long sequences.</summary>
public sealed class RecurrentTimeTests
{
    const int N = 4, T = 6, D = 2, U = 3;

    public static TheoryData<string> Names => [.. Recurrent.Names];

    static Tensor Normal(int seed, params int[] sizes) =>
        Tensor.Normal(Shape.Of(sizes), seed: seed, dtype: DType.Float64);

    static Layer Built(Layer layer)
    {
        layer.Build([N, T, D], DType.Float64, new RandomSource(1));
        for (var i = 0; i < layer.Parameters.Count; i++)
            layer.Parameters[i].Value.CopyFrom(Tensor.Normal(layer.Parameters[i].Value.Shape, stddev: 0.7, seed: 10 + i,
                dtype: DType.Float64));
        return layer;
    }

    static RecurrentState State(string name, int seed) =>
        new(Normal(seed, N, U), name == "LSTM" ? Normal(seed + 1, N, U) : default);

    static void Same(RecurrentState expected, RecurrentState got, string what, double tolerance = 1e-12)
    {
        Near.Same(expected.H, got.H, $"{what}: h", tolerance);
        if (expected.C.HasValue)
            Near.Same(expected.C, got.C, $"{what}: c", tolerance);
    }

    static List<Tensor> Gradients(Layer layer) => [.. layer.Parameters.Select(parameter => parameter.Gradient)];

    static Tensor Reversed(Tensor x) =>
        MoveOps.Concatenate([.. Enumerable.Range(0, T).Select(t => x.Transpose(1, 0, 2)[(T - 1 - t)..(T - t)])])
            .Transpose(1, 0, 2);

    [Theory]
    [MemberData(nameof(Names))]
    public void The_last_output_is_the_last_of_all(string name)
    {
        Tensor x = Normal(1, N, T, D), dy = Normal(2, N, U);
        Layer all = Built(Recurrent.New(name, U, sequences: true)), last = Built(Recurrent.New(name, U));
        var late = Tensor.Zeros([T, N, U], DType.Float64);
        late[T - 1].CopyFrom(dy);

        RecurrentRun ofAll = RecurrentRun.Of(all, x, dy: late.Transpose(1, 0, 2)),
            ofLast = RecurrentRun.Of(last, x, dy: dy);

        Near.Same(ofAll.Y[.., (T - 1)..].Reshape(N, U), ofLast.Y, "y", 0);
        Near.Same(ofAll.Final.H, ofLast.Y, "final h", 0);
        Near.Same(ofAll.Dx, ofLast.Dx, "dx");
        foreach (var (a, b) in Gradients(all).Zip(Gradients(last)))
            Near.Same(a, b, "gradient");
    }

    /// <summary>The outputs come in the order of reading; dx in the order of x.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Backwards_it_reads_the_last_step_first(string name)
    {
        Tensor x = Normal(1, N, T, D), dy = Normal(2, N, T, U), mask = Normal(3, N, T).Positive();
        Layer forward = Built(Recurrent.New(name, U, sequences: true)),
            backward = Built(Recurrent.New(name, U, sequences: true, backwards: true));

        var turned = RecurrentRun.Of(forward, Reversed(x), Reversed(mask.ExpandDims()).Reshape(N, T), State(name, 5),
            dy, State(name, 7));
        var run = RecurrentRun.Of(backward, x, mask, State(name, 5), dy, State(name, 7));

        Near.Same(turned.Y, run.Y, "y", 0);
        Near.Same(Reversed(turned.Dx), run.Dx, "dx", 0);
        Same(turned.Final, run.Final, "final", 0);
        Same(turned.DInitial, run.DInitial, "dInitial", 0);
        foreach (var (a, b) in Gradients(forward).Zip(Gradients(backward)))
            Near.Same(a, b, "gradient", 0);
        Near.Same(RecurrentRun.Of(Built(Recurrent.New(name, U, backwards: true)), x, mask, State(name, 5)).Y,
            run.Y[.., (T - 1)..].Reshape(N, U), "the last that was read", 0);
        var alone = RecurrentRun.Of(Built(Recurrent.New(name, U, sequences: true, backwards: true)), x[..1], mask[..1],
            State(name, 5).Rows(..1), dy[..1], State(name, 7).Rows(..1));
        Near.Same(run.Y[..1], alone.Y, "y of one sample alone");
        Near.Same(run.Dx[..1], alone.Dx, "dx of one sample alone");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Two_halves_one_after_the_other_are_the_whole(string name)
    {
        Tensor x = Normal(1, N, T, D), dy = Normal(2, N, T, U);
        Layer layer = Built(Recurrent.New(name, U, sequences: true)),
            again = Built(Recurrent.New(name, U, sequences: true));
        var whole = RecurrentRun.Of(layer, x, initial: State(name, 5), dy: dy, dFinal: State(name, 7));

        var first = RecurrentRun.Of(again, x[.., ..2], initial: State(name, 5));
        foreach (var gradient in Gradients(again))
            gradient.Fill(0);
        var second = RecurrentRun.Of(again, x[.., 2..], initial: first.Final, dy: dy[.., 2..], dFinal: State(name, 7));
        first = RecurrentRun.Of(again, x[.., ..2], initial: State(name, 5), dy: dy[.., ..2], dFinal: second.DInitial);

        Near.Same(whole.Y[.., ..2], first.Y, "first y");
        Near.Same(whole.Y[.., 2..], second.Y, "second y");
        Near.Same(whole.Dx[.., ..2], first.Dx, "first dx");
        Near.Same(whole.Dx[.., 2..], second.Dx, "second dx");
        Same(whole.Final, second.Final, "final");
        Same(whole.DInitial, first.DInitial, "dInitial");
        foreach (var (a, b) in Gradients(layer).Zip(Gradients(again)))
            Near.Same(a, b, "gradient");
    }

    /// <summary>
    /// Every one of the 64 masks of six steps: a sample gives what it gives without its masked steps, and repeats an
    /// output where one is masked.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_masked_step_is_as_if_it_were_not_there(string name)
    {
        var layer = Built(Recurrent.New(name, U, sequences: true));
        const int all = 1 << T;
        Tensor x = Normal(1, all, T, D), dy = Normal(2, all, T, U), mask = Tensor.Zeros([all, T], DType.Float64);
        for (var n = 0; n < all; n++)
            for (var t = 0; t < T; t++)
                mask.AsSpan<double>()[n * T + t] = n >> t & 1;
        foreach (var given in new[] { false, true })
        {
            Tensor StateRows(int seed) => Normal(seed, all, U);
            RecurrentState initial = given ? new(StateRows(5), name == "LSTM" ? StateRows(6) : default) : default,
                dFinal = new(StateRows(7), name == "LSTM" ? StateRows(8) : default);
            var run = RecurrentRun.Of(layer, x, mask, initial, dy, dFinal);
            for (var n = 0; n < all; n++)
            {
                int[] real = [.. Enumerable.Range(0, T).Where(t => (n >> t & 1) == 1)];
                var begins = given ? initial.Rows(n..(n + 1)) : default;
                for (var t = 0; t < real.FirstOrDefault(T); t++)
                    // nothing was read yet, whatever the state
                    Assert.All(run.Y[n][t].ToArray<double>(), value => Assert.Equal(0, value));
                if (real.Length == 0)
                {
                    Same(given ? begins : new(Tensor.Zeros([1, U], DType.Float64), name == "LSTM"
                        ? Tensor.Zeros([1, U], DType.Float64)
                        : default), run.Final.Rows(n..(n + 1)), "nothing read", 0);
                    if (given)
                        Same(dFinal.Rows(n..(n + 1)), run.DInitial.Rows(n..(n + 1)), "nothing read, gradient", 0);
                    Assert.All(run.Dx[n].ToArray<double>(), value => Assert.Equal(0, value));
                    continue;
                }
                // The gradient of a repeated output belongs to the real step before.
                var dyReal = Tensor.Zeros([1, real.Length, U], DType.Float64);
                for (var k = 0; k < real.Length; k++)
                    for (var t = real[k]; t < (k + 1 < real.Length ? real[k + 1] : T); t++)
                        dyReal[0][k].Add(dy[n][t], into: dyReal[0][k]);
                var xReal = MoveOps.Concatenate([.. real.Select(t => x[n][t..(t + 1)])]).ExpandDims(0);
                var alone = RecurrentRun.Of(layer, xReal, initial: begins, dy: dyReal, dFinal: dFinal.Rows(n..(n + 1)));
                for (var k = 0; k < real.Length; k++)
                {
                    for (var t = real[k]; t < (k + 1 < real.Length ? real[k + 1] : T); t++)
                        Near.Same(alone.Y[0][k], run.Y[n][t], "y");
                    Near.Same(alone.Dx[0][k], run.Dx[n][real[k]], "dx");
                }
                foreach (var t in Enumerable.Range(0, T).Except(real))
                    Assert.All(run.Dx[n][t].ToArray<double>(), value => Assert.Equal(0, value));
                Same(alone.Final, run.Final.Rows(n..(n + 1)), "final");
                if (given) // where the sequence begins at 0 for want of a state, nobody asks for its gradient
                    Same(alone.DInitial, run.DInitial.Rows(n..(n + 1)), "dInitial");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_stands_in_a_masked_step_changes_nothing(string name)
    {
        Tensor x = Normal(1, N, T, D), mask = Normal(3, N, T).Positive(), dy = Normal(2, N, U);
        Layer layer = Built(Recurrent.New(name, U)), again = Built(Recurrent.New(name, U));
        var other = x.Add(Normal(9, N, T, D).Scale(100).Reshape(N * T, D).MultiplyColumn(mask.Affine(-1, 1).Reshape(-1))
            .Reshape(N, T, D));

        RecurrentRun run = RecurrentRun.Of(layer, x, mask, dy: dy),
            changed = RecurrentRun.Of(again, other, mask, dy: dy);

        Near.Same(run.Y, changed.Y, "y", 0);
        foreach (var (a, b) in Gradients(layer).Zip(Gradients(again)))
            Near.Same(a, b, "gradient", 0);
    }

    /// <summary>
    /// Truncated after k steps, a long sequence learns as its windows of k steps do that begin where the one before
    /// ended, all gradients added.
    /// </summary>
    [Theory]
    [InlineData("SimpleRNN", 1)]
    [InlineData("SimpleRNN", 2)]
    [InlineData("LSTM", 2)]
    [InlineData("LSTM", 4)]
    [InlineData("LSTM", 6)]
    [InlineData("LSTM", 7)]
    [InlineData("GRU", 3)]
    [InlineData(Recurrent.GRUBefore, 5)]
    public void Truncated_it_learns_as_from_windows(string name, int most)
    {
        Tensor x = Normal(1, N, T, D), dy = Normal(2, N, T, U);
        Layer truncated = Built(Recurrent.New(name, U, sequences: true, truncate: most)),
            windows = Built(Recurrent.New(name, U, sequences: true));
        var run = RecurrentRun.Of(truncated, x, initial: State(name, 5), dy: dy, dFinal: State(name, 7));

        var state = State(name, 5);
        for (var start = 0; start < T; start += most)
        {
            var end = Math.Min(start + most, T);
            var window = RecurrentRun.Of(windows, x[.., start..end], initial: state, dy: dy[.., start..end],
                dFinal: end == T ? State(name, 7) : default);
            Near.Same(window.Y, run.Y[.., start..end], "y");
            Near.Same(window.Dx, run.Dx[.., start..end], "dx");
            if (start == 0)
                Same(window.DInitial, run.DInitial, "dInitial");
            state = window.Final;
        }
        foreach (var (a, b) in Gradients(windows).Zip(Gradients(truncated)))
            Near.Same(a, b, "gradient");
    }

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

    /// <summary>Small steps of many samples are no reason for groups; a block of steps then holds one step.</summary>
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
    /// Where every step is masked nothing was read: the last output is 0, whatever the
    /// state, and its gradient goes nowhere.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Without_a_real_step_the_last_output_is_0(string name)
    {
        var mask = Tensor.Ones([N, T], DType.Float64);
        mask[1].Fill(0);
        Tensor x = Normal(1, N, T, D), dy = Normal(2, N, U);
        Layer layer = Built(Recurrent.New(name, U)), others = Built(Recurrent.New(name, U));
        var run = RecurrentRun.Of(layer, x, mask, State(name, 5), dy);
        dy[1].Fill(0);
        var expected = RecurrentRun.Of(others, x, mask, State(name, 5), dy);

        Assert.All(run.Y[1].ToArray<double>(), value => Assert.Equal(0, value));
        Near.Same(State(name, 5).H[1], run.Final.H[1], "the state stays", 0);
        Same(expected.DInitial, run.DInitial, "dInitial", 0);
        Assert.All(run.DInitial.H[1].ToArray<double>(), value => Assert.Equal(0, value));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_computed_for_an_input_nobody_learns_from(string name)
    {
        Layer layer = Built(Recurrent.New(name, U)), other = Built(Recurrent.New(name, U));
        layer.NeedsInputGradient = false;
        Assert.False(RecurrentRun.Of(layer, Normal(1, N, T, D)).Dx.HasValue);
        RecurrentRun.Of(other, Normal(1, N, T, D));
        foreach (var (a, b) in Gradients(other).Zip(Gradients(layer)))
            Near.Same(a, b, "gradient", 0);
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
