using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Tests;

[CollectionDefinition(nameof(SettingsTests), DisableParallelization = true)]
public sealed class WhileNoOtherTestRuns;

/// <summary>The settings are static, so these tests run while no others do, and put back what they found.</summary>
[Collection(nameof(SettingsTests))]
public sealed class SettingsTests : IDisposable
{
    readonly (string, DType, double, DataFormat) before = Current();

    static (string, DType, double, DataFormat) Current() =>
        (Settings.Backend, Settings.FloatX, Settings.Epsilon, Settings.ImageDataFormat);

    public void Dispose() => (Settings.Backend, Settings.FloatX, Settings.Epsilon, Settings.ImageDataFormat) = before;

    [Fact]
    public void Every_key_is_read()
    {
        Settings.Read(
            """{ "backend": "reference", "floatx": "float64", "epsilon": 1e-5, "image_data_format": "channels_first" }""",
            "learndl.json");
        Assert.Equal(("reference", DType.Float64, 1e-5, DataFormat.ChannelsFirst), Current());
    }

    [Fact]
    public void A_key_that_is_left_out_keeps_its_value()
    {
        Settings.Read("{}", "learndl.json");
        Assert.Equal(before, Current());
    }

    [Theory]
    [InlineData("""{ "flaotx": "float32" }""", "flaotx")]
    [InlineData("""{ "image_data_format": "channels_middle" }""", "channels_middle")]
    [InlineData("""{ "floatx": "float16" }""", "float16")]
    public void An_unknown_name_is_named(string json, string name)
    {
        var error = Assert.Throws<UnknownNameException>(() => Settings.Read(json, "learndl.json"));
        Assert.Contains(name, error.Got);
    }

    [Theory]
    [InlineData("{ \"backend\": ")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{ "epsilon": "small" }""")]
    [InlineData("""{ "backend": 3 }""")]
    public void A_file_that_cannot_be_read_is_named(string json) =>
        Assert.Contains("learndl.json", Assert.Throws<ModelException>(() => Settings.Read(json, "learndl.json")).What);

    [Fact]
    public void Epsilon_is_positive()
    {
        Assert.Throws<HyperparameterException>(() => Settings.Read("""{ "epsilon": 0 }""", "learndl.json"));
        Assert.Throws<HyperparameterException>(() => Settings.Read("""{ "epsilon": -1e-7 }""", "learndl.json"));
    }

    [Fact]
    public void Layers_of_images_follow_the_data_format()
    {
        Settings.ImageDataFormat = "channels_first";
        Assert.Equal<Shape>([-1, 3, 14, 14], new MaxPooling2D().ComputeOutputShape([-1, 3, 28, 28]));
        Assert.Equal<Shape>([-1, 3], new GlobalAveragePooling2D().ComputeOutputShape([-1, 3, 28, 28]));
        Assert.Equal<Shape>([-1, 3, 30, 30], new ZeroPadding2D().ComputeOutputShape([-1, 3, 28, 28]));
    }
}
