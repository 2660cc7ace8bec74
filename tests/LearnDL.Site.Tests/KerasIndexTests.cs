using LearnDL.Layers;
using LearnDL.Site.Api;
using LearnDL.Site.Content;

namespace LearnDL.Site.Tests;

/// <summary>The table of what there is of Keras, against the engine as it was compiled.</summary>
public sealed class KerasIndexTests
{
    static readonly SiteFolders folders = SiteFolders.Find();

    static readonly IReadOnlyList<KerasEntry> entries =
        [.. KerasIndex.Read(folders, ApiCatalogue.Read(folders)).SelectMany(group => group.Entries)];

    [Fact]
    public void Every_layer_loss_metric_optimizer_and_callback_of_a_keras_name_is_told_to_be_here()
    {
        var here = entries.Where(entry => entry.Here is not null).Select(entry => entry.Here!).ToHashSet();
        var types = new[] { typeof(Dense), typeof(Interop.TensorBoard) }
            .SelectMany(type => type.Assembly.GetExportedTypes()).Select(type => type.Name).ToHashSet();
        Assert.All(entries.Where(entry => types.Contains(entry.Keras)), entry => Assert.NotNull(entry.Here));
        Assert.All(here.Where(name => char.IsUpper(name[0]) && !name.Contains('.')),
            name => Assert.Contains(name, types));
    }

    [Fact]
    public void What_is_not_here_is_said_and_what_differs_comes_from_the_documentation()
    {
        Assert.Null(Of("MultiHeadAttention").Here);
        Assert.Equal("TensorBoard", Of("TensorBoard").Here);
        Assert.Equal("Tokenizer", Of("TextVectorization").Here);
        Assert.Contains(Of("EarlyStopping").Differs, sentence => sentence.Contains("Unlike in Keras 3"));
        Assert.DoesNotContain(entries.SelectMany(entry => entry.Differs), sentence => sentence == "As in Keras 3.");
        Assert.InRange(entries.Count(entry => entry.Here is not null), 150, entries.Count - 50);
    }

    static KerasEntry Of(string name) => entries.First(entry => entry.Keras == name);
}
