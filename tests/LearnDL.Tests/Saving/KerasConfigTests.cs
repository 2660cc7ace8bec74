using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Saving;
using LearnDL.Tensors;
using LearnDL.Tests.Golden;

namespace LearnDL.Tests.Saving;

/// <summary>
/// What Keras 3.16 wrote for every class, with no setting at its default, is read and written again: the same settings
/// under the same names, and none that Keras does not know.
/// </summary>
public sealed class KerasConfigTests
{
    static readonly JsonObject golden =
        (JsonObject)JsonNode.Parse(File.ReadAllText(GoldenFile.PathOf("keras-configs.json")))!;

    /// <summary>What Keras writes and LearnDL does not: it has one value only, or changes no number.</summary>
    static readonly string[] unwritten =
    [
        "quantization_config", "input_axes", "output_axes", "sparse", "ragged", "optional", "unroll",
        "zero_output_for_mask", "synchronized", "renorm", "renorm_clipping", "renorm_momentum", "rms_scaling",
        "ignore_class", "axis", "from_sorted_ids", "loss_scale_factor", "name", "dtype", "activity_regularizer",
        "build_config", "run_eagerly", "steps_per_execution", "jit_compile",
    ];

    static JsonObject[] Entries(string kind) => [.. ((JsonArray)golden[kind]!).Cast<JsonObject>()];

    public static TheoryData<string, int, string> Cases()
    {
        var cases = new TheoryData<string, int, string>();
        foreach (var kind in Kinds.Keys)
            foreach (var (i, entry) in Entries(kind).Index())
                cases.Add(kind, i, $"{entry["class_name"]}");
        return cases;
    }

    /// <summary>Reads and writes an entry of each kind.</summary>
    static readonly Dictionary<string, (Func<Config, IConfigurable> Read, IReadOnlyCollection<string> Names)> Kinds = new()
    {
        ["layers"] = (Layer.Deserialize, KnownClasses.Layers.Names),
        ["losses"] = (LearnDL.Losses.Loss.Deserialize, KnownClasses.Losses.Names),
        ["metrics"] = (LearnDL.Metrics.Metric.Deserialize, KnownClasses.Metrics.Names),
        ["optimizers"] = (LearnDL.Optimizers.Optimizer.Deserialize, KnownClasses.Optimizers.Names),
        ["schedules"] = (LearnDL.Optimizers.LearningRateSchedule.Deserialize, KnownClasses.Schedules.Names),
        ["initializers"] = (LearnDL.Initializers.Initializer.Deserialize, KnownClasses.Initializers.Names),
        ["regularizers"] = (LearnDL.Regularizers.Regularizer.Deserialize, KnownClasses.Regularizers.Names),
        ["constraints"] = (LearnDL.Constraints.Constraint.Deserialize, KnownClasses.Constraints.Names),
    };

    [Theory, MemberData(nameof(Cases))]
    public void What_Keras_wrote_is_read_and_written_again(string kind, int at, string className)
    {
        var entry = Entries(kind)[at];
        var written = Kinds[kind].Read(new Config(entry)).Serialize().ToJsonObject();
        if (kind is "losses" or "optimizers")
            ((JsonObject)written["config"]!).Remove("name"); // which Keras sets to words of its own, and nobody reads
        Compare(entry, written, className);
    }

    static void Compare(JsonNode? keras, JsonNode? ours, string where)
    {
        if (keras is JsonObject expected && ours is JsonObject written)
        {
            foreach (var (name, _) in written)
                Assert.True(expected.ContainsKey(name) || (where, name) is // it takes these, but does not write them
                    ("SimpleRNN.config", "seed") or ("Identity.config", "gain"),
                    $"{where}: Keras does not know '{name}'.");
            foreach (var (name, value) in expected)
                if (written.ContainsKey(name) || !unwritten.Contains(name))
                    Compare(value, written[name], $"{where}.{name}");
        }
        else if (keras is JsonArray all && ours is JsonArray some && all.Count == some.Count)
            for (var i = 0; i < all.Count; i++)
                Compare(all[i], some[i], $"{where}[{i}]");
        else if (keras is JsonArray { Count: 1 } only && ours is not JsonArray)
            Compare(only[0], ours, where);
        else if (ours is JsonArray { Count: 1 } one && keras is not JsonArray)
            Compare(keras, one[0], where);
        else if (where.EndsWith("_factor", StringComparison.Ordinal) && ours is JsonArray { Count: 2 } range)
            Assert.Equal([-(double)keras!, (double)keras!], range.Select(end => (double)end!)); // f is −f to f
        else if (where.Split('.')[^1] is "learning_rate" or "l1" or "l2" && Number(keras) is { } kept)
            Assert.Equal((float)kept, (float)Number(ours)!.Value); // Keras keeps these as float32
        else if (where.EndsWith("label_weights", StringComparison.Ordinal) && keras is not null)
            Assert.True(JsonNode.DeepEquals(keras["config"]!["value"], ours));
        else
            Assert.True(JsonNode.DeepEquals(keras, ours) || AreSameNumber(keras, ours),
                $"{where}: Keras has {keras?.ToJsonString()}, LearnDL wrote {ours?.ToJsonString()}.");
    }

    static bool AreSameNumber(JsonNode? x, JsonNode? y) =>
        Number(x) is { } a && Number(y) == a;

    static double? Number(JsonNode? node) => node is JsonValue && node.GetValueKind() == JsonValueKind.Number
        ? double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture) : null;

    [Fact]
    public void No_class_is_left_out()
    {
        foreach (var (kind, (_, names)) in Kinds)
        {
            var there = Entries(kind).Select(entry => $"{entry["class_name"]}").ToHashSet();
            // losses are metrics, too: one stands for all; models have tests of their own
            var wanted = names.Where(name => !(kind == "metrics" && KnownClasses.Losses.Names.Contains(name))
                && name is not ("Functional" or "Sequential"));
            Assert.Empty(wanted.Except(there));
        }
    }

    /// <summary>A setting that a config leaves out has the default that Keras gives it.</summary>
    [Fact]
    public void What_is_left_out_has_Kerass_default()
    {
        foreach (var (kind, (read, _)) in Kinds)
            foreach (var entry in (JsonArray)golden["defaults"]![kind]!)
            {
                var form = (JsonObject)entry!["given"]!.DeepClone();
                var made = read(new Config(form)).Serialize().ToJsonObject();
                Compare(Nameless(entry["written"]!.DeepClone()), Nameless(made), $"{form["class_name"]}");
            }

        static JsonNode Nameless(JsonNode node) // Keras numbers its names
        {
            if (node is JsonObject parts)
                parts.Remove("name");
            foreach (var part in node is JsonObject all ? all.Select(one => one.Value) : node is JsonArray list ? list : [])
                if (part is not null)
                    Nameless(part);
            return node;
        }
    }

    /// <summary>Left out one by one: a setting must be there, or has a default that is not what Keras wrote.</summary>
    [Theory, MemberData(nameof(Cases))]
    public void No_setting_of_the_golden_file_has_its_default(string kind, int at, string className)
    {
        var entry = Entries(kind)[at];
        foreach (var name in ((JsonObject)entry["config"]!).Select(setting => setting.Key).Except(unwritten))
        {
            var less = (JsonObject)entry.DeepClone();
            ((JsonObject)less["config"]!).Remove(name);
            try
            {
                var given = ((JsonObject)entry["config"]!)[name];
                var made = Kinds[kind].Read(new Config(less)).GetConfig();
                Assert.False(JsonNode.DeepEquals(made[name], given) && given is not null && !HasOneValue(className, name),
                    $"{className}.{name} is {given?.ToJsonString()} with and without being set.");
            }
            catch (ConfigException missing) when (missing.What.Contains("lacks", StringComparison.Ordinal))
            {
            }
            catch (HyperparameterException) // of two settings that belong together
            {
            }
        }
    }

    /// <summary>What another entry of the file sets, or what the class always is.</summary>
    static bool HasOneValue(string className, string name) => (className, name) switch
    {
        // of each there are two entries, one dilated, as strides and dilation do not go together
        (_, _) when className.Contains("Conv", StringComparison.Ordinal) || className == "AUC" => true,
        (_, "trainable" or "reduction" or "data_format") => true,
        ("Bidirectional", "backward_layer") => true,
        _ => KnownClasses.Optimizers.Names.Contains(className) && name is "use_ema" or "ema_momentum",
    };

    /// <summary>Of classes with two entries: every setting differs from its default in one of them.</summary>
    [Fact]
    public void Every_setting_of_a_convolution_is_set_somewhere()
    {
        foreach (var entries in Entries("layers").GroupBy(entry => $"{entry["class_name"]}").Where(all => all.Count() > 1))
            foreach (var name in ((JsonObject)entries.First()["config"]!).Select(setting => setting.Key)
                .Except([.. unwritten, "trainable", "groups"]))
                Assert.True(entries.Select(entry => entry["config"]![name]?.ToJsonString()).Distinct().Count() > 1,
                    $"{entries.Key}.{name} is the same in all entries.");
    }

    [Fact]
    public void A_model_of_Keras_computes_what_Keras_computed()
    {
        float[] Cosines(int count) => [.. Enumerable.Range(0, count).Select(i => (float)Math.Cos(i))];
        Tensor table = Tensor.From(Cosines(32), [4, 8]), habits = Tensor.From(Cosines(20), [4, 5]),
            words = Tensor.From([.. Enumerable.Range(0, 32).Select(i => 1 + i * 7 % 29)], [4, 8]);
        var cases = Entries("models");
        Check(cases[0], model => [model.Predict(table)]);
        Check(cases[1], model => model.PredictAll([words, habits]));

        static void Check(JsonObject golden, Func<Model, IReadOnlyList<Tensor>> predict)
        {
            var model = Model.Deserialize(new Config((JsonObject)golden["model"]!.DeepClone()));
            Fill(model);
            var (outputs, expected) = (predict(model), (JsonArray)golden["outputs"]!);
            Assert.Equal(expected.Count, outputs.Count);
            for (var k = 0; k < outputs.Count; k++)
                for (var n = 0; n < outputs[k].Size; n++)
                    Assert.Equal((double)expected[k]![n]![0]!, outputs[k].ValueAt(n), 1e-6);
        }
    }

    /// <summary>As the script that wrote the file fills them.</summary>
    static void Fill(Model model)
    {
        foreach (var layer in model.Layers)
            if (layer is Model inner)
                Fill(inner);
            else if (layer.Parameters.Count > 0)
                layer.SetWeights([.. layer.Parameters.Select((weight, k) => Tensor.From([.. Enumerable
                    .Range(0, weight.Value.Size).Select(i => 0.3 * Math.Sin(7 * i + layer.Name!.Length + k))],
                    weight.Value.Shape))]);
    }

    [Fact]
    public void A_compiled_model_of_Keras_comes_compiled()
    {
        var models = Entries("models").Select(golden => Model.Deserialize(new Config((JsonObject)golden["model"]!)));
        Assert.Equal(["loss", "accuracy", "auc"], models.First().MetricsNames);
        Assert.Equal(["loss", "main_loss", "text_loss", "main_accuracy", "text_mae"], models.Last().MetricsNames);
        Assert.Equal(0.5, (double)models.Last().GetCompileConfig()!["optimizer"]!["config"]!["momentum"]!);
        Assert.Equal(0.25, (double)models.Last().GetCompileConfig()!["loss_weights"]!["text"]!);
        var byPlace = Model.Deserialize(new Config(Entries("by_place")[0]));
        Assert.Equal(["loss", "a_loss", "b_loss", "a_mae", "b_accuracy"], byPlace.MetricsNames);
        Assert.Equal(0.5, (double)byPlace.GetCompileConfig()!["loss_weights"]!["b"]!);
    }
}
