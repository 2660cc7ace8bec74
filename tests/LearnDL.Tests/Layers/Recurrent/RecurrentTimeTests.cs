using LearnDL.Layers;
using LearnDL.Tensors;
using LearnDL.Tests.Golden;

namespace LearnDL.Tests.Layers;

/// <summary>What a recurrent layer makes of time: the order of reading, masks, truncation.</summary>
public sealed class RecurrentTimeTests : RecurrentTests
{
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
}
