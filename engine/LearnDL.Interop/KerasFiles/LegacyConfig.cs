using System.Text.Json.Nodes;
using LearnDL.Saving;

namespace LearnDL.Interop;

/// <summary>
/// Makes the config of a .h5 file one of Keras 3: it takes out what Keras 2 wrote and Keras 3 has no word for, and
/// calls the rest by its new names. A config of Keras 3 stays as it is.
/// </summary>
static class LegacyConfig
{
    // How Keras 2 computed; what comes out is the same.
    static readonly string[] gone = ["batch_input_shape", "input_length", "implementation", "time_major"];

    /// <summary>Changes the form of a model in place.</summary>
    public static void Upgrade(Config form)
    {
        var model = new JsonObject
        {
            ["class_name"] = form["class_name"]?.DeepClone(),
            ["config"] = form["config"]?.DeepClone(),
        };
        UpgradeLayer(model);
        (form["class_name"], form["config"]) = (model["class_name"], model["config"]);
    }

    static void UpgradeLayer(JsonObject form)
    {
        if (form.At("class_name").Word() == "Model")
            form["class_name"] = "Functional";
        if (form["config"] is JsonArray layers) // a Sequential before 2.2.3
            form["config"] = new JsonObject { ["layers"] = layers.DeepClone() };
        if (form["config"] is not JsonObject config)
            return;
        if (config["layers"] is JsonArray)
            UpgradeModel(config, form.At("class_name").Word() == "Sequential");
        else
            UpgradeSettings(form.At("class_name").Word(), config);
        foreach (var name in (string[])["layer", "backward_layer"])
            if (config[name] is JsonObject inner)
                UpgradeLayer(inner);
    }

    static void UpgradeModel(JsonObject config, bool isSequential)
    {
        if (config["layers"] is not JsonArray layers)
            return;
        var input = isSequential && layers.Count > 0 ? InputOf(layers[0]) : null;
        foreach (var layer in layers)
            if (layer is JsonObject form)
                UpgradeLayer(form);
        if (input is not null)
            layers.Insert(0, input);
        if (!isSequential)
            LegacyNodes.Upgrade(config, layers);
    }

    /// <summary>The Input that the first layer of a Sequential stands for.</summary>
    static JsonObject? InputOf(JsonNode? first)
    {
        if (first is not JsonObject || first.At("class_name").Word() == "InputLayer"
            || first.At("config") is not JsonObject config || config["batch_input_shape"] is not JsonArray shape)
            return null;
        return new JsonObject
        {
            ["class_name"] = "InputLayer",
            ["config"] = new JsonObject { ["batch_shape"] = shape.DeepClone(), ["name"] = $"{config["name"]}_input" },
        };
    }

    static void UpgradeSettings(string? className, JsonObject config)
    {
        if (className == "InputLayer" && config["batch_input_shape"] is { } shape)
            config["batch_shape"] = shape.DeepClone();
        foreach (var name in gone)
            config.Remove(name);
        if (className == "LeakyReLU" && config["alpha"] is { } slope)
        {
            config["negative_slope"] = slope.DeepClone();
            config.Remove("alpha");
        }
        if (className is "BatchNormalization" or "LayerNormalization" && config["axis"] is JsonArray { Count: 1 } axis)
            config["axis"] = axis[0]?.DeepClone();
        foreach (var (name, value) in config.ToList())
            if (name.EndsWith("_initializer", StringComparison.Ordinal) && value is JsonObject
                && value.At("config") is JsonObject settings)
                UpgradeInitializer((JsonObject)value, settings);
    }

    /// <summary>Before 2.3 the initializers of Glorot, He and LeCun were settings of one.</summary>
    static void UpgradeInitializer(JsonObject form, JsonObject settings)
    {
        settings.Remove("dtype");
        if (form.At("class_name").Word() != "VarianceScaling")
            return;
        var isUniform = settings.At("distribution").Word() == "uniform";
        form["class_name"] = (settings.At("mode").Word(), settings.At("scale")?.ToString()) switch
        {
            ("fan_avg", "1" or "1.0") => isUniform ? "GlorotUniform" : "GlorotNormal",
            ("fan_in", "2" or "2.0") => isUniform ? "HeUniform" : "HeNormal",
            ("fan_in", "1" or "1.0") => isUniform ? "LecunUniform" : "LecunNormal",
            _ => "VarianceScaling",
        };
        foreach (var name in (string[])["distribution", "mode", "scale"])
            settings.Remove(name);
    }
}
