using System.Text.Json.Nodes;
using LearnDL.Layers;
using LearnDL.Saving;

namespace LearnDL.Models;

// A model as its settings, and back. The weights are not among them.
public partial class Model
{
    internal override string ClassName => "Functional";

    /// <summary>
    /// The layers with their settings and how they are joined, in the form of Keras 3: class_name, config,
    /// inbound_nodes. Not the weights, nor the seed, nor what Compile was given.
    /// </summary>
    /// <exception cref="ConfigException">A layer of your own is not registered, or a layer of an inner model is also
    /// used outside it.</exception>
    public override Config GetConfig() => GraphConfig.Of(this);

    /// <summary>
    /// A new model with these settings and freshly drawn weights. With the first model's seed the weights are equal,
    /// unless there are models inside that had a seed of their own.
    /// </summary>
    /// <param name="config">What GetConfig of a functional model gave.</param>
    /// <param name="seed">The seed of weights, shuffles and all that is drawn, also of the models inside.</param>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known, or layers are joined in a
    /// circle.</exception>
    public static Model FromConfig(Config config, int? seed = null)
    {
        var seeded = config.WithSeed(seed);
        return Make(seeded, c => GraphReader.Read(c, seed));
    }

    /// <inheritdoc/>
    public override Config Serialize()
    {
        var form = SerializeClass();
        if (setup.CompiledAs is { } compiled)
            form.Add("compile_config", CompileConfig.Of(compiled));
        return form;
    }

    private protected virtual Config SerializeClass() => // as Keras 3 calls where its class is from
        ClassTable<Layer>.Form("keras.src.models.functional", ClassName, GetConfig(), ClassName);

    /// <summary>
    /// The model as JSON, Keras's <c>to_json</c>: its class, its layers and how it was compiled, but not its weights.
    /// </summary>
    /// <exception cref="ConfigException">As for <see cref="GetConfig"/>.</exception>
    public string ToJson(bool indented = false) => Serialize().ToJson(indented);

    /// <summary>The model that <see cref="ToJson"/> wrote, Keras's <c>model_from_json</c>, with weights of its own; it
    /// is compiled if the other was.</summary>
    /// <param name="json">The text.</param>
    /// <param name="seed">The seed of weights, shuffles and all that is drawn.</param>
    /// <exception cref="ConfigException">It is no JSON of a model, or has a setting or a class that is not
    /// known.</exception>
    public static Model FromJson(string json, int? seed = null) => Deserialize(Config.Parse(json), seed);

    /// <summary>The model that <see cref="Serialize"/> wrote down, compiled if the other was.</summary>
    /// <param name="form">The form.</param>
    /// <param name="seed">The seed of weights, shuffles and all that is drawn.</param>
    /// <exception cref="ConfigException">The form is wrong, or a class is not known.</exception>
    public static Model Deserialize(Config form, int? seed = null)
    {
        if (KnownClasses.Layers.Deserialize(form.WithSeed(seed), "The config") is not Model model)
            throw new ConfigException("The config is one of a layer, and not of a model.",
                "a Sequential or a Functional", $"{form["class_name"]}", "Layer.Deserialize makes a layer.");
        model.Complete(form);
        return model;
    }

    /// <summary>What only a model that stands by itself has: weights without an Input, and what it was compiled for.
    /// </summary>
    internal void Complete(Config form)
    {
        if (this is Sequential chain && form["config"] is JsonObject config)
            chain.BuildAs(new Config(config));
        if (form["compile_config"] is JsonObject { Count: > 0 } compiled)
            CompileConfig.Apply(new Config(compiled), this);
    }

    /// <summary>What Compile was given, in Keras 3's form; null before it was called.</summary>
    /// <exception cref="ConfigException">A loss, metric or optimizer of your own is not registered.</exception>
    public Config? GetCompileConfig() => setup.CompiledAs is { } compiled ? CompileConfig.Of(compiled) : null;

    /// <summary>Compiles as another model was: <c>copy.CompileFromConfig(model.GetCompileConfig()!)</c>.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public void CompileFromConfig(Config config) => CompileConfig.Apply(config, this);
}
