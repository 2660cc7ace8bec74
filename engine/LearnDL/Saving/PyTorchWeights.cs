using System.Text.RegularExpressions;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Saving;

/// <summary>
/// The weights of a PyTorch network, as safetensors keeps its state: names such as "features.0.weight", and layouts
/// that differ from Keras's. A linear layer's matrix is (out, in); a convolution's kernel (out, in, height, width); an
/// LSTM has two biases, of which only the sum counts; a GRU has its gates in the order r, z, n. Features behind a
/// Flatten stand in another order, see <see cref="FeatureOrder"/>.
/// </summary>
sealed partial class PyTorchWeights(SafetensorsFile file, string path)
{
    readonly HashSet<string> read = [];

    /// <summary>The value of every weight of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="module">PyTorch's name of its module.</param>
    /// <param name="sample">What a Flatten before it lays out; none where the order is the same.</param>
    /// <exception cref="ConfigException">LearnDL knows no such layer in PyTorch, or its weights are not there.
    /// </exception>
    public IEnumerable<(Parameter Weight, Tensor Value)> Of(Layer layer, string module, Shape? sample)
    {
        Tensor Features(string name, bool transpose = false)
        {
            var x = Read(module, name);
            return FeatureOrder.Keras(transpose ? x.Transpose() : x, sample);
        }
        return layer switch
        {
            Dense dense => Pair(dense.Kernel, dense.Bias, Features("weight", transpose: true), module),
            ConvolutionLayer convolution =>
                Pair(convolution.Kernel, convolution.Bias, Last(Read(module, "weight"), 1, 0), module),
            TransposedConvolutionLayer transposed =>
                Pair(transposed.Kernel, transposed.Bias, Last(Read(module, "weight"), 1, 0), module),
            DepthwiseConv1D or DepthwiseConv2D => Depthwise((SeparableConvolutionLayer)layer, module),
            BatchNormalization batch =>
            [
                .. Given(batch.Gamma, () => Features("weight")), .. Given(batch.Beta, () => Features("bias")),
                (batch.MovingMean!, Features("running_mean")), (batch.MovingVariance!, Features("running_var")),
            ],
            LayerNormalization normal =>
                [.. Given(normal.Gamma, () => Features("weight")), .. Given(normal.Beta, () => Features("bias"))],
            Embedding embedding => [(embedding.Embeddings!, Read(module, "weight"))],
            PReLU { Alpha: { } alpha } => [(alpha, OfChannels(Features("weight"), alpha.Value.Shape))],
            Bidirectional both =>
                [.. Recurrent(both.ForwardLayer, module, ""), .. Recurrent(both.BackwardLayer, module, "_reverse")],
            IRecurrentLayer => Recurrent(layer, module, ""),
            _ => throw new ConfigException($"LearnDL knows no layer of PyTorch that is {layer}.",
                "Dense, convolutions, normalizations, Embedding, PReLU, SimpleRNN, LSTM, GRU, Bidirectional", $"{layer}",
                "Leave it out of the names, and set its weights with SetWeights."),
        };
    }

    /// <summary>The tensors that belong to no layer; the counters of batches count for nothing.</summary>
    public IReadOnlyList<string> Left => [.. file.Tensors.Select(tensor => tensor.Name)
        .Where(name => !read.Contains(name) && !name.EndsWith("num_batches_tracked", StringComparison.Ordinal))];

    IEnumerable<(Parameter, Tensor)> Pair(Parameter? kernel, Parameter? bias, Tensor value, string module) =>
        [(kernel!, value), .. Given(bias, () => Read(module, "bias"))];

    static IEnumerable<(Parameter, Tensor)> Given(Parameter? weight, Func<Tensor> value) =>
        weight is null ? [] : [(weight, value())];

    /// <summary>A slope for each channel, or one for all of them.</summary>
    static Tensor OfChannels(Tensor slopes, Shape shape) =>
        slopes.Size == 1 ? Tensor.Full(shape, slopes.ValueAt(0), slopes.DType) : slopes.Reshape(shape);

    /// <summary>Places first, and these two axes last: (o, i, h, w) becomes (h, w, i, o).</summary>
    static Tensor Last(Tensor x, int first, int second) =>
        x.Transpose([.. Enumerable.Range(2, Math.Max(0, x.Rank - 2)), first, second]);

    /// <summary>A kernel for each channel, (c·m, 1, h, w), becomes (h, w, c, m).</summary>
    IEnumerable<(Parameter, Tensor)> Depthwise(SeparableConvolutionLayer layer, string module)
    {
        var (kernel, x) = (layer.DepthwiseKernel!, Read(module, "weight"));
        int C = kernel.Value.Shape[-2], m = kernel.Value.Shape[-1];
        if (x.Rank < 3 || x.Shape[0] != C * m || x.Shape[1] != 1)
            return [(kernel, x)]; // whose shape will not fit
        return Pair(kernel, layer.Bias, Last(x.Reshape([C, m, .. x.Shape[2..]]), 0, 1), module);
    }

    List<(Parameter, Tensor)> Recurrent(Layer layer, string module, string direction)
    {
        var at = Numbered().Match(module); // "rnn_l1" is the second layer of a module "rnn"
        var (name, end) = at.Success ? (at.Groups[1].Value, at.Groups[2].Value + direction)
            : (module, "_l0" + direction);
        if (layer is GRU { ResetAfter: false })
            throw new ConfigException($"{layer} applies its reset gate before the product, PyTorch's GRU after it.",
                "resetAfter: true, its default", "resetAfter: false", "Make the layer with resetAfter: true.");
        int[] gates = layer is GRU ? [1, 0, 2] : [0, 1, 2, 3]; // PyTorch's r, z, n as z, r, n
        Tensor W = Gates(Read(name, "weight_ih" + end).Transpose(), gates, layer),
            R = Gates(Read(name, "weight_hh" + end).Transpose(), gates, layer);
        var weights = new List<(Parameter, Tensor)> { (layer.Parameters[0], W), (layer.Parameters[1], R) };
        if (layer.Parameters.Count > 2)
        {
            Tensor b = Gates(Read(name, "bias_ih" + end).Reshape(1, -1), gates, layer),
                c = Gates(Read(name, "bias_hh" + end).Reshape(1, -1), gates, layer);
            weights.Add((layer.Parameters[2], layer is GRU ? MoveOps.Concatenate(b, c) : b.Add(c).Reshape(-1)));
        }
        return weights;
    }

    /// <summary>The columns of the gates in another order.</summary>
    static Tensor Gates(Tensor x, int[] order, Layer layer)
    {
        if (layer is not GRU || x.Shape[1] % order.Length != 0)
            return x;
        var U = x.Shape[1] / order.Length;
        return MoveOps.JoinColumns([.. order.Select(gate => x[.., (gate * U)..((gate + 1) * U)])]);
    }

    Tensor Read(string module, string name)
    {
        var full = module.Length == 0 ? name : $"{module}.{name}";
        if (!file.Contains(full))
            throw new ConfigException($"'{path}' has no tensor '{full}'.", $"the weights of a module '{module}'",
                string.Join(", ", file.Tensors.Select(tensor => tensor.Name).Take(40)),
                "Give PyTorch's name of the module, as in state_dict(), without the last word.");
        read.Add(full);
        return file.Read(full);
    }

    [GeneratedRegex("^(.*)(_l[0-9]+)$")]
    private static partial Regex Numbered();
}
