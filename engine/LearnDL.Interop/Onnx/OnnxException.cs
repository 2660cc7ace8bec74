namespace LearnDL.Interop;

/// <summary>
/// A model holds what ONNX cannot say, or an ONNX file holds what LearnDL's layers cannot. The file itself is in order;
/// one that is not is a <see cref="Data.DamagedFileException"/>.
/// </summary>
public sealed class OnnxException(string what, string expected, string got, string fix)
    : LearnDLException(what, expected, got, fix);
