using Google.Protobuf;
using LearnDL.Data;
using LearnDL.Interop.Onnx;
using LearnDL.Models;

namespace LearnDL.Interop;

/// <summary>
/// Networks of other programs, from the format that most of them write: ONNX, operators of version 6 and later. What
/// LearnDL's layers can say becomes a functional model that takes and gives what the file does, images with their
/// channels first; inside, images are computed with the channels last.
/// </summary>
public static class OnnxModel
{
    /// <summary>The model of a file: <c>var model = OnnxModel.Load("mnist-8.onnx");</c> It is not compiled. Axis 0 of
    /// every input counts the samples, whatever size the file gives it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="seed">The seed of shuffles and all that is drawn, if it is trained further.</param>
    /// <exception cref="MissingFileException">The file is not there, or may not be read.</exception>
    /// <exception cref="DamagedFileException">It is no ONNX file, or breaks a rule of the format.</exception>
    /// <exception cref="OnnxException">It has an operator, or a setting of one, that LearnDL's layers cannot say. The
    /// error names it.</exception>
    public static Model Load(string path, int? seed = null) => FromBytes(FileReader.ReadBytes(path), Path.GetFileName(path), seed);

    /// <summary>The model that these bytes of an ONNX file describe.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="seed">The seed of shuffles and all that is drawn, if it is trained further.</param>
    /// <exception cref="DamagedFileException">It is no ONNX file, or breaks a rule of the format.</exception>
    /// <exception cref="OnnxException">It has something that LearnDL's layers cannot say.</exception>
    public static Model FromBytes(ReadOnlySpan<byte> file, string name = "the ONNX file", int? seed = null)
    {
        var places = WireCheck.Run(file, name); // before anything is allocated
        ModelProto proto;
        try
        {
            proto = ModelProto.Parser.WithDiscardUnknownFields(true).ParseFrom(file);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new DamagedFileException($"'{name}' is no ONNX file.", "a message of Protobuf", e.Message,
                "Copy or download it again.");
        }
        return new OnnxImporter(proto, name, file.Length, places).Import(seed);
    }
}
