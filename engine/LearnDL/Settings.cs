using System.Text.Json;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL;

/// <summary>
/// What Keras keeps in keras.json, LearnDL reads from <c>~/.learndl/learndl.json</c>, if it is there:
/// <c>{ "backend": "cpu", "floatx": "float32", "epsilon": 1e-7, "image_data_format": "channels_last" }</c>. Code may
/// change each of them.
/// </summary>
public static class Settings
{
    /// <summary>Read when first asked for; an error in the file is raised then, unwrapped.</summary>
    static readonly Lazy<Values> values = new(ReadFile);

    sealed class Values
    {
        public string Backend = "cpu";
        public DType FloatX = DType.Float32;
        public double Epsilon = 1e-7;
        public DataFormat ImageDataFormat = DataFormat.ChannelsLast;
    }

    /// <summary>The backend to use when neither code nor LEARNDL_BACKEND names one; "cpu".</summary>
    public static string Backend
    {
        get => values.Value.Backend;
        set => values.Value.Backend = value;
    }

    /// <summary>What models compute with unless they say otherwise; Float32.</summary>
    /// <exception cref="DTypeException">Not a type with fractions.</exception>
    public static DType FloatX
    {
        get => values.Value.FloatX;
        set => values.Value.FloatX = Check.IsFloat("A model", value);
    }

    /// <summary>The small number that keeps logarithms and quotients finite; 1e-7.</summary>
    /// <exception cref="HyperparameterException">Not a finite number above 0.</exception>
    public static double Epsilon
    {
        get => values.Value.Epsilon;
        set => values.Value.Epsilon = Hyperparameter.Positive(value, "Settings.Epsilon", "1e-7 is usual.");
    }

    /// <summary>Where the channels of images stand unless a layer says otherwise; "channels_last".</summary>
    /// <exception cref="UnknownNameException">Set to a name that is not known.</exception>
    public static DataFormat ImageDataFormat
    {
        get => values.Value.ImageDataFormat;
        set => values.Value.ImageDataFormat = value;
    }

    static Values ReadFile()
    {
        var read = new Values();
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var file = Path.Combine(home, ".learndl", "learndl.json");
        if (home.Length == 0 || !File.Exists(file))
            return read;
        try
        {
            Apply(File.ReadAllText(file), file, read);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(file, error);
        }
        return read;
    }

    /// <summary>Takes over the settings of a file's text: all of them, or none where one is wrong.</summary>
    internal static void Read(string json, string file)
    {
        var read = new Values
        {
            Backend = Backend,
            FloatX = FloatX,
            Epsilon = Epsilon,
            ImageDataFormat = ImageDataFormat,
        };
        Apply(json, file, read);
        (Backend, FloatX, Epsilon, ImageDataFormat) = (read.Backend, read.FloatX, read.Epsilon, read.ImageDataFormat);
    }

    static void Apply(string json, string file, Values values)
    {
        try
        {
            using var settings = JsonDocument.Parse(json);
            foreach (var setting in settings.RootElement.EnumerateObject())
                Apply(setting, file, values);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw Unreadable(file, error);
        }
    }

    static void Apply(JsonProperty setting, string file, Values values)
    {
        switch (setting.Name)
        {
            case "backend":
                values.Backend = setting.Value.GetString() ?? values.Backend;
                break;
            case "floatx":
                values.FloatX = setting.Value.GetString() switch
                {
                    "float32" => DType.Float32,
                    "float64" => DType.Float64,
                    var other => throw NameList.Unknown("floatx", other ?? "", ["float32", "float64"]),
                };
                break;
            case "epsilon":
                values.Epsilon = Hyperparameter.Positive(setting.Value.GetDouble(), "epsilon", "1e-7 is usual.");
                break;
            case "image_data_format":
                values.ImageDataFormat = setting.Value.GetString() ?? "";
                break;
            default:
                throw new UnknownNameException(
                    $"{file} has a setting that LearnDL does not know.", "backend, floatx, epsilon, image_data_format",
                    $"{setting}", "Remove it.");
        }
    }

    static ModelException Unreadable(string file, Exception error) =>
        new($"The settings file {file} cannot be read.", "a JSON object of settings", error.Message,
            "Correct the file or delete it.");
}
