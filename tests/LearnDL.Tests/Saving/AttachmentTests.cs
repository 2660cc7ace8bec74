using LearnDL.Data;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Saving;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Saving;

public sealed class AttachmentTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("learndl-").FullName;
    readonly Sequential model = new(seed: 1) { new Input([3]), new Dense(1) };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    Model Again()
    {
        var file = Path.Combine(folder, "m.safetensors");
        model.Save(file);
        var copy = Model.Load(file);
        var second = Path.Combine(folder, "n.safetensors");
        copy.Save(second);
        Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(second));
        return copy;
    }

    static double[] Bits(Tensor x) => x.Cast(DType.Float64).ToArray<double>();

    [Fact]
    public void A_scaler_scales_as_before_to_the_bit()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new RandomSource(seed);
            var x = random.Normal([7, 3], random.NextNormal() * 1e6, Math.Exp(10 * random.NextNormal()), DType.Float64);
            model.Attachments["x"] = Standardizer.Fit(x);
            model.Attachments["y"] = MinMaxScaler.Fit(x, -1 / 3.0, Math.PI);
            var copy = Again();
            Assert.Equal(["x", "y"], copy.Attachments.Names);
            var (standard, range) = (Standardizer.Fit(x), MinMaxScaler.Fit(x, -1 / 3.0, Math.PI));
            Assert.Equal(Bits(standard.Apply(x)), Bits(copy.Attachments.Find<Standardizer>().Apply(x)));
            Assert.Equal(Bits(standard.Invert(x)), Bits(copy.Attachments.Find<Standardizer>("x").Invert(x)));
            Assert.Equal(Bits(range.Apply(x)), Bits(copy.Attachments.Find<MinMaxScaler>().Apply(x)));
            Assert.Equal(Bits(range.Invert(x)), Bits(copy.Attachments.Find<MinMaxScaler>().Invert(x)));
        }
        var times = Tensor.From([1.7e9, 1.7e9 + 1, 1.7e9 + 2]).Reshape(3, 1); // Float32 cannot tell them apart
        model.Attachments["x"] = Standardizer.Fit(times);
        Assert.True(Again().Attachments.Find<Standardizer>().NeedsFloat64);
    }

    [Fact]
    public void A_tokenizer_knows_its_words_and_learns_on()
    {
        string[] texts = ["Der Hund, der Hund!", "l’été à “Paris”", "a\"b\\c 🙂 der", ""], more = ["Paris Paris paris katze"];
        foreach (var oov in new[] { null, "<unk>", "hund" })
            foreach (var isByCharacter in new[] { false, true })
            {
                var tokenizer = new Tokenizer(numWords: 6, oovToken: oov, charLevel: isByCharacter);
                tokenizer.FitOnTexts(texts);
                model.Attachments["words"] = tokenizer;
                var copy = Again().Attachments.Find<Tokenizer>();
                Assert.Equal(tokenizer.WordIndex, copy.WordIndex);
                Assert.Equal(tokenizer.WordCounts, copy.WordCounts);
                Assert.Equal(tokenizer.TextsToSequences([.. texts, .. more]), copy.TextsToSequences([.. texts, .. more]));
                Assert.Equal(Bits(tokenizer.TextsToMatrix(texts, "tfidf")), Bits(copy.TextsToMatrix(texts, "tfidf")));
                tokenizer.FitOnTexts(more);
                copy.FitOnTexts(more);
                Assert.Equal(tokenizer.WordIndex, copy.WordIndex);
                Assert.Equal(tokenizer.IndexWord, copy.IndexWord);
            }
        var empty = new Tokenizer(oovToken: "<unk>");
        empty.FitOnTexts(["", "!"]);
        model.Attachments["words"] = empty;
        Assert.Equal(1, Again().Attachments.Find<Tokenizer>().WordIndex["<unk>"]);
        model.Attachments["words"] = new Tokenizer(); // that was never fitted
        Assert.Empty(Again().Attachments.Find<Tokenizer>().WordIndex);
    }

    [Fact]
    public void Names_of_classes_and_means_for_gaps()
    {
        model.Attachments["classes"] = new Categories("species", ["setosa", "versicolor", "virginica"]);
        model.Attachments["means"] = new ColumnMeans(["age", "weight"], [0.1, 1e-300]);
        var copy = Again().Attachments;
        Assert.Equal(model.Attachments["classes"], copy["classes"]);
        Assert.Equal(model.Attachments["means"], copy["means"]);
        Assert.Equal("versicolor", copy.Find<Categories>().Texts[1]);
    }

    [Fact]
    public void What_is_not_there_or_not_clear_is_said()
    {
        var attached = model.Attachments;
        Refused.Says<ModelException>(() => attached.Find<Standardizer>(), "Nothing is attached", "attached Standardizer");
        attached["a"] = new Categories("x", ["1"]);
        attached["b"] = new Categories("x", ["2"]);
        Refused.Says<ModelException>(() => attached.Find<Categories>(), "2 of the attachments", "a, b", "Find<Categories>(\"a\")");
        Assert.Equal("2", attached.Find<Categories>("b").Texts[0]);
        Refused.Says<UnknownNameException>(() => _ = attached["c"], "'c'", "a, b");
        Refused.Says<ConfigException>(() => attached["d"] = new Mine(1), "Register(\"Mine\"");
        Assert.False(attached.Contains("d"));
        Assert.True(attached.Remove("a"));
        Assert.Single(attached);
    }

    [Fact]
    public void A_class_of_ones_own_is_registered()
    {
        Attachments.Register("Factor", config => new Factor(config.Number("factor")));
        model.Attachments["mine"] = new Factor(2.5);
        Assert.Equal(2.5, Again().Attachments.Find<Factor>().Value);
    }

    [Theory]
    [InlineData("Standardizer", """{ "mean": [1, 2], "mean_rest": [0], "deviation": [1, 1] }""", "mean_rest")]
    [InlineData("Standardizer", """{ "mean": [1], "mean_rest": [0], "deviation": [0] }""", "deviation")]
    [InlineData("Standardizer", """{ "mean": [1], "mean_rest": [0], "deviation": [1], "more": 1 }""", "more")]
    [InlineData("MinMaxScaler", """{ "minimum": [1], "maximum": [0], "low": 0, "high": 1 }""", "maximum")]
    [InlineData("MinMaxScaler", """{ "minimum": [1], "maximum": [2], "low": 1, "high": 1 }""", "high")]
    [InlineData("ColumnMeans", """{ "columns": ["a"], "values": [] }""", "pair up")]
    [InlineData("Categories", """{ "column": "a", "texts": [1] }""", "texts")]
    [InlineData("Tokenizer", """
        { "document_count": 1, "word_counts": "{\"a\": 1, \"b\": 2}", "word_index": "{\"a\": 1, \"b\": 2}" }
        """, "word_index")]
    [InlineData("Tokenizer", """{ "document_count": 1, "word_counts": "{\"a\": -1}" }""", "word_counts")]
    [InlineData("Tokenizer", """{ "document_count": -1 }""", "document_count")]
    [InlineData("Tokenizer", """{ "document_count": 1, "split": null }""", "split")]
    [InlineData("Tokenizer", """{ "document_count": 1, "filters": "\ud800" }""", "half a character")]
    [InlineData("Categories", """{ "column": null, "texts": ["a"] }""", "column")]
    [InlineData("Process", "{}", "does not know")]
    public void Damaged_settings_are_refused(string className, string settings, string said)
    {
        var error = Assert.ThrowsAny<LearnDLException>(() => new Attachments().Read(
            $$"""{ "it": { "class_name": "{{className}}", "config": {{settings}}, "registered_name": null } }"""));
        Assert.Contains(said, error.What, StringComparison.Ordinal);
    }

    sealed class Mine(double factor) : IConfigurable
    {
        public Config GetConfig() => new() { { "factor", factor } };

        public Config Serialize() => Attachments.Serialize(this);
    }

    sealed class Factor(double factor) : IConfigurable
    {
        public double Value => factor;

        public Config GetConfig() => new() { { "factor", factor } };

        public Config Serialize() => Attachments.Serialize(this);
    }
}
