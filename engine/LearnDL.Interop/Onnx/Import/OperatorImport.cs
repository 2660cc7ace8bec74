namespace LearnDL.Interop.Onnx;

/// <summary>What every operator becomes in LearnDL.</summary>
static class OperatorImport
{
    static readonly Dictionary<string, OperatorReader> readers = new()
    {
        ["Constant"] = ConstantImport.Constant,
        ["Identity"] = ConstantImport.Same,
        ["Dropout"] = ConstantImport.Dropout,                   // nothing: it acts in training alone
        ["Cast"] = ConstantImport.Cast,                         // nothing: all values are floats

        ["Shape"] = ConstantImport.Shape,                       // sizes, for a Reshape behind
        ["ConstantOfShape"] = ConstantImport.ConstantOfShape,
        ["Expand"] = ConstantImport.Expand,

        ["MatMul"] = DenseImport.MatMul,                        // Dense
        ["Gemm"] = DenseImport.Gemm,                            // Dense
        ["Gather"] = DenseImport.Gather,                        // Embedding; of a sequence one time step: Cropping1D
        ["Conv"] = ConvolutionImport.Conv,                      // Conv1D, Conv2D, DepthwiseConv2D
        ["ConvTranspose"] = ConvolutionImport.ConvTranspose,    // Conv1DTranspose, Conv2DTranspose
        ["BatchNormalization"] = NormalizationImport.Batch,     // BatchNormalization
        ["LayerNormalization"] = NormalizationImport.Layer,     // LayerNormalization

        ["MaxPool"] = PoolingImport.Max,                        // MaxPooling1D, MaxPooling2D
        ["AveragePool"] = PoolingImport.Average,                // AveragePooling1D, AveragePooling2D
        ["GlobalMaxPool"] = PoolingImport.GlobalMax,            // GlobalMaxPooling1D, GlobalMaxPooling2D
        ["GlobalAveragePool"] = PoolingImport.GlobalAverage,    // GlobalAveragePooling1D, GlobalAveragePooling2D
        ["ReduceMax"] = PoolingImport.ReduceMax,                // the same
        ["ReduceMean"] = PoolingImport.ReduceMean,              // the same

        ["Reshape"] = ShapeImport.Reshape,                      // Reshape
        ["Flatten"] = ShapeImport.Flatten,                      // Flatten
        ["Transpose"] = ShapeImport.Transpose,                  // noted down, a Permute where it matters
        ["Squeeze"] = ShapeImport.Squeeze,                      // noted down, a Reshape where it matters
        ["Unsqueeze"] = ShapeImport.Unsqueeze,
        ["Pad"] = EdgeImport.Pad,                               // ZeroPadding1D, ZeroPadding2D
        ["Slice"] = EdgeImport.Slice,                           // Cropping1D, Cropping2D
        ["Resize"] = EdgeImport.Resize,                         // UpSampling1D, UpSampling2D

        ["Relu"] = ActivationImport.Named("relu"),              // Activation
        ["Sigmoid"] = ActivationImport.Named("sigmoid"),
        ["Tanh"] = ActivationImport.Named("tanh"),
        ["Softplus"] = ActivationImport.Named("softplus"),
        ["Softsign"] = ActivationImport.Named("softsign"),
        ["Exp"] = ActivationImport.Named("exponential"),
        ["Selu"] = ActivationImport.Selu,
        ["HardSigmoid"] = ActivationImport.HardSigmoid,
        ["Elu"] = ActivationImport.Elu,                         // ELU
        ["LeakyRelu"] = ActivationImport.LeakyRelu,             // LeakyReLU
        ["PRelu"] = ActivationImport.PRelu,                     // PReLU
        ["Clip"] = ActivationImport.Clip,                       // ReLU with maxValue
        ["Softmax"] = ActivationImport.Softmax,                 // Softmax

        ["Add"] = MergeImport.Add,                              // Add; with a constant Rescaling, or per channel
        ["Sub"] = MergeImport.Sub,                              // Subtract, or the same    BatchNormalization
        ["Mul"] = MergeImport.Mul,                              // Multiply, or the same
        ["Div"] = MergeImport.Div,                              // by a constant alone
        ["Sum"] = MergeImport.Sum,                              // Add
        ["Mean"] = MergeImport.Mean,                            // Average
        ["Max"] = MergeImport.Max,                              // Maximum
        ["Min"] = MergeImport.Min,                              // Minimum
        ["Concat"] = MergeImport.Concat,                        // Concatenate

        ["RNN"] = RecurrentImport.Rnn,                          // SimpleRNN
        ["LSTM"] = RecurrentImport.Lstm,                        // LSTM
        ["GRU"] = RecurrentImport.Gru,                          // GRU
    };

    /// <exception cref="OnnxException">The operator is not one of these, or has a setting that LearnDL has not.
    /// </exception>
    public static object[] Import(OnnxImporter importer, OnnxNode node) =>
        node.Proto.Domain is "" or "ai.onnx" && readers.TryGetValue(node.Proto.OpType, out var reader)
            ? reader(importer, node)
            : throw node.Unsupported($"operators among {string.Join(", ", readers.Keys.Order())}",
                node.Proto.Domain.Length == 0 ? OnnxText.Short(node.Proto.OpType)
                    : OnnxText.Short($"{node.Proto.Domain}.{node.Proto.OpType}"));
}
