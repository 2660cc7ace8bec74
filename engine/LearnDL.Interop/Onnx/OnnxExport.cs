using Google.Protobuf;
using LearnDL.Interop.Onnx;
using LearnDL.Models;
using LearnDL.Saving;

namespace LearnDL.Interop;

/// <summary>
/// Models for other programs, in the format that most of them read: ONNX, operators of version 17, in Float32 whatever
/// the model computes in. The file computes what Predict does; whatever acts in training alone is left out.
/// </summary>
public static class OnnxExport
{
    /// <summary>
    /// Writes the model as an ONNX file, Keras's <c>model.export(path, format="onnx")</c>: inputs and outputs have the
    /// model's names, and any number of samples can be given at once. A file that is there already is replaced in one
    /// step, when the new one is whole.
    /// </summary>
    /// <param name="model">The model; its shapes are known, and it is built.</param>
    /// <param name="path">The file; its name usually ends in ".onnx".</param>
    /// <exception cref="OnnxException">The model has a layer that ONNX cannot say: one of your own, or a stateful
    /// one. The error names it.</exception>
    /// <exception cref="SaveException">The file cannot be written.</exception>
    /// <exception cref="ModelException">The model is not built yet.</exception>
    public static void ExportOnnx(this Model model, string path)
    {
        var proto = OnnxModelWriter.Write(model); // the old file stays where the model cannot be said
        AtomicFile.Write(path, proto.WriteTo);
    }

    /// <summary>The bytes that <see cref="ExportOnnx"/> writes.</summary>
    /// <param name="model">The model; its shapes are known, and it is built.</param>
    /// <exception cref="OnnxException">The model has a layer that ONNX cannot say.</exception>
    /// <exception cref="ModelException">The model is not built yet.</exception>
    public static byte[] ToOnnx(this Model model) => OnnxModelWriter.Write(model).ToByteArray();
}
