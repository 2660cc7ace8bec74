namespace LearnDL.Interop.Onnx;

/// <summary>Gives a node's outputs, each an <see cref="ImportedValue"/> or an <see cref="OnnxConstant"/>.</summary>
delegate object[] OperatorReader(OnnxImporter importer, OnnxNode node);
