using LearnDL.Layers;
using LearnDL.Tensors;
using LearnDL.Tests.Golden;

namespace LearnDL.Tests.Layers;

/// <summary>
/// Backpropagation through time is backpropagation through the graph that the steps make when they are laid out one
/// after the other. Here that graph is laid out, of Dense and Activation layers that are used once a step with the same
/// weights, each with its own Backward.
/// </summary>
public sealed class RecurrentUnrolledTests
{
    const int N = 3, T = 6, D = 2, U = 3;

    /// <summary>A number that something was computed from, and what has come back to it so far.</summary>
    sealed class Node(Tensor value)
    {
        public Tensor Value { get; } = value;

        public Tensor Gradient { get; private set; } = Tensor.Zeros(value.Shape, value.DType);

        public void Receive(Tensor gradient) => Gradient = Gradient.Add(gradient);
    }

    /// <summary>Writes down what was done, to go back through it from the end.</summary>
    sealed class Graph
    {
        readonly Stack<Action> back = [];

        public Node Use(Layer layer, Node x)
        {
            var call = layer.NewCall();
            var y = new Node(call.Forward(x.Value, training: true));
            back.Push(() => x.Receive(call.Backward(y.Gradient)));
            return y;
        }

        public Node Add(Node a, Node b)
        {
            var y = new Node(a.Value.Add(b.Value));
            back.Push(() => a.Receive(y.Gradient));
            back.Push(() => b.Receive(y.Gradient));
            return y;
        }

        public Node Multiply(Node a, Node b)
        {
            var y = new Node(a.Value.Multiply(b.Value));
            back.Push(() => a.Receive(y.Gradient.Multiply(b.Value)));
            back.Push(() => b.Receive(y.Gradient.Multiply(a.Value)));
            return y;
        }

        public Node OneMinus(Node a)
        {
            var y = new Node(a.Value.Affine(-1, 1));
            back.Push(() => a.Receive(y.Gradient.Negate()));
            return y;
        }

        public void Backward()
        {
            while (back.TryPop(out var step))
                step();
        }
    }

    /// <summary>A gate's two Dense layers, with weights cut out of the recurrent layer's.</summary>
    sealed record Gate(Dense W, Dense R)
    {
        public static Gate Of(Layer layer, int number, bool recurrentBias = false)
        {
            Dense W = new(U), R = new(U, useBias: recurrentBias);
            W.Build([N, D], DType.Float64, new RandomSource(1));
            R.Build([N, U], DType.Float64, new RandomSource(1));
            var columns = (number * U)..((number + 1) * U);
            W.Kernel!.Value.CopyFrom(layer.Parameters[0].Value[.., columns]);
            R.Kernel!.Value.CopyFrom(layer.Parameters[1].Value[.., columns]);
            var b = layer.Parameters[2].Value;
            W.Bias!.Value.CopyFrom(b.Rank == 2 ? b[0][columns] : b[columns]);
            if (recurrentBias)
                R.Bias!.Value.CopyFrom(b[1][columns]);
            return new Gate(W, R);
        }
    }

    static Activation Of(string name)
    {
        var layer = new Activation(name);
        layer.Build([N, U], DType.Float64, new RandomSource(1));
        return layer;
    }

    static readonly Activation sigmoid = Of("sigmoid"), tanh = Of("tanh");

    static Node SumOf(Graph graph, Gate gate, Node x, Node h) => graph.Add(graph.Use(gate.W, x), graph.Use(gate.R, h));

    static void Compare(Layer layer, Func<Graph, Gate[], Node, Node, Node, (Node H, Node C)> step,
        bool recurrentBias = false)
    {
        var random = new RandomSource(7);
        Tensor Normal(params int[] sizes) => random.Normal(Shape.Of(sizes), 0, 1, DType.Float64);
        layer.Build([N, T, D], DType.Float64, random);
        foreach (var parameter in layer.Parameters)
            parameter.Value.CopyFrom(random.Normal(parameter.Value.Shape, 0, 0.8, DType.Float64));
        Tensor x = Normal(N, T, D), dy = Normal(N, T, U);
        bool hasCell = layer is LSTM;
        RecurrentState initial = new(Normal(N, U), hasCell ? Normal(N, U) : default),
            dFinal = new(Normal(N, U), hasCell ? Normal(N, U) : default);

        var graph = new Graph();
        Gate[] gates = [.. Enumerable.Range(0, layer.Parameters[0].Value.Shape[1] / U)
            .Select(number => Gate.Of(layer, number, recurrentBias))];
        Node first = new(initial.H), firstCell = new(hasCell ? initial.C : Tensor.Zeros([N, U], DType.Float64));
        Node[] xs = [.. Enumerable.Range(0, T).Select(t => new Node(x[.., t..(t + 1)].Reshape(N, D)))];
        var (h, c) = (first, firstCell);
        var outputs = new List<Node>();
        foreach (var xt in xs)
        {
            (h, c) = step(graph, gates, xt, h, c);
            outputs.Add(h);
        }
        for (var t = 0; t < T; t++)
            outputs[t].Receive(dy[.., t..(t + 1)].Reshape(N, U));
        h.Receive(dFinal.H);
        if (hasCell)
            c.Receive(dFinal.C);
        graph.Backward();

        var run = RecurrentRun.Of(layer, x, initial: initial, dy: dy, dFinal: dFinal);

        for (var t = 0; t < T; t++)
        {
            Near.Same(outputs[t].Value, run.Y[.., t..(t + 1)].Reshape(N, U), $"h of step {t}");
            Near.Same(xs[t].Gradient, run.Dx[.., t..(t + 1)].Reshape(N, D), $"dx of step {t}");
        }
        Near.Same(first.Gradient, run.DInitial.H, "dInitial h");
        if (hasCell)
            Near.Same(firstCell.Gradient, run.DInitial.C, "dInitial c");
        for (var number = 0; number < gates.Length; number++)
        {
            var columns = (number * U)..((number + 1) * U);
            Near.Same(gates[number].W.Kernel!.Gradient, layer.Parameters[0].Gradient[.., columns],
                $"dW of gate {number}");
            Near.Same(gates[number].R.Kernel!.Gradient, layer.Parameters[1].Gradient[.., columns],
                $"dR of gate {number}");
            var db = layer.Parameters[2].Gradient;
            Near.Same(gates[number].W.Bias!.Gradient, db.Rank == 2 ? db[0][columns] : db[columns],
                $"db of gate {number}");
            if (recurrentBias)
                Near.Same(gates[number].R.Bias!.Gradient, db[1][columns], $"the second db of gate {number}");
        }
    }

    [Fact]
    public void SimpleRNN() => Compare(new SimpleRNN(U, returnSequences: true), (graph, gates, x, h, c) =>
        (graph.Use(tanh, SumOf(graph, gates[0], x, h)), c));

    [Fact]
    public void LSTM() => Compare(new LSTM(U, returnSequences: true), (graph, gates, x, h, c) =>
    {
        var i = graph.Use(sigmoid, SumOf(graph, gates[0], x, h));
        var f = graph.Use(sigmoid, SumOf(graph, gates[1], x, h));
        var g = graph.Use(tanh, SumOf(graph, gates[2], x, h));
        var o = graph.Use(sigmoid, SumOf(graph, gates[3], x, h));
        c = graph.Add(graph.Multiply(f, c), graph.Multiply(i, g));
        return (graph.Multiply(o, graph.Use(tanh, c)), c);
    });

    [Fact]
    public void GRU() => Compare(new GRU(U, returnSequences: true), (graph, gates, x, h, c) =>
    {
        var z = graph.Use(sigmoid, SumOf(graph, gates[0], x, h));
        var r = graph.Use(sigmoid, SumOf(graph, gates[1], x, h));
        var candidate = graph.Use(tanh,
            graph.Add(graph.Use(gates[2].W, x), graph.Multiply(r, graph.Use(gates[2].R, h))));
        return (graph.Add(graph.Multiply(z, h), graph.Multiply(graph.OneMinus(z), candidate)), c);
    }, recurrentBias: true);

    [Fact]
    public void GRU_with_the_reset_before_the_product() =>
        Compare(new GRU(U, returnSequences: true, resetAfter: false), (graph, gates, x, h, c) =>
        {
            var z = graph.Use(sigmoid, SumOf(graph, gates[0], x, h));
            var r = graph.Use(sigmoid, SumOf(graph, gates[1], x, h));
            var candidate = graph.Use(tanh, SumOf(graph, gates[2], x, graph.Multiply(r, h)));
            return (graph.Add(graph.Multiply(z, h), graph.Multiply(graph.OneMinus(z), candidate)), c);
        });
}
