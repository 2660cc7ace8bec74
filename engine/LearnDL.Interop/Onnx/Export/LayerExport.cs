using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>What every layer becomes in ONNX.</summary>
static class LayerExport
{
    delegate OnnxValue[] Writer(OnnxGraph g, Layer layer, OnnxValue[] x);

    static readonly Dictionary<Type, Writer> writers = new()
    {
        [typeof(Input)] = Nothing,
        [typeof(Dense)] = One<Dense>(CoreExport.Dense),                     // Gemm, or MatMul and Add
        [typeof(Activation)] = One<Activation>(CoreExport.Activated),       // Relu, Sigmoid, …
        [typeof(ReLU)] = One<ReLU>(CoreExport.Activated),                   // Relu, or Where and Min
        [typeof(LeakyReLU)] = One<LeakyReLU>(CoreExport.Activated),         // LeakyRelu
        [typeof(ELU)] = One<ELU>(CoreExport.Activated),                     // Elu
        [typeof(PReLU)] = One<PReLU>(CoreExport.PReLU),                     // PRelu
        [typeof(Softmax)] = One<Softmax>(CoreExport.Softmax),               // Softmax
        [typeof(Rescaling)] = One<Rescaling>(CoreExport.Rescaling),         // Mul, Add
        [typeof(Flatten)] = One<Flatten>(ShapeExport.Flatten),              // Flatten
        [typeof(Reshape)] = One<Reshape>(ShapeExport.Reshape),              // Reshape
        [typeof(Permute)] = One<Permute>(ShapeExport.Permute),              // Transpose
        [typeof(RepeatVector)] = One<RepeatVector>(ShapeExport.RepeatVector), // Unsqueeze, Expand
        [typeof(Cropping1D)] = One<Cropping1D>(ShapeExport.Cropping),       // Slice
        [typeof(Cropping2D)] = One<Cropping2D>(ShapeExport.Cropping),
        [typeof(ZeroPadding1D)] = One<ZeroPadding1D>(ShapeExport.ZeroPadding), // Pad
        [typeof(ZeroPadding2D)] = One<ZeroPadding2D>(ShapeExport.ZeroPadding),
        [typeof(UpSampling1D)] = One<UpSampling1D>(ShapeExport.UpSampling), // Resize
        [typeof(UpSampling2D)] = One<UpSampling2D>(ShapeExport.UpSampling),

        [typeof(Dropout)] = Nothing, // what acts in training alone
        [typeof(SpatialDropout1D)] = Nothing,
        [typeof(SpatialDropout2D)] = Nothing,
        [typeof(GaussianDropout)] = Nothing,
        [typeof(GaussianNoise)] = Nothing,
        [typeof(RandomFlip)] = Nothing,
        [typeof(RandomRotation)] = Nothing,
        [typeof(RandomTranslation)] = Nothing,
        [typeof(RandomZoom)] = Nothing,

        [typeof(BatchNormalization)] = One<BatchNormalization>(NormalizationExport.Batch), // Sub, Mul, Add
        [typeof(LayerNormalization)] = One<LayerNormalization>(NormalizationExport.Layer), // LayerNormalization

        [typeof(Conv1D)] = One<Conv1D>(ConvolutionExport.Convolution),      // Conv, between two Transpose
        [typeof(Conv2D)] = One<Conv2D>(ConvolutionExport.Convolution),
        [typeof(DepthwiseConv1D)] = One<DepthwiseConv1D>(ConvolutionExport.Separable), // Conv with groups
        [typeof(DepthwiseConv2D)] = One<DepthwiseConv2D>(ConvolutionExport.Separable),
        [typeof(SeparableConv1D)] = One<SeparableConv1D>(ConvolutionExport.Separable), // Conv, Conv
        [typeof(SeparableConv2D)] = One<SeparableConv2D>(ConvolutionExport.Separable),
        [typeof(Conv1DTranspose)] = One<Conv1DTranspose>(ConvolutionExport.Transposed), // ConvTranspose
        [typeof(Conv2DTranspose)] = One<Conv2DTranspose>(ConvolutionExport.Transposed),
        [typeof(MaxPooling1D)] = One<MaxPooling1D>(PoolingExport.Max),      // MaxPool
        [typeof(MaxPooling2D)] = One<MaxPooling2D>(PoolingExport.Max),
        [typeof(AveragePooling1D)] = One<AveragePooling1D>(PoolingExport.Average), // AveragePool
        [typeof(AveragePooling2D)] = One<AveragePooling2D>(PoolingExport.Average),
        [typeof(GlobalMaxPooling1D)] = One<GlobalMaxPooling1D>(PoolingExport.GlobalMax), // ReduceMax
        [typeof(GlobalMaxPooling2D)] = One<GlobalMaxPooling2D>(PoolingExport.GlobalMax),
        [typeof(GlobalAveragePooling1D)] = One<GlobalAveragePooling1D>(PoolingExport.GlobalAverage), // ReduceMean
        [typeof(GlobalAveragePooling2D)] = One<GlobalAveragePooling2D>(PoolingExport.GlobalAverage),

        [typeof(Embedding)] = All<Embedding>(SequenceExport.Embedding),     // Cast, Gather
        [typeof(Masking)] = All<Masking>(SequenceExport.Masking),           // Equal, ReduceMin, Mul
        [typeof(SimpleRNN)] = All<SimpleRNN>(RecurrentExport.Write),        // RNN, or a Scan
        [typeof(LSTM)] = All<LSTM>(RecurrentExport.Write),                  // LSTM, or a Scan
        [typeof(GRU)] = All<GRU>(RecurrentExport.Write),                    // GRU, or a Scan
        [typeof(Bidirectional)] = All<Bidirectional>(BidirectionalExport.Write), // two of these
        [typeof(TimeDistributed)] = All<TimeDistributed>(SequenceExport.TimeDistributed), // Reshape around the layer

        [typeof(Add)] = All<Add>(MergeExport.Sum),                          // Add, Add, …
        [typeof(Subtract)] = All<Subtract>(MergeExport.Difference),         // Sub
        [typeof(Multiply)] = All<Multiply>(MergeExport.Product),            // Mul, Mul, …
        [typeof(Average)] = All<Average>(MergeExport.Mean),                 // Mean
        [typeof(Maximum)] = All<Maximum>(MergeExport.Largest),              // Max
        [typeof(Minimum)] = All<Minimum>(MergeExport.Smallest),             // Min
        [typeof(Concatenate)] = All<Concatenate>(JoinExport.Concatenate),   // Concat
        [typeof(Dot)] = All<Dot>(JoinExport.Dot),                           // MatMul
    };

    /// <summary>The classes that can be said; models, which are made of them, beside them.</summary>
    public static IReadOnlyCollection<Type> Known => writers.Keys;

    /// <summary>Writes one use of a layer.</summary>
    /// <exception cref="OnnxException">It is not one of LearnDL's layers.</exception>
    public static OnnxValue[] Write(OnnxGraph g, Layer layer, params OnnxValue[] x) =>
        layer is Model model ? ModelExport.Write(g, model, x)
            : writers.TryGetValue(layer.GetType(), out var writer) ? writer(g, layer, x)
            : throw new OnnxException($"{layer} cannot be said in ONNX.",
                $"layers of LearnDL's own, whose equations ONNX {OnnxLimits.Opset} has operators for",
                $"{layer.GetType().Name}, a class of your own",
                "Put layers of LearnDL in its place, or cut it off: new Model(model.Inputs, layer.Inputs).");

    static OnnxValue[] Nothing(OnnxGraph g, Layer layer, OnnxValue[] x) =>
        [x[0] with { Mask = layer.MaskUse == MaskUse.Passes ? x[0].Mask : null }];

    /// <summary>A layer that takes one tensor and gives one, whose shape it can say.</summary>
    static Writer One<T>(Func<OnnxGraph, T, OnnxValue, string> write) where T : Layer => (g, layer, x) =>
        [new OnnxValue(write(g, (T)layer, x[0]), layer.ComputeOutputShape(x[0].Shape),
            layer.MaskUse == MaskUse.Passes ? x[0].Mask : null)];

    static Writer All<T>(Func<OnnxGraph, T, OnnxValue[], OnnxValue[]> write) where T : Layer =>
        (g, layer, x) => write(g, (T)layer, x);
}
