using System.Text.Json;
using LearnDL.Tensors;

namespace LearnDL;

/// <summary>
/// What Keras keeps in keras.json, LearnDL reads from <c>~/.learndl/learndl.json</c>, if it is there:
/// <c>{ "backend": "cpu", "floatx": "float32", "epsilon": 1e-7 }</c>. Code may set each one anew.
/// </summary>
public static class Settings
{
    /// <summary>The backend to use when neither code nor LEARNDL_BACKEND names one; "cpu".</summary>
    public static string Backend { get; set; } = "cpu";

    /// <summary>What models compute with unless they are told otherwise; Float32.</summary>
    public static DType FloatX { get; set; } = DType.Float32;

    /// <summary>The small number that keeps logarithms and quotients finite; 1e-7.</summary>
    public static double Epsilon { get; set; } = 1e-7;

    static Settings()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var file = Path.Combine(home, ".learndl", "learndl.json");
        if (home.Length > 0 && File.Exists(file))
            Read(File.ReadAllText(file), file);
    }

    internal static void Read(string json, string file)
    {
        try
        {
            using var settings = JsonDocument.Parse(json);
            foreach (var setting in settings.RootElement.EnumerateObject())
                Apply(setting, file);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new ModelException($"The settings file {file} cannot be read.", "a JSON object of settings", error.Message, "Mend the file or delete it.");
        }
    }

    static void Apply(JsonProperty setting, string file)
    {
        switch (setting.Name)
        {
            case "backend":
                Backend = setting.Value.GetString() ?? Backend;
                break;
            case "floatx":
                FloatX = setting.Value.GetString() switch
                {
                    "float32" => DType.Float32,
                    "float64" => DType.Float64,
                    var other => throw NameList.Unknown("floatx", other ?? "", ["float32", "float64"]),
                };
                break;
            case "epsilon":
                Epsilon = Hyperparameter.Positive(setting.Value.GetDouble(), "epsilon");
                break;
            case "image_data_format" when setting.Value.GetString() == "channels_last":
                break;
            default:
                throw new UnknownNameException($"{file} has a setting that LearnDL does not know.", "backend, floatx, epsilon, image_data_format (channels_last)", $"{setting}", "Remove it.");
        }
    }
}
